import type { Action, CardElement } from '@microsoft/teams.cards';
import { longestQuestion, mostQuestions } from '../../domain/questionRule';
import type { Request } from '../../domain/request';
import { asksForName } from '../../domain/reviewRule';
import type { Texts } from '../../texts/texts';
import { askFirst, type execute } from './buttons';
import { bold, paragraph } from './typedText';

/**
 * [Approve] [Reject…] [Ask…]: the last two ask for words first; [Ask…] is there while questions may be asked. Where the
 * request is sensitive, [Approve…] asks for the environment's name.
 */
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
    approving(texts, request, button),
    askFirst(
      buttons.more(buttons.reject),
      [reason],
      [button(buttons.reject, 'reject', fields, { inputs: true })],
    ),
    ...asking(texts, request, button),
  ];
}

/** [Approve], or [Approve…], which asks for the environment's name first. */
function approving(
  { approval: words, buttons, stepUp }: Texts,
  request: Request,
  button: typeof execute,
): Action {
  const fields = { requestId: request.id, revision: request.revision };
  if (!asksForName(request)) return button(buttons.approve, 'approve', fields, { positive: true });
  const title = request.terms?.context === undefined ? buttons.approve : stepUp.approve;
  const typed: CardElement = {
    type: 'Input.Text',
    id: 'environmentName',
    label: words.typeLabel,
    isRequired: true,
    errorMessage: words.typeError,
    maxLength: 100,
  };
  return askFirst(
    buttons.more(buttons.approve),
    [paragraph([words.itsName, bold(request.content.environment.name)]), typed],
    [button(title, 'approve', fields, { positive: true, inputs: true })],
  );
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
