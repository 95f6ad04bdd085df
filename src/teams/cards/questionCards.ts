import type { CardElement } from '@microsoft/teams.cards';
import { longestQuestion } from '../../domain/questionRule';
import { requestLabel, type Question, type Request } from '../../domain/request';
import type { Message } from '../../ports';
import type { Texts } from '../../texts/texts';
import { band, smallLine, subjectLine } from './band';
import { execute } from './buttons';
import { cardMessage, sentenceOf } from './cardMessage';
import { stateStyles } from './decided';
import { answerLine, questionLine } from './questionLines';

/**
 * The requester's own message about a question, counted from 0, with a field for the answer until there is one or none
 * is needed any more. Shows nothing else of the request, so that nothing else redraws it and takes what is being typed.
 * Throws where there is no such question.
 */
export function questionCard(texts: Texts, request: Request, index: number): Message {
  const { questions } = texts;
  const { question, band: top } = parts(texts, request, index, titleFor(texts, request, index));
  const { answer } = question;
  const open = answer === undefined && request.state === 'pending';
  return cardMessage({
    summary: sentenceOf(questions.summary, question.by.name, request.content.accountName),
    act: open,
    body: [
      top,
      questionLine(texts, question),
      ...(answer === undefined ? [] : [answerLine(texts, request.requester.name, answer.text)]),
      ...(open ? [answerInput(texts)] : []),
    ],
    actions: open
      ? [
          execute(
            questions.answer,
            'answer',
            { requestId: request.id, question: index },
            { positive: true, inputs: true },
          ),
        ]
      : [],
  });
}

/** The message to whoever asked, once it is answered; [Review] opens the whole while it can be decided. */
export function answeredCard(texts: Texts, request: Request, index: number): Message {
  const { questions, buttons } = texts;
  const { question, band: top } = parts(texts, request, index, questions.gotTitle);
  const answer = question.answer?.text ?? '';
  return cardMessage({
    summary: sentenceOf(questions.gotSummary, request.requester.name, request.content.accountName),
    body: [top, questionLine(texts, question), answerLine(texts, request.requester.name, answer)],
    actions:
      request.state === 'pending' ? [execute(buttons.review, 'review', { requestId: request.id })] : [],
  });
}

function parts(
  texts: Texts,
  request: Request,
  index: number,
  heading: string,
): { readonly question: Question; readonly band: CardElement } {
  const question = request.questions?.[index];
  if (question === undefined) throw new Error('There is no such question, so no card shows it.');
  return {
    question,
    band: band({
      style: stateStyles[request.state] === 'good' ? 'emphasis' : stateStyles[request.state],
      small: smallLine(texts.states[request.state].replace(/^\W+/, ''), requestLabel(request)),
      heading,
      lines: [subjectLine(request.content)],
    }),
  };
}

function titleFor({ questions }: Texts, request: Request, index: number): string {
  if (request.questions?.[index]?.answer !== undefined) return questions.answeredTitle;
  return request.state === 'pending' ? questions.askedTitle : questions.overTitle;
}

function answerInput({ questions }: Texts): CardElement {
  return {
    type: 'Input.Text',
    id: 'answer',
    label: questions.answerLabel,
    placeholder: questions.answerPlaceholder,
    isRequired: true,
    errorMessage: questions.answerError,
    isMultiline: true,
    maxLength: longestQuestion,
  };
}
