import { proofOf } from '../../src/domain/freshSignIn';
import { samePerson } from '../../src/domain/person';
import { personNumber } from '../support/requestFixture';

const by = personNumber(2);
const begunAt = 1_000_000;
const wanted = { by, context: 'c1', begunAt };
const claims = {
  tenantId: by.tenantId,
  objectId: by.objectId,
  contexts: ['c0', 'c1'],
  authTime: begunAt,
  tokenId: 'token',
};

describe('a fresh sign-in', () => {
  it('proves what it says of whoever wanted to vote, and keeps no more', () => {
    expect(proofOf(claims, wanted)).toEqual({
      proof: { context: 'c1', authTime: begunAt, tokenId: 'token' },
    });
  });

  it('is theirs by object id and tenant, in whatever case', () => {
    const shouted = { ...claims, objectId: by.objectId.toUpperCase(), tenantId: by.tenantId.toUpperCase() };
    const whispered = { ...by, objectId: by.objectId.toUpperCase(), tenantId: by.tenantId.toUpperCase() };
    expect(proofOf(shouted, wanted)).toHaveProperty('proof');
    expect(proofOf(claims, { ...wanted, by: whispered })).toHaveProperty('proof');
    expect(proofOf({ ...claims, objectId: personNumber(3).objectId }, wanted)).toEqual({
      refused: 'otherPerson',
    });
    expect(proofOf({ ...claims, tenantId: 'another' }, wanted)).toEqual({ refused: 'otherPerson' });
  });

  it('has to meet the context', () => {
    expect(proofOf({ ...claims, contexts: ['c0', 'c11'] }, wanted)).toEqual({ refused: 'noContext' });
    expect(proofOf({ ...claims, contexts: [] }, wanted)).toEqual({ refused: 'noContext' });
  });

  it('is fresh up to a minute before its beginning, and not where no time is told', () => {
    expect(proofOf({ ...claims, authTime: begunAt - 60_000 }, wanted)).toHaveProperty('proof');
    expect(proofOf({ ...claims, authTime: begunAt - 60_001 }, wanted)).toEqual({ refused: 'notFresh' });
    const { authTime: _, ...timeless } = claims;
    expect(proofOf(timeless, wanted)).toEqual({ refused: 'notFresh' });
  });
});

it('people are the same by object id and tenant, in whatever case, and never by name', () => {
  const shouted = { tenantId: by.tenantId.toUpperCase(), objectId: by.objectId.toUpperCase(), name: 'Other' };
  expect(samePerson(by, shouted)).toBe(true);
  expect(samePerson(shouted, by)).toBe(true);
  expect(samePerson(by, { ...by, objectId: personNumber(3).objectId })).toBe(false);
  expect(samePerson(by, { ...by, tenantId: 'another' })).toBe(false);
});
