import { z } from 'zod/v4';
import { cleaned } from '../../domain/typed';
import { searchRequests } from '../../operations/searchRequests';
import type { Sought } from '../../views';
import { everywhere, longestWords, searchCard } from '../cards/searchCard';
import { refusing, shortly, textField, type Action } from './answer';

const dayField = z.iso.date();

/** `audit`, with or without words to look for, or [Search] on its card: what an auditor looks for among all requests. */
export const search: Action = async ({ surroundings, texts }, incoming) => {
  const { actor, conversation } = incoming;
  if (conversation.kind !== 'personal') return shortly(texts.answers.personalOnly);
  const isPressed = incoming.messageId !== undefined;
  const written = incoming.text.replace(/^\s*audit\b/i, '');
  const words = cleaned(isPressed ? textField(incoming, 'words') : written).slice(0, longestWords);
  const environment = textField(incoming, 'environment');
  const sought: Sought = {
    words,
    environment: environment === everywhere ? '' : environment,
    from: dayField.safeParse(incoming.fields['from']).data ?? '',
    until: dayField.safeParse(incoming.fields['until']).data ?? '',
  };
  const found = await searchRequests(surroundings, actor, isPressed || words !== '' ? sought : undefined);
  if (found.is === 'cannotTell') return shortly(texts.answers.cannotTell);
  if (found.is === 'notAuditor') return refusing(texts.answers.onlyAuditors, 'notAuditor');
  const card = searchCard(texts, found.view);
  return isPressed ? { replace: card } : { post: card };
};
