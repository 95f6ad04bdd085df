/**
 * The refusals of the Bot Connector for Teams. Codes and meanings: "Status codes from bot conversational APIs" in
 * Microsoft's documentation of Teams bots; the 403 of an unknown roster verbatim from MicrosoftDocs/bot-docs 1527.
 */
const refusals = {
  notInstalled: [403, 'ForbiddenOperationException', "Bot is not installed in user's personal scope"],
  blocked: [403, 'MessageWritesBlocked', 'The bot is blocked by the user.'],
  notInRoster: [403, 'BotNotInConversationRoster', 'The bot is not part of the conversation roster.'],
  noConversation: [404, 'ConversationNotFound', 'Conversation not found.'],
  noActivity: [404, 'ActivityNotFoundInConversation', 'The activity is not found in the conversation.'],
  noMember: [404, 'MemberNotFoundInConversation', 'Member not found in conversation.'],
  notTheBots: [403, 'Forbidden', 'The bot may change only its own messages.'],
  badSyntax: [400, 'BadSyntax', 'Activity could not be parsed.'],
  badArgument: [400, 'BadArgument', 'Bad format of conversation.'],
  tooBig: [413, 'MessageSizeTooBig', 'Message size too large.'],
  tooMany: [429, 'TooManyRequests', 'Rate limit for this conversation was exceeded.'],
  noToken: [401, 'Unauthorized', 'Authorization has been denied for this request.'],
  noRoute: [404, 'ServiceError', 'No such endpoint.'],
} as const satisfies Record<string, readonly [number, string, string]>;

/** The answer by which the connector refuses. */
export function refusal(why: keyof typeof refusals, headers: Record<string, string> = {}): Response {
  const [status, code, message] = refusals[why];
  return Response.json({ error: { code, message } }, { status, headers });
}
