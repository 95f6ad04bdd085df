import type { Request } from '../../src/domain/request';
import { termsOf, type Terms } from '../../src/domain/terms';
import { agreementEntry, digestOf, isAsShown } from '../../src/operations/agreement';
import { revision } from '../../src/operations/reviseRequest';
import { pendingRequest, personNumber } from '../support/requestFixture';
import { smallPolicy, smallWork } from '../support/smallWork';

const [adele, megan] = [personNumber(1), personNumber(2)];
/** The terms of the small policy for the request. */
function sampleTerms(): Terms {
  const terms = termsOf(smallPolicy(), pendingRequest().content);
  if (terms === undefined) throw new Error('The policy does not name the environment.');
  return terms;
}

const vote = { by: megan, decision: 'approve', at: 1, revision: 1, standing: 'counts' } as const;

describe('a changed policy', () => {
  const terms = sampleTerms();
  const small = smallWork({});
  const { surroundings } = small;

  it('is asked for anew: a new revision and digest, a new time, and nobody’s vote', () => {
    const before = pendingRequest({
      ...{ terms: { ...terms, approvals: 1 }, votes: [vote], escalatedAt: 5 },
      heldUp: { why: { code: 'settling' }, since: 1 },
    });
    const change = revision(surroundings, before);
    expect(change?.request).toMatchObject({
      ...{ state: 'pending', revision: 2, approvalsNeeded: 2, terms, since: 1, expiresAt: 50_001 },
      ...{ approversUnread: true, reopened: { at: 1, voidVotesOf: [megan], because: 'policy' } },
    });
    expect(change?.request).not.toHaveProperty('heldUp');
    expect(change?.request).not.toHaveProperty('escalatedAt');
    expect(change?.request.salt).toMatch(/^[0-9a-f]{32}$/);
    expect(change && isAsShown(change.request)).toBe(true);
    expect(change?.due).toBe(1);
    expect(change?.audit).toMatchObject([
      { kind: 'revised', body: { because: 'policy', digest: change?.request.digest } },
    ]);
  });

  it('changes nothing where it says the same, for requests of earlier versions, and of other environments', () => {
    expect(revision(surroundings, pendingRequest({ terms }))).toBeUndefined();
    expect(revision(surroundings, pendingRequest())).toBeUndefined();
    const nowhere = { ...surroundings, policy: smallPolicy({ environments: [] }) };
    expect(revision(nowhere, pendingRequest({ terms: { ...terms, approvals: 1 } }))).toBeUndefined();
  });
});

describe('the digest', () => {
  const terms = sampleTerms();
  const { content } = pendingRequest();
  const advice = { appRegistration: true, password: true, person: false, reason: 'An old program' };
  const whole = pendingRequest({ terms, content: { ...content, ticket: 'CHG-1', advice, askedAfter: 1001 } });
  const salt = 'aa';

  const others: readonly [string, Partial<Request>][] = [
    ['the account', { content: { ...whole.content, accountName: 'Other' } }],
    ['the sign-in name', { content: { ...whole.content, userPrincipalName: 'other@contoso.com' } }],
    ['the environment', { content: { ...whole.content, environment: { id: 'other', name: 'Other' } } }],
    ['the roles', { content: { ...whole.content, roles: [] } }],
    ['the licence', { content: { ...whole.content, licence: { skuId: 'other', name: 'Other' } } }],
    ['the business unit', { content: { ...whole.content, businessUnit: { id: 'other', name: 'Other' } } }],
    ['the owner', { content: { ...whole.content, owner: megan } }],
    ['the owner’s name', { content: { ...whole.content, owner: { ...whole.content.owner, name: 'Other' } } }],
    ['the purpose', { content: { ...whole.content, purpose: 'Other' } }],
    ['the ticket', { content: { ...whole.content, ticket: 'CHG-2' } }],
    ['the answers', { content: { ...whole.content, advice: { ...advice, password: false } } }],
    ['the reason', { content: { ...whole.content, advice: { ...advice, reason: 'Other' } } }],
    ['the request before', { content: { ...whole.content, askedAfter: 1002 } }],
    ['the review date', { content: { ...whole.content, reviewOn: '2028-01-01' } }],
    ['who asked', { requester: megan }],
    ['the name of who asked', { requester: { ...whole.requester, name: 'Other' } }],
    ['the tenant', { requester: { ...whole.requester, tenantId: 'other' } }],
    ['the approvals needed', { approvalsNeeded: 2 }],
    ['the revision', { revision: 2 }],
    ['the terms', { terms: { ...terms, sensitive: true } }],
  ];
  it.each(others)('is another one where %s is another', (_, change) => {
    expect(digestOf({ ...whole, ...change }, salt)).not.toBe(digestOf(whole, salt));
  });

  it('is salted, and the same for what is the same', () => {
    expect(digestOf(structuredClone(whole), salt)).toBe(digestOf(whole, salt));
    expect(digestOf(whole, 'bb')).not.toBe(digestOf(whole, salt));
  });

  it('is held against what would be carried out; requests of earlier versions have none to hold', () => {
    const shown = { ...whole, salt, digest: digestOf(whole, salt) };
    expect(isAsShown(shown)).toBe(true);
    expect(isAsShown({ ...shown, approvalsNeeded: 9 })).toBe(false);
    expect(isAsShown(pendingRequest({ digest: 'whatever' }))).toBe(true);
  });

  it('is recorded with what names nobody in the body, and every name and typed word among the words', () => {
    const {
      body,
      words,
      salt: own,
      kind,
    } = agreementEntry('asked', { ...whole, digest: 'd', salt }, { more: 1 });
    expect({ kind, own, digest: body['digest'], more: body['more'] }).toEqual({
      kind: 'asked',
      own: salt,
      digest: 'd',
      more: 1,
    });
    expect(words).toEqual({
      requester: whole.requester.name,
      owner: whole.content.owner.name,
      account: content.accountName,
      signInName: content.userPrincipalName,
      purpose: content.purpose,
      ticket: 'CHG-1',
      whyNotApplicationUser: 'An old program',
    });
    expect(body['agreed']).toMatchObject({
      ...{ requester: adele.objectId, owner: adele.objectId, tenant: adele.tenantId, revision: 1 },
      ...{ advice: { appRegistration: true, password: true, person: false }, askedAfter: 'R-1001' },
    });
    const plain = agreementEntry('asked', { ...pendingRequest(), digest: 'd', salt }, {});
    expect(Object.keys(plain.words ?? {})).toEqual([
      'requester',
      'owner',
      'account',
      'signInName',
      'purpose',
    ]);
    expect(plain.body['agreed']).not.toHaveProperty('advice');
    expect(plain.body['agreed']).not.toHaveProperty('askedAfter');
  });
});
