import { isOpen } from '../../domain/request';
import { cancelRequest } from '../../operations/cancelRequest';
import { mayAct } from '../../operations/actOnAttention';
import { formView } from '../../operations/checkForm';
import { dryRun as dryRunOf } from '../../operations/dryRun';
import { checkAgain as checkRequestAgain } from '../../operations/readLeft';
import { maySee } from '../../operations/requestsFor';
import { busyCard } from '../cards/busyCard';
import { dryRunCard } from '../cards/dryRunCard';
import { endCard } from '../cards/endCard';
import { formCard } from '../cards/formCard';
import { refusing, shortly, type Action } from './answer';
import { formIdOf, refusedForm } from './formActions';
import { valuesOf } from './formValues';
import { isWrittenInPublic, requestOf, standing, tooLate } from './requestActions';

/** `cancel R-…`, or [Stop and clean up]: the work stops before the next change, and what was made is undone. */
export const cancel: Action = async (desk, incoming) => {
  const { surroundings, texts } = desk;
  if (isWrittenInPublic(incoming)) return shortly(texts.answers.personalOnly);
  const found = await requestOf(desk, incoming);
  const request = found && (await maySee(surroundings, incoming.actor, found)) === true ? found : undefined;
  if (request === undefined) return refusing(texts.answers.notFound, 'notShown', found);
  const outcome = await cancelRequest(surroundings, incoming.actor, request.id);
  if (outcome.is === 'unknown') return shortly(texts.answers.notFound);
  if (outcome.is === 'notYours') return refusing(texts.answers.notYours, 'notYours', request);
  const { stopping, notBegun } = texts.wayBack.answers;
  const late = tooLate(texts, outcome.request);
  const already = isOpen(outcome.request) ? stopping : late;
  const said = { stopping, notBegun, tooLate: late, already }[outcome.is];
  // Written as a command there is no card to replace.
  if (incoming.messageId === undefined) return shortly(said);
  const replace = await standing(desk, outcome.request, incoming);
  // The same press again: the card says how it stands, and what was said the first time is not said anew.
  return outcome.is === 'already' ? { replace } : { ...shortly(said), replace };
};

/** [Check again]: reads at once whether a person has cleaned up what an ended request left. */
export const checkAgain: Action = async (desk, incoming) => {
  const { surroundings, texts } = desk;
  const { answers } = texts.wayBack;
  const request = await requestOf(desk, incoming);
  if (request === undefined) return refusing(texts.answers.notFound, 'unknown');
  if (!mayAct(request, incoming.actor)) return refusing(texts.answers.notYours, 'notYours', request);
  const checked = await checkRequestAgain(surroundings, request.id);
  if (checked.is === 'unknown') return shortly(texts.answers.notFound);
  const said = { clean: answers.allClean, settling: answers.settling, left: answers.stillLeft }[checked.is];
  return { ...shortly(said), replace: endCard(texts, checked.request, { audience: 'person' }) };
};

/** Dry run: what would be done, by live looks; nothing is changed and no request is made. */
export const dryRun: Action = async (desk, incoming) => {
  const { surroundings, texts } = desk;
  const values = valuesOf(incoming);
  const formId = formIdOf(incoming);
  if (formId === undefined) return { replace: formCard(texts, await formView(surroundings, { values })) };
  const run = await dryRunOf(surroundings, incoming.actor, formId, values);
  if (run.is === 'problems') return refusedForm(desk, formId, values, run.problems);
  if (run.is === 'busy') return { replace: busyCard(texts, { formId, values }, run.unchecked) };
  return { replace: dryRunCard(texts, run.view) };
};
