import { claimIn, type Claiming, standingClaims } from '../../sandbox/page/claims';
import { differencesOf } from '../../sandbox/page/differences';
import type { AccountTruth, TruthPart } from '../../sandbox/page/browser/wire';

const card = [
  '▌ ✓ Verified · R-7',
  '▌ Access Mode: Non-interactive',
  '▌ SAP stock connector · Contoso Finance',
  'Account        Enabled',
  'Licence        Taken back',
  'Roles          Stock Sync Reader, Basic User',
].join('\n');
const failed = [
  '▌ Failed · R-8',
  '▌ Not made. Everything is cleaned up',
  '▌ SAP stock connector · Contoso Finance',
].join('\n');

const row = {
  environment: 'Contoso Finance',
  mode: 'Non-interactive',
  isDisabled: false,
  roles: ['Basic User', 'Stock Sync Reader'],
};
const account: AccountTruth = {
  name: 'SAP stock connector',
  signInName: 'svc-sap-stock-connector@contoso.com',
  state: 'enabled',
  licences: [],
  rows: [row],
};
const blocked = { state: 'blocked' as const, rows: [] };
const truth = (change: Partial<AccountTruth> = {}): TruthPart => ({
  accounts: [{ ...account, ...change }],
  environments: [],
  licences: [],
  secrets: [],
});
const environments = ['Finance', 'Contoso Finance', 'North · Finance'];
/** A message as the bot sends it. */
const shown = (reads: string): Claiming => ({ reads, fromBot: true, card: { type: 'AdaptiveCard' } });
const differs = (reads: string, so: TruthPart): string[] =>
  differencesOf('Adele', standingClaims([shown(reads)], environments), so).map(({ isSo }) => isSo);

describe('what a card claims is held against Microsoft', () => {
  it('a card that is right differs in nothing, whatever the order of its roles', () => {
    expect(differs(card, truth())).toEqual([]);
  });

  it.each([
    ['another mode', { rows: [{ ...row, mode: 'Read-Write' }] }, 'it is Read-Write'],
    ['a disabled user', { rows: [{ ...row, isDisabled: true }] }, 'the user is disabled there'],
    ['a missing role', { rows: [{ ...row, roles: ['Basic User'] }] }, 'it has Basic User'],
    ['a licence left', { licences: ['DYN365_ENTERPRISE_SALES'] }, 'it has DYN365_ENTERPRISE_SALES'],
    ['a blocked account', { state: 'blocked' as const }, 'the account is blocked'],
  ])('%s is said', (_, change, says) => {
    expect(differs(card, truth(change))).toEqual([says]);
  });

  it('an account that is not there differs in everything', () => {
    expect(differs(card, { ...truth(), accounts: [] })).toHaveLength(4);
  });

  it('a card that says what changed since claims the new state, and takes back what was claimed before', () => {
    const changed = (heading: string): string =>
      `▌ ! Changed since · R-7\n▌ ${heading}\n▌ SAP stock connector · Contoso Finance\nAccount        Enabled`;
    const readWrite = changed('Access Mode is now Read-Write');
    // Without a licence the platform disables it, which is no contradiction to the card.
    expect(differs(readWrite, truth({ rows: [{ ...row, mode: 'Read-Write', isDisabled: true }] }))).toEqual(
      [],
    );
    expect(differs(readWrite, truth())).toEqual(['it is Non-interactive']);
    expect(differs(changed('The account is blocked'), truth())).toEqual(['the account is enabled']);
    const standing = standingClaims([card, changed('The account was disabled')].map(shown), environments);
    expect(standing.flatMap(({ facts }) => facts)).toEqual([]);
  });

  it('cleaned up agrees with an account that is gone, and with one that stays blocked with nothing of it in use', () => {
    const locked = { ...blocked, rows: [{ ...row, mode: 'Read-Write', isDisabled: true, roles: [] }] };
    expect(differs(failed, truth({ state: 'deleted' }))).toEqual([]);
    expect(differs(failed, { ...truth(), accounts: [] })).toEqual([]);
    const secrets = [{ name: 'svc-sap-stock-connector', versions: 1, enabled: 0 }];
    expect(differs(failed, { ...truth(locked), secrets })).toEqual([]);
  });

  it.each([
    ['an open sign-in', { rows: [] }, 'the account is there, enabled'],
    ['a licence', { ...blocked, licences: ['SALES'] }, 'the account has SALES'],
    [
      'the mode and roles',
      { state: 'blocked' as const },
      'the account is Non-interactive, and has Basic User, Stock Sync Reader',
    ],
  ])('cleaned up is held against %s', (_, change, says) => {
    expect(differs(failed, truth(change))).toEqual([says]);
  });

  it('cleaned up is held against a password in force, and deleted against an account that is there', () => {
    const secrets = [{ name: 'svc-sap-stock-connector', versions: 2, enabled: 1 }];
    expect(differs(failed, { ...truth(blocked), secrets })).toEqual([
      'the account has a password in force in Key Vault',
    ]);
    const deleted = `${failed}\nThe account is deleted. Its name is free again in 30 days.`;
    expect(differs(deleted, truth(blocked))).toEqual(['the account is blocked']);
    expect(differs(deleted, truth({ state: 'deleted' }))).toEqual([]);
    expect(differs(deleted, { ...truth(), accounts: [] })).toEqual([]);
  });

  it('what a newer request did to the account is its own to tell, wherever its card stands', () => {
    const stands = (older: string, newer: Claiming): number =>
      standingClaims([shown(older)], environments, [shown(older), newer]).length;
    const later = (words: string): string => words.replace(/R-\d+/, 'R-10');
    expect(stands(failed, shown(later(card)))).toBe(0);
    expect(stands(failed, shown(later(card).replace('Contoso Finance', 'North · Finance')))).toBe(0);
    expect(stands(failed, shown(later(failed).replace(/Failed|Not.+/g, 'Working')))).toBe(0);
    expect(stands(card, shown(later(failed)))).toBe(0);
    // Another account, another environment's mode, an older request, one that made nothing, and typed words.
    expect(stands(failed, shown(later(card).replace('SAP', 'Other')))).toBe(1);
    expect(stands(card, shown(later(card).replace('Contoso Finance', 'North · Finance')))).toBe(1);
    expect(stands(failed, shown(card))).toBe(1);
    expect(stands(card, shown(later(failed).replace(/Not made.+/, 'Nothing was made')))).toBe(1);
    expect(stands(card, shown(later(card).replace('✓ Verified', 'Waiting for approval')))).toBe(1);
    expect(stands(card, { ...shown(later(card)), fromBot: false, card: undefined })).toBe(1);
  });

  it('only the newest claim of a request stands, and other cards claim nothing', () => {
    const newer = card.replace('Access Mode: Non-interactive', 'Access Mode: Read-Write');
    const standing = standingClaims([card, newer, '▌ Slots'].map(shown), environments);
    expect(standing.map(({ facts }) => facts[0])).toEqual([['Access Mode', 'Read-Write']]);
    expect(claimIn(shown('Hello'), environments)).toBeUndefined();
  });

  it('an account’s name may hold what stands between it and the environment', () => {
    const named = card.replace('SAP stock connector', 'Stock · Contoso Finance · two');
    const claim = claimIn(shown(named), environments);
    expect(claim).toMatchObject({
      account: 'Stock · Contoso Finance · two',
      environment: 'Contoso Finance',
    });
  });

  it('of two environments whose names fit, the longer one is meant', () => {
    const claim = claimIn(shown(card.replace('Contoso Finance', 'North · Finance')), environments);
    expect(claim).toMatchObject({ account: 'SAP stock connector', environment: 'North · Finance' });
  });

  it('who types what a card says claims nothing: it raises no alarm, and hides none', () => {
    const typed = { ...shown(card.replace('Enabled', 'Blocked')), fromBot: false, card: undefined };
    const standing = standingClaims([shown(card), typed], environments);
    expect(standing).toEqual([claimIn(shown(card), environments)]);
    expect(claimIn({ ...typed, fromBot: true }, environments)).toBeUndefined();
  });

  it('a role’s name may hold a comma', () => {
    const roles = ['Stock, all of it', 'Basic User'];
    const named = card.replace('Stock Sync Reader, Basic User', 'Basic User, Stock, all of it');
    expect(differs(named, truth({ rows: [{ ...row, roles }] }))).toEqual([]);
    expect(differs(named, truth({ rows: [{ ...row, roles: ['Basic User', 'Stock'] }] }))).toHaveLength(1);
  });
});
