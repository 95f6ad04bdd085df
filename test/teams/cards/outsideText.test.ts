import fc from 'fast-check';
import { inert, plainName } from '../../../src/teams/cards/typedText';
import { sentenceOf } from '../../../src/teams/cards/cardMessage';
import { everyCard } from './everyCard';
import { complaints, piecesOf } from './readCard';
import type { Outside } from './sampleRequest';

/** A word that no text of ours contains, so that it is found wherever it went. */
const trace = 'Qzx';
/** A mention holds a name of nothing but letters, digits, spaces, hyphens and apostrophes. */
const withoutMentions = (text: string): string => text.replace(/<at>[\p{L}\p{N} '-]+<\/at>/gu, '');
const hostile = fc
  .array(
    fc.constantFrom(
      '[Approve here](https://evil.example)',
      '**urgent**',
      '<at>Megan</at>',
      '<img src=x onerror=alert(1)>',
      '\u202Egnp.exe\u202C',
      '\u200B\u2066\u0007',
      '\n\n# Approved\n- yes',
      '{{DATE(2020-01-01T00:00:00Z,SHORT)}}',
      '\uD800',
      'w'.repeat(5000),
      'ordinary words',
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((parts) => `${trace} ${parts.join('')}`);

const outside: fc.Arbitrary<Outside> = fc.record({
  account: hostile,
  signInName: hostile,
  environment: hostile,
  person: hostile,
  approver: hostile,
  role: hostile,
  typed: hostile,
});

it('text from outside never stands where it could do something', () => {
  fc.assert(
    fc.property(outside, (words) => {
      for (const { name, message } of everyCard(words)) {
        for (const { object } of piecesOf(message.card)) {
          if (object['type'] !== 'TextRun')
            expect([name, withoutMentions(String(object['text'])).includes(trace)]).toEqual([name, false]);
          for (const key of ['title', 'label', 'placeholder', 'errorMessage', 'facts']) {
            expect([name, key, JSON.stringify(object[key] ?? '').includes(trace)]).toEqual([
              name,
              key,
              false,
            ]);
          }
        }
        expect(message.summary).not.toMatch(/[<>[\]*`]/);
      }
    }),
    { numRuns: 10 },
  );
});

it('cards of hostile words are still valid, small and summed up in a line', () => {
  fc.assert(
    fc.property(outside, (words) => {
      for (const { name, message } of everyCard(words)) {
        expect([name, complaints(message)]).toEqual([name, []]);
        const bytes = Buffer.byteLength(JSON.stringify(message.card));
        expect([name, bytes < 28 * 1024 || bytes]).toEqual([name, true]);
        expect(Array.from(message.summary).length).toBeLessThanOrEqual(90);
      }
    }),
    { numRuns: 5 },
  );
});

it('inert text is one short line without control or bidirectional characters, split into words that wrap', () => {
  fc.assert(
    fc.property(fc.oneof(hostile, fc.string({ unit: 'binary' })), (text) => {
      const said = inert(text);
      expect(said).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u);
      expect(said).not.toContain('{{');
      expect(said.split(' ').every((word) => Array.from(word).length <= 30)).toBe(true);
      expect(Array.from(said.replaceAll(' ', '')).length).toBeLessThanOrEqual(300);
    }),
  );
});

it('ordinary names stay as they are', () => {
  expect(inert("O'Brien & Søn (R-12)")).toBe("O'Brien & Søn (R-12)");
  expect(plainName('SAP_stock connector')).toBe('SAP_stock connector');
});

it('a sentence that is too long keeps the ends of both names, so that like names stay apart', () => {
  const say = (one: string, other: string): string => `Done: ${one} is Non-interactive in ${other}`;
  const one = sentenceOf(say, `${'Very long connector name '.repeat(4)}one`, 'Contoso Production');
  const two = sentenceOf(say, `${'Very long connector name '.repeat(4)}two`, 'Contoso Production');
  expect(one).not.toBe(two);
  expect(one).toContain('Contoso Production');
  expect(Array.from(one).length).toBeLessThanOrEqual(90);
});
