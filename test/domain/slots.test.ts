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
});
