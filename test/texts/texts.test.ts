import { english } from '../../src/texts/english';
import { reasonText, refusalText } from '../../src/texts/reasonText';
import { textsFor } from '../../src/texts/textsFor';

const forbidden = /\b(preflight|gate|reservation|ledger|drift|provisioning|undefined|license)\b/i;
const { waiting, refusal, finding, attention, vote, field } = english.reasons;
const reasons = Object.entries({ ...waiting, ...refusal, ...finding });

it('speaks English to everybody there are no other texts for', () => {
  for (const language of [undefined, '', 'en', 'en-GB', 'tlh', 'constructor']) {
    expect(textsFor(language)).toBe(english);
  }
});

it.each(reasons)('%s has a heading, a sentence without any fact, and a remedy', (_code, text) => {
  const sentence = text.says({});
  expect(text.heading).toMatch(/^[A-Z][^.]+$/);
  expect(sentence).toMatch(/^[A-Z].*\.$/);
  expect(text.remedy).toMatch(/^[A-Z].*\.$/);
  expect(`${text.heading} ${sentence} ${text.remedy}`).not.toMatch(forbidden);
});

it('names what the facts name', () => {
  expect(waiting.noSeat.says({ licence: 'Dynamics 365 Sales Enterprise', seats: 40 })).toBe(
    'All 40 seats of Dynamics 365 Sales Enterprise are taken.',
  );
  expect(refusal.noSlot.says({ limit: 7 })).toBe('The environment has reached its limit of 7.');
  expect(refusal.nameAskedFor.says({ request: 'R-1031' })).toContain('R-1031');
});

it('says what is waited for at the end of a heading, and how long it usually takes', () => {
  for (const text of Object.values(waiting)) {
    expect(english.progress.waits(6, 12, text.waitsFor)).toMatch(/^Step 6 of 12 waits for [a-z]/);
    expect(text.usually).toMatch(/\.$/);
  }
});

it('tells somebody whose vote is not taken that nothing was changed by it', () => {
  for (const text of Object.values(vote)) expect(`${text.title} ${text.line}`).not.toMatch(forbidden);
  expect(vote.ownRequest.line).toContain('Nothing was changed');
});

it('has a sentence for every fault of every field', () => {
  for (const faults of Object.values(field)) {
    for (const say of Object.values(faults)) expect(say({})).toMatch(/^[A-Z].*\.$/);
  }
});

it('says how often it was tried, since when, and when last', () => {
  expect(attention.waitedTooLong.tried(6, '14:05', '14:45 (your time)')).toBe(
    'Tried 6 times since 14:05, last at 14:45 (your time).',
  );
  expect(attention.contradicted.tried(1, '14:05')).toBe(
    'It was made so, and did not stay so; tried once since 14:05.',
  );
});

it('gives a code it does not know the words of something unforeseen, also a hostile one', () => {
  for (const code of ['ofALaterVersion', 'constructor', '__proto__']) {
    expect(reasonText(english, { code })).toBe(waiting.unforeseen);
    expect(refusalText(english, { code })).toBe(waiting.unforeseen);
  }
});

it('says of what could not be checked which service did not answer, also where none is named', () => {
  for (const why of [{ code: 'notChecked' }, { code: 'notChecked', facts: { service: 'Dataverse' } }]) {
    for (const find of [reasonText, refusalText]) expect(find(english, why)).toBe(waiting.notChecked);
  }
  expect(waiting.notChecked.says({ service: 'Dataverse' })).toBe('Dataverse does not answer.');
  expect(waiting.notChecked.says({})).toBe('A service of Microsoft does not answer.');
});

it('says the rule and the limit a name broke', () => {
  expect(field.accountName.notAllowed({})).toContain('At least 3 Latin letters or digits are needed');
  expect(field.accountName.tooLong({ limit: 64 })).toBe('At most 64 letters. Shorten it.');
});

it('reads a missing seat as a wait while it is waited for, and as an end when it ended', () => {
  expect(reasonText(english, { code: 'noSeat' }).remedy).toContain('press Try again');
  expect(refusalText(english, { code: 'noSeat' }).remedy).toContain('ask again');
});

it('carries the state of every step in its tense', () => {
  for (const step of Object.values(english.steps)) {
    for (const words of [step, step.undo]) {
      expect(words.now).toMatch(/^\w+ing\b/);
      expect(new Set([words.toDo, words.now]).size).toBe(2);
      expect(`${words.toDo} ${words.done} ${words.found}`).not.toMatch(forbidden);
    }
  }
});

it('writes days as people read them, and leaves alone what is no day', () => {
  expect(english.day('2027-11-24')).toBe('24 Nov 2027');
  expect(english.day('soon')).toBe('soon');
});
