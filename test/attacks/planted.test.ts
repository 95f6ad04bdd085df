import { nodesOf } from './nodesOf';
import { patience, startStory, type Story } from '../support/startStory';
import { planted } from './formAttacks';

const long = 120_000;
const environment = 'Contoso Production';

/** Kinds of elements whose text a client draws as it stands; in all others it may become a link, a mention or a picture. */
const harmless = new Set(['TextRun', 'Input.Text', 'Input.Choice']);

describe('an attack by what is typed', () => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory(['Adele Vance', 'Megan Bowen'], {
      inEnvironment: { [environment]: { limit: 90 } },
    });
  }, long);
  afterAll(() => story.end(), long);

  /** The kinds of elements of these cards, other than harmless ones, that hold the text. */
  const harmful = (text: string): string[] =>
    ['Adele Vance', 'Megan Bowen']
      .flatMap((name) => story.person(name).chat())
      .flatMap(({ card }) => nodesOf(card ?? {}))
      .filter(({ type, texts }) => !harmless.has(type) && texts.some((one) => one.includes(text)))
      .map(({ type }) => type);

  it.each(planted.map((one, index) => [one.name, { ...one, number: index }] as const))(
    '%s: comes back with why not, or is asked for as plain words that do nothing',
    async (_, { field, text, refusedBy, number }) => {
      const adele = story.person('Adele Vance');
      const plain = `Planted ${String(number)}`;
      await adele.writes(`new ${plain} in ${environment} because nightly sync`);
      await adele.waitsFor(({ reads }) => reads.includes('[Continue]') && reads.includes(plain), patience);
      const roles = ['Basic User'];
      if (field === 'ticket') await adele.clicks('Change the rest', { on: plain });
      await adele.clicks('Continue', { inputs: { roles, [field]: text }, on: plain });
      if (refusedBy !== undefined) {
        await adele.waitsFor(
          ({ reads }) => reads.includes('1 thing to change') && reads.includes(refusedBy),
          patience,
        );
        return;
      }
      await adele.clicks('Continue', { on: plain, inputs: { password: true } });
      await adele.waitsFor(
        ({ reads }) => reads.includes('[Send for approval]') && reads.includes(plain),
        patience,
      );
      await adele.clicks('Send for approval', { on: plain });
      const sent = await adele.waitsFor(
        ({ reads }) => /R-\d+/.test(reads) && reads.includes(plain),
        patience,
      );
      const label = /R-\d+/.exec(sent.reads)?.[0] ?? '';
      await story.opened('Megan Bowen', label);
      expect(harmful(text.split('\n')[0] ?? text)).toEqual([]);
      expect(story.log()).not.toMatch(/^\{"level":30,"msg":"The vote counts/m);
      await adele.writes(`withdraw ${label}`);
      await adele.waitsFor(({ reads }) => reads.includes(label) && reads.includes('Withdrawn'), patience);
    },
    long,
  );
});
