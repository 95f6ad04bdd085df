import { answerQuestion } from '../../operations/answerQuestion';
import { askQuestion } from '../../operations/askQuestion';
import { maySee } from '../../operations/requestsFor';
import { approvalCard } from '../cards/approvalCard';
import { questionCard } from '../cards/questionCards';
import { refusing, shortly, textField, wordsField, type Action } from './answer';

function numberField(fields: Readonly<Record<string, unknown>>, name: string): number {
  const value = fields[name];
  return typeof value === 'number' && Number.isInteger(value) ? value : -1;
}

/** Ask: an approver's question to whoever wants the account. */
export const ask: Action = async ({ surroundings, texts }, incoming) => {
  const { actor, fields } = incoming;
  const text = wordsField(incoming, 'question');
  if (text === undefined) return shortly(texts.answers.wordsWanted, 'attention');
  const outcome = await askQuestion(surroundings, actor, {
    requestId: textField(incoming, 'requestId').toLowerCase(),
    revision: numberField(fields, 'revision'),
    text,
  });
  if (outcome.is === 'unknown') return refusing(texts.answers.notFound, 'unknown');
  if (outcome.is === 'cannotTell') return shortly(texts.answers.cannotAsk);
  if (outcome.is === 'asked') return { replace: approvalCard(texts, outcome.request, actor) };
  const { why, request } = outcome;
  const said = why === 'tooManyQuestions' ? texts.questions.refusal[why] : texts.reasons.vote[why];
  const may = await maySee(surroundings, actor, request);
  return {
    ...refusing(said, why, request),
    ...(may === true ? { replace: approvalCard(texts, request, actor) } : {}),
  };
};

/** Answer: the requester's words, which everybody who decides reads. */
export const answer: Action = async ({ surroundings, texts }, incoming) => {
  const question = numberField(incoming.fields, 'question');
  const requestId = textField(incoming, 'requestId').toLowerCase();
  const text = wordsField(incoming, 'answer');
  if (text === undefined) return shortly(texts.answers.wordsWanted, 'attention');
  const outcome = await answerQuestion(surroundings, incoming.actor, { requestId, question, text });
  if (outcome.is === 'unknown') return refusing(texts.answers.notFound, 'unknown');
  if (outcome.is === 'answered') return { replace: questionCard(texts, outcome.request, question) };
  const { why, request } = outcome;
  const said = refusing(texts.questions.answerRefusal[why], why, request);
  return why === 'alreadyAnswered' || why === 'alreadyDecided'
    ? { ...said, replace: questionCard(texts, request, question) }
    : said;
};
