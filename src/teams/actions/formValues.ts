import { z } from 'zod/v4';
import type { Advice } from '../../domain/advice';
import { cleaned } from '../../domain/typed';
import type { FormValues } from '../../views';
import { fromList } from '../cards/roleList';
import type { Incoming } from '../incoming';

/** Dataverse's longest name of a role, in letters. */
const longestRole = 100;

/** A list of roles that a card can carry back whole, in bytes; of a longer one the first are carried. */
const carriedBytes = 5_000;
const carriedRoles = 24;

const typed = z.string().catch('');
const said = z.boolean().catch(false);
const advice = z
  .object({
    appRegistration: said,
    password: said,
    person: said,
    reason: z.string().optional().catch(undefined),
  })
  .transform(({ reason, ...answers }): Advice => withReasonText(answers, reason ?? ''));

/** Each name once; a list longer than a card takes is cut, and is refused all the same as too long. */
function rolesOf(names: readonly string[]): readonly string[] {
  const trimmed = names.map((name) => name.trim().slice(0, longestRole)).filter((name) => name !== '');
  const once = [...new Set(trimmed)];
  return Buffer.byteLength(once.join()) > carriedBytes ? once.slice(0, carriedRoles) : once;
}

const typedValues = z
  .object({
    environment: typed,
    accountName: typed,
    purpose: typed,
    // Multi-select inputs come as one text with commas; the card that was reviewed sends the list itself.
    roles: z.union([z.array(z.string()), z.string().transform(fromList)]).catch([]),
    domain: typed,
    licence: typed,
    unit: typed,
    owner: typed,
    reviewOn: typed,
    ticket: typed,
    advice: advice.optional().catch(undefined),
    askedAfter: z.int().min(1).max(999_999_999).optional().catch(undefined),
  })
  .transform(({ advice: answered, askedAfter, ...values }): FormValues => ({
    environment: values.environment.trim().toLowerCase(),
    // A name is not cleaned but refused: it is what the account will be called.
    accountName: values.accountName.normalize('NFC').replace(/\s+/g, ' ').trim(),
    purpose: cleaned(values.purpose),
    roles: rolesOf(values.roles),
    domain: values.domain.trim().toLowerCase(),
    licence: values.licence.trim(),
    unit: values.unit.trim().slice(0, 160),
    owner: values.owner.trim().toLowerCase(),
    reviewOn: values.reviewOn.trim(),
    ticket: cleaned(values.ticket),
    ...(answered === undefined ? {} : { advice: answered }),
    ...(askedAfter === undefined ? {} : { askedAfter }),
  }));

/** What was typed, from the form's inputs or from what a later card carries. */
export function valuesOf(incoming: Incoming): FormValues {
  const { values } = incoming.fields;
  const carried = typeof values === 'object' && values !== null && !Array.isArray(values);
  return typedValues.parse(carried ? values : incoming.fields);
}

function withReasonText(answers: Omit<Advice, 'reason'>, reason: string): Advice {
  const text = cleaned(reason);
  return text === '' ? answers : { ...answers, reason: text };
}

/** What was ticked; a reason given before is kept for where it is asked for again. */
export function adviceOf({ fields }: Incoming, before: Advice | undefined): Advice {
  const answers = {
    appRegistration: fields['appRegistration'] === 'true',
    password: fields['password'] === 'true',
    person: fields['person'] === 'true',
  };
  return withReasonText(answers, before?.reason ?? '');
}

/** The answers with the reason that was typed; without answers nothing was ticked. */
export function withReason({ fields }: Incoming, before: Advice | undefined): Advice {
  const { reason: _, ...answers } = before ?? { appRegistration: false, password: false, person: false };
  return withReasonText(answers, typeof fields['reason'] === 'string' ? fields['reason'] : '');
}
