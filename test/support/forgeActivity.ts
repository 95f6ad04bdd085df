import type { Sandbox } from '../../sandbox/startSandbox';
import { botIdOf, serviceUrl, teamsIdOf } from '../../sandbox/teams/office';
import type { Person } from '../../sandbox/teams/person';

/** What the bot answered: the HTTP status, and the body where there is one. */
export interface Answered {
  readonly status: number;
  readonly body: string;
}

/**
 * Posts an activity to the bot from the person's own chat, signed as Teams signs it. `part` is what makes it: type, text,
 * value; anything that Teams could send, and much that it would not.
 */
export async function forgeActivity(
  { teams, bot }: Sandbox,
  person: Person,
  part: Readonly<Record<string, unknown>>,
): Promise<Answered> {
  const { office } = teams;
  const activity = {
    id: `f:${String(Date.now())}`,
    timestamp: new Date().toISOString(),
    channelId: 'msteams',
    serviceUrl,
    from: { id: teamsIdOf(office, person.person), name: person.name, aadObjectId: person.person.objectId },
    recipient: { id: botIdOf(office), name: office.botName },
    conversation: { conversationType: 'personal', tenantId: office.tenantId, id: person.conversation.id },
    channelData: { tenant: { id: office.tenantId } },
    ...part,
  };
  const seconds = Math.floor(Date.now() / 1000);
  const claims = {
    iss: 'https://api.botframework.com',
    aud: office.botId,
    serviceurl: serviceUrl,
    nbf: seconds - 60,
    exp: seconds + 600,
  };
  const answer = await fetch(bot.messagesUrl, {
    method: 'POST',
    headers: { authorization: `Bearer ${teams.sign(claims)}`, 'content-type': 'application/json' },
    body: JSON.stringify(activity),
  });
  return { status: answer.status, body: await answer.text() };
}

/** The activity of a pressed button with this verb and these fields, whatever card it is said to come from. */
export function pressed(
  verb: string,
  fields: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  const action = { type: 'Action.Execute', verb, data: { verb, ...fields } };
  return { type: 'invoke', name: 'adaptiveCard/action', value: { action, trigger: 'manual' } };
}
