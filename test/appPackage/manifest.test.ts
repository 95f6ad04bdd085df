import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { commands } from '../../src/teams/actions/actions';
import { schemaProblems } from './schemaProblems';

const root = path.join(__dirname, '..', '..');
const read = (...names: string[]): string => readFileSync(path.join(root, ...names), 'utf8');
const manifestText = read('appPackage', 'manifest.json');

/** What the toolkit would fill in. */
const filled: Readonly<Record<string, string>> = {
  TEAMS_APP_ID: '11111111-2222-4333-8444-555555555555',
  BOT_ID: '66666666-7777-4888-8999-aaaaaaaaaaaa',
  BOT_DOMAIN: 'countersign.contoso.com',
  APP_NAME_SUFFIX: ' dev',
  WEBSITE_URL: 'https://contoso.com',
  PRIVACY_URL: 'https://contoso.com/privacy',
  TERMS_URL: 'https://contoso.com/terms',
};

interface CommandList {
  readonly scopes: readonly string[];
  readonly commands: readonly { readonly title: string }[];
}

/** As much of a manifest as these tests look at. */
interface Manifest {
  readonly bots: readonly { readonly commandLists: readonly CommandList[] }[];
}

function manifestWith(values: Readonly<Record<string, string>>): Manifest {
  const text = manifestText.replace(/\$\{\{(\w+)\}\}/g, (whole, name: string) => values[name] ?? whole);
  return JSON.parse(text) as Manifest;
}

/** The names that a text has in `${{…}}`, each once. */
function variablesOf(text: string): readonly string[] {
  return [...new Set([...text.matchAll(/\$\{\{(\w+)\}\}/g)].map(([, name = '']) => name))];
}

/** Every name that is set in an environment file, and whether a comment stands above its block. */
function namesIn(file: string): ReadonlyMap<string, boolean> {
  const names = new Map<string, boolean>();
  for (const block of read('env', file).split(/\n\s*\n/)) {
    const lines = block.split('\n');
    const isCommented = lines[0]?.startsWith('#') === true;
    for (const [, name = ''] of block.matchAll(/^([A-Z_]+)=/gm)) names.set(name, isCommented);
  }
  return names;
}

function commandLists(): readonly CommandList[] {
  return manifestWith(filled).bots.flatMap((bot) => bot.commandLists);
}

describe('the manifest of the Teams app', () => {
  it("follows Microsoft's schema for version 1.25 once its variables are filled", () => {
    expect(schemaProblems(manifestWith(filled))).toEqual([]);
  });

  it('does not follow it while an id is missing, so the check above checks something', () => {
    expect(schemaProblems(manifestWith({ ...filled, BOT_ID: '' }))).not.toEqual([]);
  });

  it('offers commands, in every place the bot is in, that the bot understands', () => {
    const all = commandLists().flatMap((list) => list.commands.map(({ title }) => title));
    const titles = [...new Set(all)];
    expect(titles).toHaveLength(commands.length);
    const written = titles.map((title) => title.replace('R-…', 'R-1042'));
    expect(written.filter((text) => !commands.some(({ says }) => says.test(text)))).toEqual([]);
    expect(commandLists().map((list) => list.scopes)).toEqual([['personal'], ['team', 'groupChat']]);
  });

  it('has at most ten commands in a list, which is all that Teams shows', () => {
    for (const list of commandLists()) expect(list.commands.length).toBeLessThanOrEqual(10);
  });
});

describe('the environment files', () => {
  const used = variablesOf(`${manifestText}${read('teamsapp.yml')}`);

  it('name every variable of the manifest and the toolkit file, with a comment', () => {
    const names = namesIn('.env.dev');
    expect(used.filter((name) => !names.has(name))).toEqual([]);
  });

  it('name every variable that the bot reads, with a comment', () => {
    const block = /z\s*\.object\(\{([\s\S]*?)\}\)/.exec(read('src', 'config.ts'))?.[1] ?? '';
    const wanted = [...block.matchAll(/^\s*([A-Z_]+):/gm)].map(([, name = '']) => name);
    const names = namesIn('.env.example');
    expect(wanted).toContain('POLICY_FILE');
    expect(wanted.filter((name) => !names.has(name))).toEqual([]);
  });

  it('have a comment above every name, and no secret', () => {
    const files = readdirSync(path.join(root, 'env')).filter((name) => !name.endsWith('.user'));
    expect(files).toEqual(expect.arrayContaining(['.env.dev', '.env.example']));
    for (const file of files) {
      const bare = [...namesIn(file)].filter(([, isCommented]) => !isCommented).map(([name]) => name);
      expect({ file, bare }).toEqual({ file, bare: [] });
      expect(read('env', file)).not.toMatch(/^[A-Z_]*(SECRET|PASSWORD|DATABASE_URL)[A-Z_]*=./m);
    }
  });
});
