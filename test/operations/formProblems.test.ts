import fc from 'fast-check';
import type { Policy } from '../../src/domain/policy';
import { hasUnseen, nameProblem } from '../../src/domain/typed';
import { formProblems } from '../../src/operations/formProblems';
import { formCard } from '../../src/teams/cards/formCard';
import { fromList, inList } from '../../src/teams/cards/roleList';
import { valuesOf } from '../../src/teams/actions/formValues';
import type { Incoming } from '../../src/teams/incoming';
import { english } from '../../src/texts/english';
import type { FormValues } from '../../src/views';
import { ordinary } from '../teams/cards/sampleRequest';
import { sampleForm } from '../teams/cards/formSamples';

const now = Date.UTC(2026, 10, 24, 12);
const environment = '40000000-0000-4000-8000-000000000001';
const policy = {
  account: { domain: 'contoso.com', prefix: 'svc-', usageLocation: 'DE' },
  licences: ['SALES'],
  environments: [{ id: environment, name: 'Contoso Production', approvals: 1 }],
} as unknown as Policy;
const good: Record<string, unknown> = {
  ...{ environment, accountName: 'SAP connector', purpose: 'Nightly stock sync', roles: 'Basic User' },
  ...{
    domain: 'contoso.com',
    licence: 'SALES',
    unit: '',
    owner: '',
    reviewOn: '2027-11-24',
    ticket: 'CHG-1',
  },
};

function typed(fields: Record<string, unknown>): FormValues {
  return valuesOf({ fields: { ...good, ...fields } } as unknown as Incoming);
}

/** What is wrong, as `field: code`. */
function wrong(fields: Record<string, unknown>): string[] {
  return formProblems(policy, typed(fields), now).map(({ field = 'form', why }) => `${field}: ${why.code}`);
}

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.constantFrom(
    '',
    '   ',
    '[x](https://evil.example)',
    '<at>Megan</at>',
    '\u202Egnp',
    "O'Brien",
    '#',
    '🚀👩‍💻',
  ),
  fc.constant('w'.repeat(5000)),
);

describe('the form by itself', () => {
  it('is well with ordinary words, in any one alphabet', () => {
    const names = [
      "O'Brien & Søn (R-12)",
      'Склад 2024',
      '倉庫 SAP ロボット',
      'Zürich, Halle 3',
      'SAP_stock+1',
    ];
    for (const accountName of names) expect([accountName, wrong({ accountName })]).toEqual([accountName, []]);
  });

  it('refuses look-alikes, what nobody sees, and signs that names do not have', () => {
    const names: Readonly<Record<string, string>> = {
      'SАP connector': 'nameMixed',
      'ＳＡＰ connector': 'nameMixed',
      '𝐒𝐀𝐏 connector': 'nameMixed',
      'Ꭺdmin tool': 'nameMixed',
      'SAP ᠮᠣᠩᠭᠣᠯ': 'nameMixed',
      '倉庫 склад': 'nameMixed',
      'SAP\u200B connector': 'nameHidden',
      'SAP\u202Erotcennoc': 'nameHidden',
      'SAP\u0007 connector': 'nameHidden',
      'SAP \uD800 connector': 'nameHidden',
      'SAP 🚀': 'nameSigns',
      '# Flow-RP': 'nameSigns',
      '[SAP](https://evil.example)': 'nameSigns',
      '<at>Megan</at>': 'nameSigns',
      "'--": 'nameSigns',
      倉庫: 'notAllowed',
    };
    for (const [accountName, code] of Object.entries(names)) {
      expect([accountName, wrong({ accountName })]).toEqual([accountName, [`accountName: ${code}`]]);
    }
  });

  it('keeps a separator of lines as a line break, since some readers end a line there', () => {
    expect(typed({ purpose: 'Nightly\u2028stock\u2029sync' }).purpose).toBe('Nightly\nstock\nsync');
    expect(wrong({ accountName: 'SAP\u2028connector' })).toEqual([]);
  });

  it('holds each field to its bounds, names every one, and cleans texts of what nobody sees', () => {
    expect(wrong({ environment: 'x', accountName: ' ', purpose: '\u200B', roles: ' , ' })).toEqual([
      ...['environment: required', 'accountName: required', 'purpose: required', 'roles: required'],
    ]);
    expect(wrong({ purpose: 'x'.repeat(301), ticket: 'x'.repeat(51), accountName: 'x'.repeat(65) })).toEqual([
      ...['accountName: tooLong', 'purpose: tooLong', 'ticket: tooLong'],
    ]);
    expect(typed({ purpose: 'a\u202Eb\u0007c' }).purpose).toBe('abc');
    for (const [reviewOn, code] of [
      ['2026-11-23', 'reviewPast'],
      ['2026-11-24', 'reviewPast'],
      ['2028-11-25', 'reviewFar'],
      ['2027-02-30', 'notAllowed'],
      ['soon', 'notAllowed'],
    ] as const) {
      expect(wrong({ reviewOn })).toEqual([`reviewOn: ${code}`]);
    }
    expect(wrong({ reviewOn: '2026-11-25' })).toEqual([]);
    expect(wrong({ owner: 'somebody', licence: 'OTHER', domain: 'evil.example/', ticket: '*' })).toEqual([
      ...['domain: domainUnknown', 'licence: licenceNotOffered', 'owner: ownerUnknown', 'ticket: notAllowed'],
    ]);
  });

  it('takes a thousand roles for too many, and its card stays one that Teams takes', () => {
    const roles = Array.from({ length: 1000 }, (_, number) => `Rôle “${String(number)}” ${'é'.repeat(90)}`);
    const values = typed({ roles: roles.join(',') });
    const problems = formProblems(policy, values, now);
    expect(problems).toEqual([{ field: 'roles', why: { code: 'tooLong', facts: { limit: 20 } } }]);
    const { card } = formCard(english, { ...sampleForm(ordinary, problems), values });
    expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThan(28 * 1024);
  });

  it('never fails on what is sent, and a name that is taken is what it looks like', () => {
    const fields = fc.dictionary(
      fc.constantFrom(...Object.keys(good), 'values', 'advice'),
      fc.oneof(hostile, fc.anything()),
    );
    fc.assert(
      fc.property(fields, (sent) => {
        const values = typed(sent);
        const problems = formProblems(policy, values, now);
        if (nameProblem(values.accountName) === undefined) expect(hasUnseen(values.accountName)).toBe(false);
        const { card } = formCard(english, { ...sampleForm(ordinary, problems), values });
        expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThan(28 * 1024);
        expect(hasUnseen(values.purpose + values.ticket)).toBe(false);
      }),
      { numRuns: 200 },
    );
  });

  it('brings names of roles through a list with commas unchanged', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1 }), (names) => {
        expect(fromList(names.map(inList).join(','))).toEqual(names);
      }),
    );
    expect(inList('Basic User')).toBe('Basic User');
  });
});
