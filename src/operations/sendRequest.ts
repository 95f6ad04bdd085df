import { createHash, randomBytes } from 'node:crypto';
import { samePerson, type Person } from '../domain/person';
import type { Problem } from '../domain/reason';
import type { Content, Request } from '../domain/request';
import { ledger } from '../domain/slots';
import { messagesFor } from '../notifications/audience';
import { NameAskedFor, type AuditEntry, type NewRequest } from '../storePorts';
import type { FormValues } from '../views';
import { adviceProblem } from './formProblems';
import { checkForm, type Checked } from './checkForm';
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

/** Digest of the content under a salt that is kept with the words and can be erased with them. */
function digestOf(content: Content, salt: string): string {
  return createHash('sha256').update(salt).update(JSON.stringify(content)).digest('hex');
}

function askedEntry(request: Omit<NewRequest, 'rowVersion'>, salt: string): AuditEntry {
  const { content, requester, approvers, slots, digest } = request;
  return {
    kind: 'asked',
    body: {
      environment: content.environment,
      licence: content.licence,
      roles: content.roles,
      businessUnit: content.businessUnit,
      reviewOn: content.reviewOn,
      slots,
      digest,
      ...(content.takesUp === undefined ? {} : { takesUp: content.takesUp }),
      requester: requester.objectId,
      owner: content.owner.objectId,
      ...(content.askedAfter === undefined ? {} : { askedAfter: `R-${String(content.askedAfter)}` }),
      approvers: approvers.map((approver) => approver.objectId),
    },
    words: {
      requester: requester.name,
      owner: content.owner.name,
      account: content.accountName,
      signInName: content.userPrincipalName,
      purpose: content.purpose,
      salt,
      ...(content.ticket === undefined ? {} : { ticket: content.ticket }),
      ...(content.advice?.reason === undefined ? {} : { whyNotApplicationUser: content.advice.reason }),
    },
  };
}

/** The request as it is before the store gave it a number. */
function requestFrom(
  { policy, clock }: Surroundings,
  requester: Person,
  { view, approvers }: Extract<Checked, { is: 'ready' }>,
  salt: string,
): NewRequest {
  const { content, formId, slots } = view;
  const environment = policy.environments.find((one) => one.id === content.environment.id);
  const now = clock.now();
  return {
    // The form's id names the work from the first click on: one id in every log line and every call.
    id: formId,
    formId,
    state: 'pending',
    revision: 1,
    requester,
    content,
    digest: digestOf(content, salt),
    slots,
    approvalsNeeded: environment?.approvals ?? 1,
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
  const salt = randomBytes(16).toString('hex');
  const request = requestFrom(surroundings, requester, checked, salt);
  const channels = await store.conversations.alerted();
  const reading = await store.slots.reading(environment.id);
  const limit = policy.environments.find((one) => one.id === environment.id)?.limit;
  const made = await store.requests.create<Problem>(
    request,
    (stored) => ({
      audit: [askedEntry(request, salt)],
      messages: messagesFor('asked', stored, channels),
      // Whoever may approve is looked for at once where they could not be read in time.
      due: request.approversUnread === true ? request.createdAt : request.expiresAt,
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
