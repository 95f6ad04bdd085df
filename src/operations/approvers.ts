import type { Person } from '../domain/person';
import type { EnvironmentPolicy } from '../domain/policy';
import type { Request } from '../domain/request';
import type { Account, Microsoft } from '../ports';

function eligible(account: Account | undefined): account is Account {
  return account?.enabled === true && !account.guest;
}

/**
 * The enabled people of the directory who hold System Administrator in the environment: directly, by an owner team, or
 * by a group team, whose members are read from Entra since Dataverse learns of them only when they come by. Guests,
 * application users, disabled and non-interactive accounts never count. May throw a `ServiceFault`.
 */
export async function administratorsOf(
  microsoft: Microsoft,
  environment: EnvironmentPolicy,
): Promise<readonly Account[]> {
  const holders = await microsoft.environments.administrators(environment);
  const [direct, byGroup] = await Promise.all([
    Promise.all(holders.objectIds.map((id) => microsoft.directory.accountById(id))),
    Promise.all(holders.groupIds.map((id) => microsoft.directory.groupMembers(id))),
  ]);
  const excluded = new Set(holders.excluded.map((id) => id.toLowerCase()));
  const found = new Map<string, Account>();
  for (const account of [...direct, ...byGroup.flat()].filter(eligible)) {
    if (!excluded.has(account.objectId.toLowerCase())) found.set(account.objectId.toLowerCase(), account);
  }
  return [...found.values()];
}

/** Whether the escalation group of its environment was asked about a request: it may approve it from then on. */
type Escalated = Pick<Request, 'escalatedAt'>;

/**
 * Who may approve in the environment, by the policy; of a request that was left undecided for too long, those of the
 * escalation group too. An empty group means nobody. May throw a `ServiceFault`.
 */
export async function approversOf(
  microsoft: Microsoft,
  environment: EnvironmentPolicy,
  { escalatedAt }: Escalated = {},
): Promise<readonly Account[]> {
  const group = async (id: string): Promise<readonly Account[]> =>
    (await microsoft.directory.groupMembers(id)).filter(eligible);
  const { approvers, escalation } = environment;
  const [named, besides] = await Promise.all([
    approvers === 'systemAdministrators' ? administratorsOf(microsoft, environment) : group(approvers.group),
    escalatedAt === undefined || escalation === undefined ? [] : group(escalation),
  ]);
  return [...named, ...besides.filter((account) => !isAmong(named, account))];
}

/** Whether the person is among these accounts, by object id. */
export function isAmong(accounts: readonly Account[], person: Pick<Person, 'objectId'>): boolean {
  return accounts.some((account) => account.objectId.toLowerCase() === person.objectId.toLowerCase());
}

/**
 * Who may approve, as `approversOf`; read once more where one of these people is not among them, since a replica that lags,
 * or a single 404, must not take a right away. May throw a `ServiceFault`.
 */
export async function approversWith(
  microsoft: Microsoft,
  environment: EnvironmentPolicy,
  people: readonly Pick<Person, 'objectId'>[],
  request: Escalated,
): Promise<readonly Account[]> {
  const first = await approversOf(microsoft, environment, request);
  if (people.every((person) => isAmong(first, person))) return first;
  const second = await approversOf(microsoft, environment, request);
  return [...first, ...second.filter((account) => !isAmong(first, account))];
}

/** The account as a person of that tenant. */
export function personOf(account: Account, tenantId: string): Person {
  return { tenantId, objectId: account.objectId, name: account.displayName };
}

/** Who of the approvers can be asked about a request: never its requester or its owner; at most `most`. */
export function askable(
  approvers: readonly Account[],
  { requester, content }: Pick<Request, 'requester' | 'content'>,
  most: number,
): readonly Person[] {
  return approvers
    .filter((account) => !isAmong([account], requester) && !isAmong([account], content.owner))
    .slice(0, most)
    .map((account) => personOf(account, requester.tenantId));
}
