import type { Action, ContainerStyle } from '@microsoft/teams.cards';
import type { Message } from '../../ports';
import { band } from './band';
import { cardMessage } from './cardMessage';
import { paragraph } from './typedText';

/** A short answer. `title` is our own words; `line` may name things from outside. Green is not among the styles. */
export interface Answer {
  readonly title: string;
  readonly line: string;
  readonly style?: Exclude<ContainerStyle, 'good' | 'default'>;
  readonly buttons?: readonly Action[];
}

/** A short answer, refusal or error as a card. */
export function answerCard(answer: Answer): Message {
  return cardMessage({
    summary: answer.title,
    body: [
      band({
        style: answer.style ?? 'emphasis',
        heading: answer.title,
        lines: [paragraph([answer.line], { spacing: 'None' })],
      }),
    ],
    actions: answer.buttons ?? [],
  });
}
