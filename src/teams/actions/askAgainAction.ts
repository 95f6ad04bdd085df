import { mayAskAgain } from '../../domain/request';
import { formFromRequest } from '../../operations/askAgain';
import { formView } from '../../operations/checkForm';
import { formCard } from '../cards/formCard';
import { shortly, type Action } from './answer';
import { forViewers } from './requestActions';

/** Ask again: the form filled with what was asked, for whoever may see the old request. */
export const askAgain: Action = forViewers(async ({ surroundings, texts }, { actor }, request) => {
  if (!mayAskAgain(request)) return shortly(texts.answers.outdated);
  const values = await formFromRequest(surroundings, request, actor);
  return { post: formCard(texts, await formView(surroundings, { values })) };
});
