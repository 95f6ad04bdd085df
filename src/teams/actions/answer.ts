import { longestQuestion } from '../../domain/questionRule';
import type { Request } from '../../domain/request';
import { cleaned } from '../../domain/typed';
import type { Refused } from '../../operations/noteRefusal';
import type { Surroundings } from '../../operations/surroundings';
import type { Message } from '../../ports';
import type { AnswerText } from '../../texts/reasonTexts';
import type { Texts } from '../../texts/texts';
import { answerCard } from '../cards/answerCard';
import type { Incoming } from '../incoming';

/** What the bot answers: `replace` takes the place of the card that was pressed, `post` is a message of its own. */
export interface Answer {
  readonly replace?: Message;
  readonly post?: Message;
  /** Why nothing was done, where whoever asked may not: it is written down. */
  readonly refused?: Omit<Refused, 'what'>;
}

/** What an action works with. */
export interface Desk {
  readonly surroundings: Surroundings;
  readonly texts: Texts;
}

/** Does what somebody asked for by a command or a button. */
export type Action = (desk: Desk, incoming: Incoming) => Promise<Answer>;

/** A short answer from the catalogue, as a message of its own. */
export function shortly(text: AnswerText, style: 'emphasis' | 'attention' | 'accent' = 'emphasis'): Answer {
  return { post: answerCard({ ...text, style }) };
}

/** A short answer to somebody who may not do what they wanted. */
export function refusing(text: AnswerText, why: string, request?: Pick<Request, 'id'>): Answer {
  return { ...shortly(text, 'attention'), refused: request === undefined ? { why } : { why, request } };
}

/** What somebody says on a card, without what nobody sees. Nothing where it is empty or too long. */
export function wordsField(incoming: Incoming, name: string): string | undefined {
  const words = cleaned(textField(incoming, name));
  return words === '' || Array.from(words).length > longestQuestion ? undefined : words;
}

/** A text that a card sent along; empty where it is missing or no text. */
export function textField(incoming: Incoming, name: string): string {
  const value = incoming.fields[name];
  return typeof value === 'string' ? value.trim() : '';
}
