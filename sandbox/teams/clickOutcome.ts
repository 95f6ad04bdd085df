import { z } from 'zod/v4';
import type { CardNode } from './cardNode';
import type { RefusedInput } from './pressButton';

/** What a person sees after pressing a button. */
export type ClickOutcome =
  /** The client did not send: these inputs are not filled in as they should be. */
  | { readonly is: 'invalid'; readonly fields: readonly RefusedInput[] }
  /** A new card stands where the button was, for this person. */
  | { readonly is: 'card'; readonly card: CardNode }
  /** The client shows a short text. */
  | { readonly is: 'message'; readonly text: string }
  /** The client shows an error; status 0 or 501 reads "Unable to reach app". */
  | { readonly is: 'error'; readonly status: number; readonly code: string; readonly message: string }
  | { readonly is: 'dialog'; readonly title: string; readonly card: CardNode }
  | { readonly is: 'dialogClosed' }
  /** Something folded or unfolded, `card` where the button carries one; nothing was sent. */
  | { readonly is: 'unfolded'; readonly card?: CardNode }
  | { readonly is: 'opened'; readonly url: string }
  /** Sent as a message, whose answer comes as a message. */
  | { readonly is: 'sent' };

/** The answer to `adaptiveCard/action` ("Universal Action Model", "Response format"). */
export const actionAnswer = z.union([
  z.strictObject({
    statusCode: z.literal(200),
    type: z.literal('application/vnd.microsoft.card.adaptive'),
    value: z.record(z.string(), z.unknown()),
  }),
  z.strictObject({
    statusCode: z.literal(200),
    type: z.literal('application/vnd.microsoft.activity.message'),
    value: z.string().min(1),
  }),
  z.strictObject({
    statusCode: z.number().int().min(400).max(599),
    type: z.literal('application/vnd.microsoft.error'),
    value: z.strictObject({ code: z.string().min(1), message: z.string().min(1) }),
  }),
]);

const dialogCard = z.strictObject({
  contentType: z.literal('application/vnd.microsoft.card.adaptive'),
  content: z.record(z.string(), z.unknown()),
});
const size = z.union([z.number(), z.enum(['small', 'medium', 'large'])]);

/** The answer to `task/fetch` and `task/submit` ("Dialogs in Teams bots"); an empty body closes the dialog. */
export const dialogAnswer = z.strictObject({
  task: z.discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('continue'),
      value: z.strictObject({
        title: z.string().min(1),
        card: dialogCard,
        height: size.optional(),
        width: size.optional(),
      }),
    }),
    z.strictObject({ type: z.literal('message'), value: z.string().min(1) }),
  ]),
});

/** The answer to `application/search` ("Typeahead search in Adaptive Cards"). */
export const searchAnswer = z.strictObject({
  statusCode: z.literal(200).optional(),
  status: z.literal(200).optional(),
  type: z.literal('application/vnd.microsoft.search.searchResponse'),
  value: z.strictObject({
    results: z.array(z.strictObject({ title: z.string(), value: z.string() })).max(15),
  }),
});
