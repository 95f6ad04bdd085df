import type { Action, CardElement } from '@microsoft/teams.cards';
import { longestQuestion, mostQuestions } from '../../domain/questionRule';
import type { Request } from '../../domain/request';
import type { Texts } from '../../texts/texts';
import { askFirst, type execute } from './buttons';

/** [Approve] [Reject…] [Ask…]: the last two ask for words first; [Ask…] is there while questions may be asked. */
export function deciding(texts: Texts, request: Request, button: typeof execute): Action[] {
  const { approval: words, buttons } = texts;
  const fields = { requestId: request.id, revision: request.revision };
  const reason: CardElement = {
    type: 'Input.Text',
    id: 'reason',
    label: words.rejectLabel,
    placeholder: words.rejectPlaceholder,
    isRequired: true,
    errorMessage: words.rejectError,
    isMultiline: true,
    maxLength: 300,
  };
  return [
    button(buttons.approve, 'approve', fields, { positive: true }),
    askFirst(
      buttons.more(buttons.reject),
      [reason],
      [button(buttons.reject, 'reject', fields, { inputs: true })],
    ),
    ...asking(texts, request, button),
  ];
}

/** [Ask…], while another question may be asked. */
function asking({ buttons, questions }: Texts, request: Request, button: typeof execute): Action[] {
  if ((request.questions ?? []).length >= mostQuestions) return [];
  const question: CardElement = {
    type: 'Input.Text',
    id: 'question',
    label: questions.askLabel,
    placeholder: questions.askPlaceholder,
    isRequired: true,
    errorMessage: questions.askError,
    isMultiline: true,
    maxLength: longestQuestion,
  };
  const fields = { requestId: request.id, revision: request.revision };
  return [
    askFirst(
      buttons.more(questions.ask),
      [question],
      [button(questions.ask, 'ask', fields, { inputs: true })],
    ),
  ];
}
