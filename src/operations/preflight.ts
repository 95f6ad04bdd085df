import { licenceName } from '../domain/licenceNames';
import type { Person } from '../domain/person';
import type { EnvironmentPolicy } from '../domain/policy';
import type { Problem } from '../domain/reason';
import type { Content } from '../domain/request';
import { ServiceFault } from '../domain/serviceFault';
import type { Ledger } from '../domain/slots';
import type { Licence } from '../ports';
import type { FormValues } from '../views';
import { administratorsOf, approversOf, isAmong, personOf } from './approvers';
import { countSlots } from './readSlots';
import { signInName } from './signInName';
import type { Surroundings } from './surroundings';
import { withinTime } from './withinTime';

/** What was found while checking: what a request needs, and everything that speaks against it. */
export interface Findings {
  readonly problems: readonly Problem[];
  readonly slots?: Ledger;
  readonly licence?: { readonly skuId: string; readonly name: string };
  readonly businessUnit?: { readonly id: string; readonly name: string };
  readonly roles?: readonly { readonly id: string; readonly name: string }[];
  /** Who may approve, without the requester. */
  readonly approvers?: readonly Person[];
}

/** What is to be checked. `own`: the request is there already: its slot and its name are its own, and so is its licence. */
export interface Candidate {
  readonly requester: Person;
  readonly environment: EnvironmentPolicy;
  readonly values: Pick<FormValues, 'accountName' | 'roles'>;
  readonly own?: Pick<Content, 'licence' | 'userPrincipalName'>;
}

type Check = () => Promise<Findings>;

/** How long a person waits for the checks, in milliseconds: a click must be answered within about five seconds. */
const patience = 3_500;

/** Runs one check; a service that does not answer, or not in time, is a finding of its own, never an exception. */
function tried(check: Check): Promise<Findings> {
  const checked = check().catch((error: unknown): Findings => {
    if (!(error instanceof ServiceFault)) throw error;
    const { service, kind, code } = error.facts;
    if (code === '0x80072560')
      return { problems: [{ field: 'environment', why: { code: 'environmentClosed' } }] };
    const facts = { service, ...(code === undefined ? {} : { code }) };
    if (kind === 'denied') return { problems: [{ why: { code: 'permissionMissing', facts } }] };
    return { problems: [{ why: { code: 'notChecked', facts } }] };
  });
  return withinTime(checked, patience, { problems: [{ why: { code: 'notChecked' } }] });
}

function checkPeople({ microsoft, policy }: Surroundings, candidate: Candidate): Check {
  return async () => {
    const { requester, environment } = candidate;
    const administrators = await administratorsOf(microsoft, environment);
    const approvers =
      environment.approvers === 'systemAdministrators'
        ? administrators
        : await approversOf(microsoft, environment);
    const problems: Problem[] = [];
    if (!isAmong(administrators, requester)) {
      problems.push({ field: 'environment', why: { code: 'notAdministrator' } });
    }
    const others = approvers.filter((account) => !isAmong([account], requester));
    if (others.length < environment.approvals) {
      problems.push({ why: { code: 'noApprover', facts: { needed: environment.approvals } } });
    }
    const reached = others.slice(0, policy.approversReached);
    return { problems, approvers: reached.map((account) => personOf(account, requester.tenantId)) };
  };
}

function checkSlots(surroundings: Surroundings, { environment, own }: Candidate): Check {
  return async () => {
    const slots = await countSlots(surroundings, environment);
    const fits = own !== undefined ? slots.used + slots.reserved <= slots.limit : slots.free > 0;
    const facts = { used: slots.used, limit: slots.limit, environment: environment.name };
    return { slots, problems: fits ? [] : [{ field: 'environment', why: { code: 'noSlot', facts } }] };
  };
}

function checkLicence({ microsoft, policy }: Surroundings, { own }: Candidate): Check {
  return async () => {
    const bought = await microsoft.directory.licences();
    const borrowable = policy.licences
      .map((name) => bought.find((licence) => licence.partNumber === name))
      .filter((licence): licence is Licence => licence?.opensDataverse === true)
      .filter((licence) => own === undefined || licence.skuId === own.licence.skuId);
    const [first] = borrowable;
    if (first === undefined) {
      return {
        problems: [
          {
            why: { code: 'licenceUnknown', facts: { licence: policy.licences.map(licenceName).join(', ') } },
          },
        ],
      };
    }
    const free = borrowable.find((licence) => licence.used < licence.enabled);
    if (free === undefined) {
      return {
        problems: [
          {
            why: { code: 'noSeat', facts: { licence: licenceName(first.partNumber), seats: first.enabled } },
          },
        ],
      };
    }
    return { problems: [], licence: { skuId: free.skuId, name: licenceName(free.partNumber) } };
  };
}

function checkName({ microsoft, policy, store }: Surroundings, candidate: Candidate): Check {
  return async () => {
    const { environment, own, values } = candidate;
    const name = own?.userPrincipalName ?? signInName(values.accountName, policy.account);
    if (name === undefined) return { problems: [] };
    const [request, account, deleted, row] = await Promise.all([
      store.requests.byName(name),
      microsoft.directory.accountByName(name),
      microsoft.directory.deletedAccountExists(name),
      microsoft.environments.userByName(environment, name),
    ]);
    if (request !== undefined && own === undefined) {
      const facts = { request: `R-${String(request.number)}`, account: name };
      return { problems: [{ field: 'accountName', why: { code: 'nameAskedFor', facts } }] };
    }
    const facts = { account: name };
    if (account !== undefined || row !== undefined) {
      return { problems: [{ field: 'accountName', why: { code: 'nameTaken', facts } }] };
    }
    return deleted
      ? { problems: [{ field: 'accountName', why: { code: 'nameDeleted', facts } }] }
      : { problems: [] };
  };
}

function checkRoles({ microsoft }: Surroundings, { environment, values }: Candidate): Check {
  return async () => {
    const businessUnit = await microsoft.environments.rootUnit(environment);
    const roles = await microsoft.environments.roles(environment, businessUnit.id, values.roles);
    const missing = values.roles.filter(
      (name) => !environment.roles.includes(name) || !roles.some((role) => role.name === name),
    );
    const facts = { roles: missing.join(', '), environment: environment.name };
    return {
      businessUnit,
      roles,
      problems: missing.length === 0 ? [] : [{ field: 'roles', why: { code: 'roleMissing', facts } }],
    };
  };
}

function checkGroup({ microsoft }: Surroundings, { environment }: Candidate): Check {
  return async () => {
    const there = await microsoft.powerPlatform.environment(environment.id);
    if (there === undefined) {
      return { problems: [{ field: 'environment', why: { code: 'environmentUnknown' } }] };
    }
    if (there.securityGroupId === undefined) return { problems: [] };
    const group = await microsoft.directory.group(there.securityGroupId);
    const facts = { group: group?.name ?? there.securityGroupId };
    if (group === undefined || group.dynamic || group.synced) {
      return { problems: [{ field: 'environment', why: { code: 'groupNotAssignable', facts } }] };
    }
    return environment.joinSecurityGroup
      ? { problems: [] }
      : { problems: [{ field: 'environment', why: { code: 'groupNotAllowed', facts } }] };
  };
}

function checkVault({ microsoft, policy }: Surroundings, { values }: Candidate): Check {
  return async () => {
    // Reading a name that need not exist shows that the vault answers and grants reading.
    await microsoft.vault.versions(
      signInName(values.accountName, policy.account)?.split('@')[0] ?? 'countersign',
    );
    return { problems: [] };
  };
}

/** The same problem said by several checks is said once. */
function distinct(problems: readonly Problem[]): readonly Problem[] {
  const said = problems.map((problem) => JSON.stringify(problem));
  return problems.filter((_, index) => said.indexOf(said[index] ?? '') === index);
}

/** Checks everything the plan needs, live and all at once, and names all problems together. Changes nothing. */
export async function preflight(surroundings: Surroundings, candidate: Candidate): Promise<Findings> {
  const all = await Promise.all(
    [
      checkPeople(surroundings, candidate),
      checkSlots(surroundings, candidate),
      checkLicence(surroundings, candidate),
      checkName(surroundings, candidate),
      checkRoles(surroundings, candidate),
      checkGroup(surroundings, candidate),
      checkVault(surroundings, candidate),
    ].map(tried),
  );
  const problems = distinct(all.flatMap((findings) => findings.problems));
  return { ...(Object.assign({}, ...all) as Findings), problems };
}
