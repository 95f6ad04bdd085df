import type { Sandbox } from '../../sandbox/startSandbox';
import { botIdOf, serviceUrl, teamsIdOf } from '../../sandbox/teams/office';
import type { Person } from '../../sandbox/teams/person';
import { placedIn } from '../../sandbox/teams/placed';
import { textAt, typeOf } from '../../sandbox/teams/cardNode';

/**
 * Somebody presses a button of a card that another person got, in their own chat: what a forged or forwarded card can
 * do. The activity is signed as Teams signs it; only the card is not theirs. Returns the HTTP status.
 */
export async function forgeClick(
  { teams, bot }: Sandbox,
  outsider: Person,
  victim: Person,
  title: string,
  on: string,
): Promise<number> {
  const message = victim.chat().findLast(({ reads, card }) => card !== undefined && reads.includes(on));
  const button = placedIn(message?.card ?? {}).find(
    ({ node }) => typeOf(node) === 'Action.Execute' && textAt(node, 'title') === title,
  );
  if (button === undefined) throw new Error(`${victim.name} has no card with [${title}] on ${on}.`);
  const { office } = teams;
  const { verb, data } = button.node;
  const now = new Date().toISOString();
  const activity = {
    type: 'invoke',
    name: 'adaptiveCard/action',
    id: `f:${String(Date.now())}`,
    timestamp: now,
    channelId: 'msteams',
    serviceUrl,
    from: {
      id: teamsIdOf(office, outsider.person),
      name: outsider.name,
      aadObjectId: outsider.person.objectId,
    },
    recipient: { id: botIdOf(office), name: office.botName },
    conversation: { conversationType: 'personal', tenantId: office.tenantId, id: outsider.conversation.id },
    channelData: { tenant: { id: office.tenantId } },
    value: { action: { type: 'Action.Execute', title, verb, data }, trigger: 'manual' },
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
  await answer.text();
  return answer.status;
}
