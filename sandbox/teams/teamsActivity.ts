import { randomUUID } from 'node:crypto';
import { type Conversation } from './conversations';
import { botIdOf, channelIdOf, type OfficePerson, serviceUrl, teamsIdOf } from './office';
import type { TeamsState } from './teamsState';

/** An activity as Teams sends it to a bot. */
export type TeamsActivity = Readonly<Record<string, unknown>>;

/** Where something happened: a chat, or a thread of a channel. */
export interface Place {
  readonly conversation: Conversation;
  /** The id of the thread's first message; absent in personal chats. */
  readonly thread?: string | undefined;
}

const locale = 'en-GB';
const timezone = 'Europe/Berlin';

/** What every activity of Teams carries: who, to whom, where, when, and the client's language and time zone. */
export function envelope(state: TeamsState, person: OfficePerson, place: Place, id: string): TeamsActivity {
  const { office } = state;
  const timestamp = new Date(state.now()).toISOString();
  return {
    id,
    timestamp,
    localTimestamp: timestamp,
    localTimezone: timezone,
    locale,
    channelId: 'msteams',
    serviceUrl,
    from: { id: teamsIdOf(office, person), name: person.name, aadObjectId: person.objectId },
    recipient: { id: botIdOf(office), name: office.botName },
    conversation: conversationOf(state, place),
    entities: [{ locale, country: 'GB', platform: 'Web', timezone, type: 'clientInfo' }],
    channelData: channelDataOf(state, place),
  };
}

/** What a person wrote, with the mention that a channel asks for; Teams adds the same as HTML. */
export function messageActivity(
  sent: TeamsActivity,
  text: string,
  mention: TeamsActivity | undefined,
): TeamsActivity {
  const html = mention ? text.replaceAll(/<\/?at>/g, '') : text;
  const entities = sent['entities'] as TeamsActivity[];
  return {
    ...sent,
    type: 'message',
    text,
    textFormat: 'plain',
    attachments: [
      {
        contentType: 'text/html',
        content: `<p>${html.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p>`,
      },
    ],
    entities: mention ? [mention, ...entities] : entities,
  };
}

/** The mention of the bot, as an entity of a channel's message. */
export function mentionOf(state: TeamsState): TeamsActivity {
  const { botName } = state.office;
  return {
    type: 'mention',
    mentioned: { id: botIdOf(state.office), name: botName },
    text: `<at>${botName}</at>`,
  };
}

/** An invoke: something that a person did and whose answer the client waits for. */
export function invokeActivity(
  sent: TeamsActivity,
  name: string,
  value: unknown,
  replyToId?: string,
): TeamsActivity {
  return { ...sent, type: 'invoke', name, value, ...(replyToId === undefined ? {} : { replyToId }) };
}

/** The id of an activity that is no message. */
export function activityId(): string {
  return `f:${randomUUID()}`;
}

function conversationOf(state: TeamsState, { conversation, thread }: Place): TeamsActivity {
  const id = thread === undefined ? conversation.id : `${conversation.id};messageid=${thread}`;
  const common = { conversationType: conversation.kind, tenantId: state.office.tenantId, id };
  return conversation.channel ? { ...common, isGroup: true, name: conversation.channel.name } : common;
}

function channelDataOf(state: TeamsState, { conversation }: Place): TeamsActivity {
  const tenant = { tenant: { id: state.office.tenantId } };
  const { channel } = conversation;
  if (!channel) return tenant;
  const id = channelIdOf(state.office, channel);
  return { ...tenant, channel: { id, name: channel.name }, team: { id, name: channel.team } };
}
