import { randomBytes } from 'node:crypto';
import { samePerson, type Person } from '../domain/person';
import type { Problem } from '../domain/reason';
import type { Request } from '../domain/request';
import { ledger } from '../domain/slots';
import { messagesFor } from '../notifications/audience';
import { NameAskedFor, type NewRequest } from '../storePorts';
import type { FormValues } from '../views';
import { agreementEntry, digestOf } from './agreement';
import { adviceProblem } from './formProblems';
import { checkForm, type Checked } from './checkForm';
import { pendingDue } from './pendingDue';
import type { Surroundings } from './surroundings';

/** What became of a form that was sent. */
export type Sent =
  | { readonly is: 'made' | 'already'; readonly request: Request }
  /** Whether an application user would do was not answered, or not enough. */
  | { readonly is: 'notAdvised' }
  | Exclude<Checked, { is: 'ready' }>;

/** A form that was sent before is one request; somebody else's form is nobody's business. */
function sentBefore(request: Request, requester: Person): Sent {
  if (samePerson(request.requester, requester)) return { is: 'already', request };
  return { is: 'problems', problems: [{ why: { code: 'refused' } }] };
}

/** The request as it is before the store gave it a number. */
function requestFrom(
  { policy, clock }: Surroundings,
  requester: Person,
  { view, approvers }: Extract<Checked, { is: 'ready' }>,
  isFirst: boolean,
): NewRequest & { readonly salt: string } {
  const { content, terms, formId, slots } = view;
  const now = clock.now();
  const salt = randomBytes(16).toString('hex');
  const agreed = { content, terms, requester, approvalsNeeded: terms.approvals, revision: 1 };
  return {
    ...agreed,
    // The form's id names the work from the first click on: one id in every log line and every call.
    id: formId,
    formId,
    state: 'pending',
    digest: digestOf(agreed, salt),
    salt,
    slots,
    ...(isFirst ? { firstOfRequester: true as const } : {}),
    approvers: approvers ?? [],
    ...(approvers === undefined ? { approversUnread: true as const } : {}),
    votes: [],
    createdAt: now,
    expiresAt: now + policy.times.expiry,
    since: now,
    plan: [],
    trails: {},
    contradictions: 0,
    holdsSlot: true,
  };
}

/**
 * Checks the form once more and makes the request, which holds its slot from then on. The same form sent twice is one
 * request. Two requests for the last slot: one gets it, the other is told so.
 */
export async function sendRequest(
  surroundings: Surroundings,
  requester: Person,
  formId: string,
  values: FormValues,
): Promise<Sent> {
  const { store } = surroundings;
  const before = await store.requests.byForm(formId);
  if (before !== undefined) return sentBefore(before, requester);
  if (values.advice === undefined || adviceProblem(values.advice) !== undefined) return { is: 'notAdvised' };
  const checked = await checkForm(surroundings, requester, formId, values);
  if (checked.is !== 'ready') return checked;
  try {
    return await create(surroundings, requester, checked);
  } catch (error) {
    if (!(error instanceof NameAskedFor)) throw error;
    const facts = { request: `R-${String(error.other)}`, account: checked.view.content.userPrincipalName };
    return { is: 'problems', problems: [{ field: 'accountName', why: { code: 'nameAskedFor', facts } }] };
  }
}

/** Makes the request, alone for this environment; throws `NameAskedFor`. */
async function create(
  surroundings: Surroundings,
  requester: Person,
  checked: Extract<Checked, { is: 'ready' }>,
): Promise<Sent> {
  const { store, policy } = surroundings;
  const { environment } = checked.view.content;
  const isFirst = (await store.requests.byRequester(requester, 1)).length === 0;
  const request = requestFrom(surroundings, requester, checked, isFirst);
  const beside = { slots: request.slots, approvers: request.approvers.map((one) => one.objectId) };
  const channels = await store.conversations.alerted();
  const reading = await store.slots.reading(environment.id);
  const limit = policy.environments.find((one) => one.id === environment.id)?.limit;
  const made = await store.requests.create<Problem>(
    request,
    (stored) => ({
      audit: [agreementEntry('asked', request, beside)],
      messages: messagesFor('asked', stored, channels),
      due: pendingDue(surroundings, stored),
    }),
    (reservations) => {
      if (reading === undefined || ledger(reading, reservations, limit).free > 0) return undefined;
      const facts = { limit: request.slots.limit, environment: environment.name };
      return { field: 'environment', why: { code: 'noSlot', facts } };
    },
  );
  if ('refused' in made) return { is: 'problems', problems: [made.refused] };
  return 'already' in made ? sentBefore(made.already, requester) : { is: 'made', request: made.made };
}
