import type { DirectoryGroup, DirectoryUser, World } from '../world/world';

interface Past<T> {
  /** When it stopped being so. */
  readonly until: number;
  /** What it was; nothing where it was not there. */
  readonly was: T | undefined;
}

/** The directory at one moment. */
export interface DirectoryView {
  /** By object id or sign-in name; nothing for a deleted one. */
  user(idOrName: string): DirectoryUser | undefined;
  /** Living ones. */
  users(): DirectoryUser[];
  /** Deleted ones, which can be restored. */
  deletedUsers(): DirectoryUser[];
  group(id: string): DirectoryGroup | undefined;
  groups(): DirectoryGroup[];
}

/** How long a deleted account can be restored, ms: 30 days (Graph: delete a user). */
const restorable = 30 * 86_400_000;

/** How long the past is remembered, ms: longer than any lag that makes sense. */
const remembered = 15 * 60_000;

/**
 * Entra's accounts and groups. Remembers what they were, so that a reader who lags sees the directory as it was;
 * after a restart everybody sees it as it is.
 */
export class Directory {
  private readonly pastUsers = new Map<string, Past<DirectoryUser>[]>();
  private readonly pastGroups = new Map<string, Past<DirectoryGroup>[]>();

  constructor(
    private readonly world: World,
    private readonly now: () => number,
    private readonly changed: () => void,
  ) {}

  addUser(user: DirectoryUser): void {
    this.remember(this.pastUsers, user.id, undefined);
    this.world.users.push(user);
  }

  /** Changes the account; whether it is there, deleted or not. */
  changeUser(id: string, change: (user: DirectoryUser) => void): boolean {
    const user = this.world.users.find((one) => one.id === id);
    if (user === undefined) return false;
    this.remember(this.pastUsers, id, structuredClone(user));
    change(user);
    return true;
  }

  /** Changes the group; whether it is there. */
  changeGroup(id: string, change: (group: DirectoryGroup) => void): boolean {
    const group = this.world.groups.find((one) => one.id === id);
    if (group === undefined) return false;
    this.remember(this.pastGroups, id, structuredClone(group));
    change(group);
    return true;
  }

  /** The directory as it was `lag` ms ago. */
  asOf(lag: number): DirectoryView {
    const moment = this.now() - lag;
    const users = (): DirectoryUser[] => seen(this.world.users, this.pastUsers, moment);
    const groups = (): DirectoryGroup[] => seen(this.world.groups, this.pastGroups, moment);
    const living = (): DirectoryUser[] => users().filter((user) => user.deletedAt === null);
    return {
      user: (idOrName) => {
        const wanted = idOrName.toLowerCase();
        return living().find((one) => one.id === wanted || one.userPrincipalName.toLowerCase() === wanted);
      },
      users: living,
      deletedUsers: () =>
        users().filter(({ deletedAt }) => deletedAt !== null && deletedAt > moment - restorable),
      group: (id) => groups().find((one) => one.id === id.toLowerCase()),
      groups,
    };
  }

  private remember<T>(past: Map<string, Past<T>[]>, id: string, was: T | undefined): void {
    const now = this.now();
    const kept = (past.get(id) ?? []).filter(({ until }) => until > now - remembered);
    past.set(id, [...kept, { until: now, was }]);
    this.changed();
  }
}

function seen<T extends { id: string }>(
  all: readonly T[],
  past: Map<string, Past<T>[]>,
  moment: number,
): T[] {
  return all.flatMap((one) => {
    const earlier = past.get(one.id)?.find(({ until }) => until > moment);
    const version = earlier === undefined ? one : earlier.was;
    return version === undefined ? [] : [version];
  });
}

/** Object ids of the people in a group, nested ones too. */
export function transitiveMembers(view: DirectoryView, groupId: string): ReadonlySet<string> {
  const members = new Set<string>();
  const visited = new Set<string>();
  const visit = (id: string): void => {
    if (visited.has(id)) return;
    visited.add(id);
    for (const member of view.group(id)?.members ?? []) {
      members.add(member);
      visit(member);
    }
  };
  visit(groupId);
  return members;
}
