import { z } from 'zod/v4';

const account = z.strictObject({
  id: z.string().min(1),
  name: z.string().optional(),
  aadObjectId: z.string().optional(),
  role: z.string().optional(),
});

const conversation = z.strictObject({
  id: z.string().min(1),
  name: z.string().optional(),
  isGroup: z.boolean().optional(),
  conversationType: z.enum(['personal', 'channel', 'groupChat']).optional(),
  tenantId: z.string().optional(),
  aadObjectId: z.string().optional(),
  role: z.string().optional(),
});

const attachment = z.strictObject({
  contentType: z.literal('application/vnd.microsoft.card.adaptive'),
  content: z.record(z.string(), z.unknown()),
  name: z.string().optional(),
});

const mention = z.strictObject({
  type: z.literal('mention'),
  text: z.string().regex(/^<at>.+<\/at>$/),
  mentioned: z.strictObject({ id: z.string().min(1), name: z.string().min(1) }),
});

/**
 * An activity as this bot may send it: a message or a sign of typing, with Adaptive Cards alone. Members are those of
 * `Activity` in Microsoft's description of the connector (ConnectorAPI.json); anything else is refused.
 */
export const botActivity = z.strictObject({
  type: z.enum(['message', 'typing']),
  id: z.string().optional(),
  timestamp: z.string().optional(),
  channelId: z.literal('msteams').optional(),
  serviceUrl: z.string().startsWith('https://smba.trafficmanager.net/').optional(),
  from: account.optional(),
  recipient: account.optional(),
  conversation: conversation.optional(),
  replyToId: z.string().optional(),
  text: z.string().optional(),
  textFormat: z.enum(['plain', 'markdown', 'xml']).optional(),
  summary: z.string().optional(),
  speak: z.string().optional(),
  locale: z.string().optional(),
  inputHint: z.enum(['acceptingInput', 'ignoringInput', 'expectingInput']).optional(),
  attachmentLayout: z.enum(['list', 'carousel']).optional(),
  attachments: z.array(attachment).optional(),
  entities: z.array(mention).optional(),
  channelData: z
    .strictObject({
      tenant: z.strictObject({ id: z.string() }).optional(),
      channel: z.strictObject({ id: z.string() }).optional(),
      team: z.strictObject({ id: z.string() }).optional(),
      notification: z.strictObject({ alert: z.boolean() }).optional(),
    })
    .optional(),
  importance: z.enum(['low', 'normal', 'high']).optional(),
});

/** An activity from the bot, as it was checked. */
export type BotActivity = z.infer<typeof botActivity>;

/** What the bot sends to open a conversation: one person's chat, or a thread in a channel. */
export const conversationParameters = z.strictObject({
  isGroup: z.boolean().optional(),
  bot: account.optional(),
  members: z.array(account).optional(),
  topicName: z.string().optional(),
  tenantId: z.string().optional(),
  activity: botActivity.optional(),
  channelData: z
    .strictObject({
      tenant: z.strictObject({ id: z.string() }).optional(),
      channel: z.strictObject({ id: z.string() }).optional(),
    })
    .optional(),
});

/** What the bot asked for to open a conversation, as it was checked. */
export type ConversationParameters = z.infer<typeof conversationParameters>;
