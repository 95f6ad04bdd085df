import { z } from 'zod/v4';
import { findRoles, findUnits } from '../../operations/findChoices';
import { inList } from '../cards/roleList';
import { plainName } from '../cards/typedText';
import type { Incoming } from '../incoming';
import type { Desk } from './answer';

const typed = z.string().max(200).catch('');

/** What Teams sends while somebody types into a field that searches; `data` holds the card's other inputs. */
const searchValue = z.object({
  queryText: z.string().max(200).catch(''),
  dataset: z.string(),
  data: z.object({ environment: typed, unit: typed }).catch({ environment: '', unit: '' }),
});

/** One choice as Teams shows it, and what is sent for it. */
export interface Choice {
  readonly title: string;
  readonly value: string;
}

/** The choices for what somebody typed: roles or business units of the environment that the form names. */
export async function searchFor(
  { surroundings }: Desk,
  { actor }: Incoming,
  value: unknown,
): Promise<readonly Choice[]> {
  const parsed = searchValue.safeParse(value);
  if (!parsed.success) return [];
  const { dataset, queryText, data } = parsed.data;
  const search = {
    environment: data.environment.trim().toLowerCase(),
    unit: dataset === 'units' ? '' : data.unit.trim(),
    text: queryText.trim(),
  };
  if (dataset === 'roles') {
    const names = await findRoles(surroundings, actor, search);
    return names.map((name) => ({ title: plainName(name, 100), value: inList(name) }));
  }
  if (dataset !== 'units') return [];
  return (await findUnits(surroundings, actor, search)).map((name) => ({
    title: plainName(name, 100),
    value: name,
  }));
}
