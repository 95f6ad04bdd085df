import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { startBrowser } from '../support/startBrowser';
import { type DrawnCard, drawnCards } from './support/drawnCards';
import { openCardTable, type CardTable } from './support/openCardTable';

const folder = path.join(__dirname, '../../docs/images');
/** `npm run images` writes the pictures; otherwise they have to be there. */
const isWriting = process.env['npm_lifecycle_event'] === 'images' || process.env['IMAGES'] === 'write';
const cards = drawnCards();

let browser: Browser;
let table: CardTable;

beforeAll(async () => {
  if (isWriting) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, 'README.md'), listOf(cards));
  }
  browser = await startBrowser();
  table = await openCardTable(browser);
});

afterAll(() => browser.close());

describe.each(cards)('the card "$name"', ({ picture, card, press }) => {
  it('lies well in light and dark, wide and narrow, and is read well by everybody', async () => {
    await table.lay(card, press);
    expect(await table.faults()).toEqual([]);
    if (isWriting && picture !== undefined) writeFileSync(path.join(folder, picture), await table.picture());
  });
});

it('every card has its picture in docs/images, and no other is there', () => {
  const wanted = cards.flatMap(({ picture }) => picture ?? []);
  expect(new Set(wanted).size).toBe(wanted.length);
  expect(readdirSync(folder).toSorted()).toEqual([...wanted, 'README.md'].toSorted());
  expect(readFileSync(path.join(folder, 'README.md'), 'utf8')).toBe(listOf(cards));
});

it('a card that lies badly is told of', async () => {
  const text = (part: object): object => ({ type: 'TextBlock', text: 'Words that need some room', ...part });
  const row = Array.from({ length: 3 }, () => ({ type: 'Action.Execute', title: 'A rather long title' }));
  await table.lay({
    type: 'AdaptiveCard',
    version: '1.5',
    body: [text({ text: 'Words that need some room, '.repeat(4) }), { type: 'Input.Text', id: 'nameless' }],
    actions: row,
  });
  const faults = (await table.faults()).join('\n');
  expect(faults).toContain('light, 480 px: it has 0 headings');
  expect(faults).toContain('is cut at the side');
  expect(faults).toContain('need more than one row');
  expect(faults).toContain('label:');
});

function listOf(drawn: readonly DrawnCard[]): string {
  const lines = drawn.flatMap(({ name, picture }) =>
    picture === undefined ? [] : [`## ${name}`, '', `![${name}](${picture})`, ''],
  );
  const intro =
    'Each is drawn light and dark, 480 and 300 pixels wide, with invented data. `npm run images` draws them anew.';
  return ['# Every card', '', intro, '', ...lines].join('\n');
}
