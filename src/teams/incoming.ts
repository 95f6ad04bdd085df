import { z } from 'zod/v4';
import type { Person } from '../domain/person';
import type { Conversation } from '../ports';

/** What somebody did in Teams, in our own words. Who did it is told by the authenticated activity alone. */
export interface Incoming {
  readonly actor: Person;
  readonly conversation: Conversation;
  /** What they wrote, without the mention of the bot. */
  readonly text: string;
  /** What a card's button and inputs sent. Nothing in it is believed beyond ids and what people typed. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** The message whose card was pressed, where one was. */
  readonly messageId?: string;
}

const activitySchema = z.object({
  serviceUrl: z.url({ protocol: /^https$/ }),
  channelId: z.literal('msteams'),
  from: z.object({ aadObjectId: z.guid(), name: z.string().optional() }),
  recipient: z.object({ id: z.string(), name: z.string().optional() }),
  conversation: z.object({
    id: z.string().min(1),
    tenantId: z.guid().optional(),
    conversationType: z.string().optional(),
    name: z.string().optional(),
  }),
  channelData: z
    .object({
      tenant: z.object({ id: z.guid() }).optional(),
      channel: z.object({ name: z.string().optional() }).optional(),
      team: z.object({ name: z.string().optional() }).optional(),
    })
    .optional(),
  text: z.string().optional(),
  replyToId: z.string().optional(),
  value: z.unknown().optional(),
});

const executeValue = z.object({ action: z.object({ data: z.record(z.string(), z.unknown()).optional() }) });
const submitValue = z.object({ data: z.record(z.string(), z.unknown()) });
const plainValue = z.record(z.string(), z.unknown());

/** What was sent with a button: an Action.Execute, a dialog, or an older client's Action.Submit as a message. */
function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  const execute = executeValue.safeParse(value);
  if (execute.success) return execute.data.action.data ?? {};
  const submit = submitValue.safeParse(value);
  if (submit.success) return submit.data.data;
  const plain = plainValue.safeParse(value);
  return plain.success ? plain.data : {};
}

const kinds: Readonly<Record<string, Conversation['kind']>> = { personal: 'personal', groupChat: 'group' };

/**
 * Reads an authenticated activity. Nothing for one that is not from a person of this tenant in Teams: the token of
 * the Bot Framework names no tenant, so it is checked here. `teams`: Teams' address in this cloud; all its regions answer
 * under the same host (Microsoft's list of Teams' service addresses), and the bot's answers go to no other.
 */
export function incomingOf(activity: unknown, tenantId: string, teams: string): Incoming | undefined {
  const parsed = activitySchema.safeParse(activity);
  if (!parsed.success) return undefined;
  if (new URL(parsed.data.serviceUrl).host !== new URL(teams).host) return undefined;
  const { from, conversation, channelData, text = '', value, replyToId, serviceUrl, recipient } = parsed.data;
  const tenants = [conversation.tenantId, channelData?.tenant?.id].filter((id) => id !== undefined);
  if (tenants.length === 0 || tenants.some((id) => id.toLowerCase() !== tenantId.toLowerCase()))
    return undefined;
  const actor = { tenantId, objectId: from.aadObjectId.toLowerCase(), name: from.name ?? 'somebody' };
  const kind = kinds[conversation.conversationType ?? 'personal'] ?? 'channel';
  const name = kind === 'personal' ? actor.name : (channelData?.channel?.name ?? channelData?.team?.name);
  // A reply in a channel's thread belongs to the channel: messages that are owed begin threads of their own.
  const id = conversation.id.split(';')[0] ?? conversation.id;
  return {
    actor,
    conversation: {
      id,
      kind,
      ...(name === undefined ? {} : { name }),
      ...(kind === 'personal' ? { person: actor } : {}),
      reference: {
        channelId: 'msteams',
        serviceUrl,
        bot: recipient,
        conversation: { ...conversation, id, isGroup: kind !== 'personal' },
      },
    },
    text: text.replaceAll('\u00a0', ' ').trim(),
    fields: fieldsOf(value),
    ...(replyToId === undefined ? {} : { messageId: replyToId }),
  };
}
