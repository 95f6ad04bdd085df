import type { BotAnswer } from './sendToBot';

/** How Teams delivers an activity: it may deliver the same one several times, and may not get the answer. */
export interface Delivery {
  readonly times: number;
  /** All at the same moment, or each after the answer to the one before. */
  readonly how: 'together' | 'oneByOne';
  /** Whether the connection breaks after the bot has acted: the person sees that the app was not reached. */
  readonly answerIsLost: boolean;
}

/** As it should be. */
export const deliveredOnce: Delivery = { times: 1, how: 'together', answerIsLost: false };

/** Delivers as told and returns every answer in the order in which it was sent. */
export async function deliver<Answer>(
  { times, how }: Delivery,
  post: () => Promise<Answer>,
): Promise<readonly Answer[]> {
  if (how === 'together') return Promise.all(Array.from({ length: times }, post));
  const answers: Answer[] = [];
  while (answers.length < times) answers.push(await post());
  return answers;
}

/** What Teams makes of several answers to one activity: the first it got. */
export function firstOf(
  answers: readonly Omit<BotAnswer, 'milliseconds'>[],
): Omit<BotAnswer, 'milliseconds'> {
  return answers.find(({ status }) => status === 200) ?? answers[0] ?? { status: 0, body: undefined };
}
