import fc from 'fast-check';
import { articleLimit, ledger, slotLevel, type SlotHolder } from '../../src/domain/slots';

const holder = (number: number, enabled = true): SlotHolder => ({
  objectId: `oid-${String(number)}`,
  userPrincipalName: `svc-${String(number)}@contoso.com`,
  name: `Account ${String(number)}`,
  enabled,
});

describe('the ledger of slots', () => {
  it('counts an account in the making once, by object id or, until there is one, by sign-in name', () => {
    const reading = { begunAt: 1, holders: [holder(1), holder(2)], toldLimit: 7 };
    const held = [
      { requestId: 'a', userPrincipalName: 'other@contoso.com', objectId: 'OID-1' },
      { requestId: 'b', userPrincipalName: 'SVC-2@contoso.com' },
      { requestId: 'c', userPrincipalName: 'svc-3@contoso.com' },
    ];
    expect(ledger(reading, held, 7)).toMatchObject({ used: 2, reserved: 1, free: 4 });
  });

  it('takes the smaller of the two limits and says the difference; with neither, the figure of the article', () => {
    const reading = { begunAt: 1, holders: [] };
    expect(ledger({ ...reading, toldLimit: 5 }, [], 7)).toMatchObject({
      limit: 5,
      differs: { policy: 7, told: 5 },
    });
    expect(ledger(reading, [], undefined).limit).toBe(articleLimit);
    expect(ledger({ ...reading, toldLimit: 7 }, [], 7)).not.toHaveProperty('differs');
  });

  it('never lets disabled accounts use a slot, and never has less than none free', () => {
    fc.assert(
      fc.property(
        fc.array(fc.boolean(), { maxLength: 12 }),
        fc.integer({ min: 1, max: 9 }),
        (enabled, limit) => {
          const reading = { begunAt: 1, holders: enabled.map((on, number) => holder(number, on)) };
          const slots = ledger(reading, [], limit);
          expect(slots.used).toBe(enabled.filter(Boolean).length);
          expect(slots.free).toBe(Math.max(0, limit - slots.used));
          expect(slotLevel(slots, 1)).toBe(slots.free === 0 ? 'full' : slots.free === 1 ? 'near' : 'well');
        },
      ),
    );
  });

  it('matches by object id alone where both have one, and by name where either has none', () => {
    const reading = { begunAt: 1, holders: [holder(1), { ...holder(2), objectId: undefined as never }] };
    const held = (change: object) => ({ requestId: 'a', userPrincipalName: 'svc-1@contoso.com', ...change });
    expect(ledger(reading, [held({ objectId: 'another' })], 7).reserved).toBe(1);
    expect(ledger(reading, [held({ objectId: 'oid-1', userPrincipalName: 'x' })], 7).reserved).toBe(0);
    expect(
      ledger(reading, [held({ objectId: 'oid-9', userPrincipalName: 'svc-2@contoso.com' })], 7).reserved,
    ).toBe(0);
    expect(ledger(reading, [held({ userPrincipalName: 'SVC-1@CONTOSO.COM' })], 7).reserved).toBe(0);
    const shouting = {
      begunAt: 1,
      holders: [{ ...holder(1), objectId: 'OID-1', userPrincipalName: 'SVC-1@CONTOSO.COM' }],
    };
    expect(ledger(shouting, [held({ objectId: 'oid-1' })], 7).reserved).toBe(0);
    expect(ledger(shouting, [held({})], 7).reserved).toBe(0);
  });

  it('counts a disabled account apart, and still holds a slot for a request of its name', () => {
    const reading = { begunAt: 1, holders: [holder(1, false)] };
    const held = [{ requestId: 'a', userPrincipalName: 'svc-1@contoso.com' }];
    expect(ledger(reading, held, 3)).toEqual({ used: 0, disabled: 1, reserved: 1, limit: 3, free: 2 });
    const both = { begunAt: 1, holders: [holder(1, false), holder(2)] };
    expect(ledger(both, [], 3)).toMatchObject({ used: 1, disabled: 1 });
    expect(articleLimit).toBe(5);
  });

  it('takes what the environment tells where the policy is silent, and says no difference then', () => {
    const told = ledger({ begunAt: 1, holders: [], toldLimit: 4 }, [], undefined);
    expect(told).toEqual({ used: 0, disabled: 0, reserved: 0, limit: 4, free: 4 });
    expect(ledger({ begunAt: 1, holders: [] }, [], 4)).toEqual(told);
  });

  it('is near by the slots that are left, full without any', () => {
    expect([0, 1, 2, 3].map((free) => slotLevel({ free }, 2))).toEqual(['full', 'near', 'near', 'well']);
  });
});
