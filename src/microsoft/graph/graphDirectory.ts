import { z } from 'zod/v4';
import type { SignInRules } from '../../domain/signInRules';
import type { Account, AccountDraft, Directory, Group, Licence } from '../../ports';
import { decode } from '../http/decode';
import { odataString, query } from '../http/query';
import { accountOf, accountSelect, graphUser } from './account';
import { nameWasDeleted } from './deletedName';
import { draftBody } from './draftBody';
import type { GraphClient } from './graphClient';
import { licenceOf, subscribedSku } from './licence';
import { markFilter, markProperty } from './mark';
import { readSignInRules } from './signInRules';

const identified = z.object({ id: z.string() });
const named = z.object({ id: z.string(), userPrincipalName: z.string() });
const graphDomain = z.object({
  id: z.string(),
  isVerified: z.boolean().nullish(),
  isDefault: z.boolean().nullish(),
});
const graphGroup = z.object({
  id: z.string(),
  displayName: z.string().nullish(),
  groupTypes: z.array(z.string()).nullish(),
  onPremisesSyncEnabled: z.boolean().nullish(),
});

function isDefaultDomain({ isDefault }: z.infer<typeof graphDomain>): boolean {
  return isDefault === true;
}

/** Deleted accounts are kept for 30 days; this many pages of 999 are looked through for a name. */
const pagesOfDeleted = 20;

/** The directory, by Microsoft Graph v1.0. */
export class GraphDirectory implements Directory {
  /** `graph` is the address of Graph without a slash at the end: references to objects are written with it. */
  constructor(
    private readonly client: GraphClient,
    private readonly graph: string,
  ) {}

  accountByName(userPrincipalName: string): Promise<Account | undefined> {
    return this.account('read the account by its name', userPrincipalName);
  }

  accountById(objectId: string): Promise<Account | undefined> {
    return this.account('read the account', objectId);
  }

  async accountByMark(mark: string): Promise<Account | undefined> {
    const path = `/users${query({ $filter: markFilter(mark), $count: 'true', $select: accountSelect })}`;
    const what = 'look for the account of this request';
    const [user] = await this.client.list(what, path, graphUser, { advanced: true });
    return user === undefined ? undefined : accountOf(user);
  }

  async deletedAccountExists(userPrincipalName: string): Promise<boolean> {
    const select = query({ $select: 'id,userPrincipalName', $top: '999' });
    const path = `/directory/deletedItems/microsoft.graph.user${select}`;
    const deleted = await this.client.list('look through the deleted accounts', path, named, {
      pages: pagesOfDeleted,
    });
    return deleted.some((user) => nameWasDeleted(user, userPrincipalName));
  }

  async createAccount(draft: AccountDraft): Promise<string> {
    const what = 'create the account';
    const body = await this.client.write(what, { method: 'post', path: '/users', body: draftBody(draft) });
    return decode('Graph', what, identified, body).id;
  }

  async blockSignIn(objectId: string): Promise<void> {
    const path = `/users/${encodeURIComponent(objectId)}`;
    await this.client.write('block the sign-in', { method: 'patch', path, body: { accountEnabled: false } });
  }

  async openSignIn(objectId: string, mark: string): Promise<void> {
    const path = `/users/${encodeURIComponent(objectId)}`;
    const body = { accountEnabled: true, ...markProperty(mark) };
    await this.client.write('open the sign-in', { method: 'patch', path, body });
  }

  async deleteAccount(objectId: string): Promise<void> {
    const path = `/users/${encodeURIComponent(objectId)}`;
    await this.client.write('delete the account', { method: 'delete', path });
  }

  async lendLicence(objectId: string, skuId: string): Promise<void> {
    await this.assign('lend the licence', objectId, {
      addLicenses: [{ skuId, disabledPlans: [] }],
      removeLicenses: [],
    });
  }

  async returnLicence(objectId: string, skuId: string): Promise<void> {
    await this.assign('take the licence back', objectId, { addLicenses: [], removeLicenses: [skuId] });
  }

  async licences(): Promise<readonly Licence[]> {
    const skus = await this.client.list('read the licences', '/subscribedSkus', subscribedSku);
    return skus.map(licenceOf);
  }

  signInRules(objectId: string): Promise<SignInRules> {
    return readSignInRules(this.client, objectId);
  }

  async domains(): Promise<readonly string[]> {
    const path = `/domains${query({ $select: 'id,isVerified,isDefault' })}`;
    const domains = await this.client.list('read the domains', path, graphDomain);
    const verified = domains.filter(({ isVerified }) => isVerified === true);
    return [...verified.filter(isDefaultDomain), ...verified.filter((one) => !isDefaultDomain(one))].map(
      ({ id }) => id,
    );
  }

  async people(text: string, most: number): Promise<readonly Account[]> {
    const begins = odataString(text);
    const $filter =
      `accountEnabled eq true and userType eq 'Member' and ` +
      `(startswith(displayName,${begins}) or startswith(userPrincipalName,${begins}))`;
    const path = `/users${query({ $filter, $count: 'true', $select: accountSelect, $top: String(most) })}`;
    const users = await this.client.list('look for people', path, graphUser, { advanced: true, pages: 1 });
    return users.map(accountOf).slice(0, most);
  }

  async group(groupId: string): Promise<Group | undefined> {
    const select = query({ $select: 'id,displayName,groupTypes,onPremisesSyncEnabled' });
    const path = `/groups/${encodeURIComponent(groupId)}${select}`;
    const group = await this.client.find('read the group', path, graphGroup);
    if (group === undefined) return undefined;
    return {
      id: group.id,
      name: group.displayName ?? group.id,
      dynamic: group.groupTypes?.includes('DynamicMembership') === true,
      synced: group.onPremisesSyncEnabled === true,
    };
  }

  async groupMembers(groupId: string): Promise<readonly Account[]> {
    // Only the index answers for one kind of transitive member (Graph: advanced query capabilities).
    const options = query({ $select: accountSelect, $count: 'true', $top: '999' });
    const path = `/groups/${encodeURIComponent(groupId)}/transitiveMembers/microsoft.graph.user${options}`;
    const users = await this.client.list('read the members of the group', path, graphUser, {
      advanced: true,
    });
    return users.map(accountOf);
  }

  async isMember(groupId: string, objectId: string): Promise<boolean> {
    // Asked of the account: it is in few groups, while a group may hold thousands.
    const path = `/users/${encodeURIComponent(objectId)}/memberOf${query({ $select: 'id' })}`;
    const groups = await this.client.list('read the groups of the account', path, identified);
    return groups.some((group) => group.id.toLowerCase() === groupId.toLowerCase());
  }

  async addMember(groupId: string, objectId: string): Promise<void> {
    const path = `/groups/${encodeURIComponent(groupId)}/members/$ref`;
    const body = { '@odata.id': `${this.graph}/v1.0/directoryObjects/${objectId}` };
    await this.client.write('add the account to the group', { method: 'post', path, body });
  }

  async removeMember(groupId: string, objectId: string): Promise<void> {
    // Without `/$ref` at its end this would delete the account (Graph: remove group member).
    const path = `/groups/${encodeURIComponent(groupId)}/members/${encodeURIComponent(objectId)}/$ref`;
    await this.client.write('take the account out of the group', { method: 'delete', path });
  }

  private async account(what: string, idOrName: string): Promise<Account | undefined> {
    const path = `/users/${encodeURIComponent(idOrName)}${query({ $select: accountSelect })}`;
    const user = await this.client.find(what, path, graphUser);
    return user === undefined ? undefined : accountOf(user);
  }

  private async assign(what: string, objectId: string, body: object): Promise<void> {
    const path = `/users/${encodeURIComponent(objectId)}/assignLicense`;
    await this.client.write(what, { method: 'post', path, body });
  }
}
