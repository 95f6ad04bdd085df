import { licenceName } from '../domain/licenceNames';
import type { Problem } from '../domain/reason';
import type { Duration } from '../domain/time';
import type { Account, Licence } from '../ports';
import { administratorsOf, approversOf, isAmong, personOf } from './approvers';
import { tried, type Candidate, type Check, type Findings, type Look } from './check';
import { checkRoles } from './checkRoles';
import { domainProblems, findOwner } from './ownerAndDomain';
import { countSlots } from './readSlots';
import { accountRule, signInName } from './signInName';
import type { Surroundings } from './surroundings';
import { takenUp } from './takenUp';

type Administrators = () => Promise<readonly Account[]>;

function checkAdministrator({ requester }: Candidate, administrators: Administrators): Look {
  return async () => {
    const administers = isAmong(await administrators(), requester);
    const no: Problem = { field: 'environment', why: { code: 'notAdministrator' } };
    return { administers, problems: administers ? [] : [no] };
  };
}

function checkApprovers(
  { microsoft, policy }: Surroundings,
  { requester, environment, values }: Candidate,
  administrators: Administrators,
): Look {
  return async () => {
    const isByRole = environment.approvers === 'systemAdministrators';
    const approvers = await (isByRole ? administrators() : approversOf(microsoft, environment));
    const problems: Problem[] = [];
    const others = approvers.filter((account) => !isAmong([account], requester));
    const free = others.filter((account) => !isAmong([account], { objectId: values.owner }));
    if (free.length < environment.approvals) {
      const facts = { needed: environment.approvals, there: free.length };
      const ownerIsNeeded = others.length >= environment.approvals;
      problems.push(
        ownerIsNeeded
          ? { field: 'owner', why: { code: 'noApprover', facts: { ...facts, besides: 'owner' } } }
          : { why: { code: 'noApprover', facts } },
      );
    }
    const reached = free.slice(0, policy.approversReached);
    const asked = reached.map((account) => personOf(account, requester.tenantId));
    return { problems, approvers: asked };
  };
}

function checkSlots(surroundings: Surroundings, { environment, own }: Candidate): Look {
  return async () => {
    const slots = await countSlots(surroundings, environment);
    const fits = own !== undefined ? slots.used + slots.reserved <= slots.limit : slots.free > 0;
    const facts = { used: slots.used, limit: slots.limit, environment: environment.name };
    return { slots, problems: fits ? [] : [{ field: 'environment', why: { code: 'noSlot', facts } }] };
  };
}

function checkLicence({ microsoft, policy }: Surroundings, { own, values }: Candidate): Look {
  return async () => {
    const bought = await microsoft.directory.licences();
    const names = values.licence === '' ? policy.licences : [values.licence];
    const field = values.licence === '' ? {} : { field: 'licence' as const };
    const borrowable = names
      .map((name) => bought.find((licence) => licence.partNumber === name))
      .filter((licence): licence is Licence => licence?.opensDataverse === true)
      .filter((licence) => own === undefined || licence.skuId === own.licence.skuId);
    const [first] = borrowable;
    if (first === undefined) {
      const facts = { licence: names.map(licenceName).join(', ') };
      return { problems: [{ ...field, why: { code: 'licenceUnknown', facts } }] };
    }
    const free = borrowable.find((licence) => licence.used < licence.enabled);
    if (free === undefined) {
      const facts = { licence: licenceName(first.partNumber), seats: first.enabled };
      return { problems: [{ ...field, why: { code: 'noSeat', facts } }] };
    }
    return { problems: [], licence: { skuId: free.skuId, name: licenceName(free.partNumber) } };
  };
}

function checkName({ microsoft, policy, store }: Surroundings, candidate: Candidate): Look {
  return async () => {
    const { environment, own, values } = candidate;
    const name =
      own?.userPrincipalName ?? signInName(values.accountName, accountRule(policy.account, values.domain));
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
    const takes = account && (await takenUp({ microsoft, store, policy }, account, row));
    if (takes !== undefined) {
      if (own !== undefined && own.takesUp?.requestId !== takes.takesUp.requestId) {
        return { problems: [{ field: 'accountName', why: { code: 'nameTaken', facts } }] };
      }
      if (takes.password) return { problems: [], takesUp: takes.takesUp };
      return { problems: [{ field: 'accountName', why: { code: 'takeUpNoPassword', facts } }] };
    }
    if (own?.takesUp !== undefined) {
      return { problems: [{ field: 'accountName', why: { code: 'takeUpGone', facts } }] };
    }
    if (account !== undefined || row !== undefined) {
      // A row alone, even a disabled one, keeps the name: it is said where it is.
      const where = account === undefined ? { environment: environment.name } : {};
      return {
        problems: [{ field: 'accountName', why: { code: 'nameTaken', facts: { ...facts, ...where } } }],
      };
    }
    return deleted
      ? { problems: [{ field: 'accountName', why: { code: 'nameDeleted', facts } }] }
      : { problems: [] };
  };
}

function checkGroup({ microsoft }: Surroundings, { environment }: Candidate): Look {
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

/** How long a person waits for the checks, in milliseconds: a click must be answered within about five seconds. */
const patience = 3_500;

/** A version that no secret has. */
const noVersion = '0'.repeat(32);

function checkVault({ microsoft, policy }: Surroundings, { values }: Candidate): Look {
  return async () => {
    // The account's own name need not exist: asking for it shows that the vault answers, and whether it grants listing
    // and reading. A vault says no before it says that something is not there.
    const name = signInName(values.accountName, policy.account)?.split('@')[0] ?? 'countersign';
    await Promise.all([
      microsoft.vault.versions(policy.vault, name),
      microsoft.vault.value(policy.vault, name, noVersion),
    ]);
    return { problems: [] };
  };
}

/** The same problem said by several checks is said once. */
function distinct(problems: readonly Problem[]): readonly Problem[] {
  const said = problems.map((problem) => JSON.stringify(problem));
  return problems.filter((_, index) => said.indexOf(said[index] ?? '') === index);
}

/**
 * Checks everything the plan needs, live and all at once, and names all problems together; what could not be checked
 * within the time (ms; by default a click's) is named beside them. Changes nothing.
 */
export async function preflight(
  surroundings: Surroundings,
  candidate: Candidate,
  time: Duration = patience,
): Promise<Findings> {
  const { requester, values, own } = candidate;
  const { owner, domain } = values;
  const isOther = owner !== '' && owner !== requester.objectId.toLowerCase();
  let read: Promise<readonly Account[]> | undefined;
  const administrators: Administrators = () =>
    (read ??= administratorsOf(surroundings.microsoft, candidate.environment));
  const checks: readonly Check[] = [
    { names: ['administrator'], look: checkAdministrator(candidate, administrators) },
    { names: ['approvers'], look: checkApprovers(surroundings, candidate, administrators) },
    { names: isOther ? ['owner'] : [], look: () => findOwner(surroundings, requester, owner) },
    ...(own !== undefined || domain === ''
      ? []
      : [
          {
            names: ['domain'],
            look: async () => ({ problems: await domainProblems(surroundings, domain) }),
          } as const,
        ]),
    { names: ['slot'], look: checkSlots(surroundings, candidate) },
    { names: ['seat'], look: checkLicence(surroundings, candidate) },
    { names: ['name'], look: checkName(surroundings, candidate) },
    { names: ['roles'], look: checkRoles(surroundings, candidate) },
    { names: ['group'], look: checkGroup(surroundings, candidate) },
    { names: ['vault'], look: checkVault(surroundings, candidate) },
  ];
  const all = await Promise.all(checks.map((check) => tried(check, time)));
  return {
    ...(Object.assign({}, ...all) as Findings),
    problems: distinct(all.flatMap((findings) => findings.problems)),
    checked: all.flatMap((findings) => findings.checked),
    unchecked: all.flatMap((findings) => findings.unchecked),
  };
}
