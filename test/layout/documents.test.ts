import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { cardAttacks, peopleAttacks, wayAttacks } from '../attacks/cardAttacks';
import { planted } from '../attacks/formAttacks';
import { readingWays } from '../attacks/readingWays';
import { placeAttacks, tokenAttacks } from '../attacks/tokenAttacks';
import { editNames } from '../../sandbox/cloud/control/edits';
import { plan } from '../../src/provisioning/plan';
import { english } from '../../src/texts/english';

const root = path.join(__dirname, '..', '..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');

/** The project's own documents, by their path from the root. */
const documents = globSync(['*.md', 'docs/**/*.md'], { cwd: root });

/** The first cell of every row of a document's tables, code marks taken off; a cell may hold several words. */
function firstCells(file: string): readonly string[] {
  const rows = read(file)
    .split('\n')
    .filter((line) => line.startsWith('| '));
  return rows.flatMap((row) => wordsOf(row.split('|')[1] ?? ''));
}

function wordsOf(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, word = '']) => word);
}

describe('the documents', () => {
  it('lead somewhere with every link into the project', () => {
    const broken = documents.flatMap((file) =>
      [...read(file).matchAll(/\]\(([^)#\s]+)[^)]*\)/g)]
        .map(([, target = '']) => target)
        .filter((target) => !/^[a-z]+:/.test(target))
        .filter((target) => !existsSync(path.join(root, path.dirname(file), target)))
        .map((target) => `${file} -> ${target}`),
    );
    expect(documents.length).toBeGreaterThan(10);
    expect(broken).toEqual([]);
  });

  it('say of every reason what it means and what to do', () => {
    const { waiting, refusal, finding, attention, vote } = english.reasons;
    const { refusal: question, answerRefusal } = english.questions;
    const tables = [waiting, refusal, finding, attention, vote, question, answerRefusal];
    const codes = tables.flatMap((table) => Object.keys(table));
    const said = firstCells('docs/when-things-go-wrong.md');
    expect(codes.filter((code) => !said.includes(code))).toEqual([]);
    const unknown = said.filter((word) => /^[a-z]+[A-Z][A-Za-z]+$/.test(word) && !codes.includes(word));
    expect(unknown).toEqual([]);
  });

  it('name the steps of the plan in its order, each with its way back or none', () => {
    const rows = [...read('docs/flow.md').matchAll(/^\| \d+ +\| `(\w+)` +\|[^|]*\| ([^|]*?) +\|$/gm)];
    const told = rows.map(([, name, back]) => ({ name, goesBack: back !== '–' }));
    expect(told).toEqual(plan.map(({ name, undo }) => ({ name, goesBack: undo !== undefined })));
  });

  it('name for what can fail at each step a test that is there, and leave no step out', () => {
    const table = read('docs/steps-and-failures.md');
    const rows = [...table.matchAll(/^\| (.+?) +\|.*\]\(\.\.\/(test\/\S+?)\): "([^"]+)" *\|$/gm)];
    const lost = rows.filter(([, , file = '', name = '']) => !read(file).includes(name));
    expect(lost.map(([, step, file, name]) => [step, file, name])).toEqual([]);
    const told = new Set(rows.map(([, step = '']) => step.replaceAll('`', '')));
    expect(plan.filter(({ name }) => !told.has(name))).toEqual([]);
    expect(rows).toHaveLength(table.split('\n').filter((line) => /^\| .*test/.test(line)).length - 1);
  });

  it('tell of every edit of the sandbox, and of no other', () => {
    const sandbox = read('docs/sandbox.md');
    const [, table = ''] = /### Edits\n\n.*\n\n((?:\|.*\n)+)/.exec(sandbox) ?? [];
    const told = [...table.matchAll(/^\| (`[^|]*`) +\|/gm)].flatMap(([, cell = '']) => wordsOf(cell));
    expect(told.sort()).toEqual(editNames);
  });

  it('give a reason and the exact version for every runtime dependency', () => {
    const { dependencies } = JSON.parse(read('package.json')) as { dependencies: Record<string, string> };
    const table = read('docs/adr/0002-runtime-dependencies.md');
    const rows = [...table.matchAll(/^\| `([^`]+)` +\| (\S+) +\| \S/gm)];
    const told = Object.fromEntries(rows.map(([, name = '', version = '']) => [name, version]));
    expect(told).toEqual(dependencies);
  });

  it('name every attack, with a test that is there', () => {
    const rows = [
      ...read('docs/security.md').matchAll(/^\| (.+?) +\|.*?\]\(\.\.\/(test\/\S+?)\)(?:: "([^"]+)")? *\|$/gm),
    ];
    const lists = [...tokenAttacks, ...placeAttacks, ...cardAttacks, ...peopleAttacks, ...wayAttacks];
    const names = [...lists, ...planted, ...readingWays].map(({ name }) => name);
    const told = rows.map(([, name = '']) => name);
    expect(names.filter((name) => !told.includes(name))).toEqual([]);
    const lost = rows.filter(([, name = '', file = '', title]) =>
      title === undefined ? !names.includes(name) : !read(file).includes(title),
    );
    expect(lost.map(([, name]) => name)).toEqual([]);
    expect(rows.length).toBeGreaterThanOrEqual(60);
  });
});
