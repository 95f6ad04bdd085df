import type { CardElement } from '@microsoft/teams.cards';
import type { Question, Request } from '../../domain/request';
import type { Texts } from '../../texts/texts';
import { ownText } from './ownText';
import { bold, paragraph, quoted } from './typedText';

/** What was asked about a request and what was answered, in order. Empty where nobody asked. */
export function questionLines(texts: Texts, { questions = [], requester }: Request): CardElement[] {
  return questions.flatMap((question) => [
    questionLine(texts, question),
    question.answer === undefined
      ? ownText(texts.questions.open, { subtle: true, spacing: 'None' })
      : answerLine(texts, requester.name, question.answer.text),
  ]);
}

/** "Megan Bowen asks: “…”" */
export function questionLine(texts: Texts, { by, text }: Question): CardElement {
  return paragraph([bold(by.name), texts.questions.asks, quoted(text)], { spacing: 'Medium' });
}

/** "Adele Vance answers: “…”" */
export function answerLine(texts: Texts, name: string, text: string): CardElement {
  return paragraph([bold(name), texts.questions.answers, quoted(text)], { spacing: 'None' });
}
