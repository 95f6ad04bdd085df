import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.join(__dirname, '..', '..');

/** A source file: its path from the root, with slashes, and what stands in it. */
interface Source {
  readonly file: string;
  readonly text: string;
}

function sourcesOf(folder: string): readonly Source[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => path.posix.join(folder, name.split(path.sep).join('/')))
    .map((file) => ({ file, text: readFileSync(path.join(root, file), 'utf8') }));
}

/** What a file imports; of the project's own files the path from the root. */
function importsOf({ file, text }: Source): readonly string[] {
  const named = [
    ...text.matchAll(/(?:^(?:import|export|\}).*?\bfrom |^import |\b(?:import|require)\()'([^']+)'/gm),
  ].map(([, from = '']) => from);
  return named.map((from) => (from.startsWith('.') ? path.posix.join(path.posix.dirname(file), from) : from));
}

/** Every import of these files that the rule refuses, as `file -> import`. */
function refused(sources: readonly Source[], isRefused: (imported: string) => boolean): readonly string[] {
  return sources.flatMap((source) =>
    importsOf(source)
      .filter(isRefused)
      .map((imported) => `${source.file} -> ${imported}`),
  );
}

const domain = sourcesOf('src/domain');
const src = sourcesOf('src');
const sandbox = sourcesOf('sandbox');

describe('which way dependencies point', () => {
  it('looks at files and finds what they import', () => {
    expect(domain.length).toBeGreaterThan(5);
    expect(refused(src, (imported) => imported === 'src/domain/request').length).toBeGreaterThan(10);
    expect(refused(sandbox, (imported) => imported.startsWith('sandbox/')).length).toBeGreaterThan(10);
  });

  it("names no framework and no service's client in the domain, in imports or elsewhere", () => {
    const frameworks =
      /botbuilder|teams-ai|teams\.cards|kysely|pg-boss|pglite|@azure|microsoft-graph-client|restify|pino|zod/i;
    expect(domain.filter(({ text }) => frameworks.test(text)).map(({ file }) => file)).toEqual([]);
  });

  it('lets the domain import nothing but itself', () => {
    expect(refused(domain, (imported) => !imported.startsWith('src/domain/'))).toEqual([]);
  });

  it('keeps the bot from knowing its sandbox or its tests', () => {
    expect(refused(src, (imported) => /^(sandbox|test|bench)\//.test(imported))).toEqual([]);
  });

  it('keeps the sandbox from knowing the bot: they meet by HTTP alone', () => {
    expect(refused(sandbox, (imported) => /^(src|test|bench)\//.test(imported))).toEqual([]);
  });

  it('keeps botbuilder and teams-ai within src/teams', () => {
    const elsewhere = src.filter(({ file }) => !file.startsWith('src/teams/'));
    expect(refused(elsewhere, (imported) => /^botbuilder|^@microsoft\/teams/.test(imported))).toEqual([]);
  });

  it('keeps the edges apart: Teams, Microsoft’s services and the store do not know each other', () => {
    const edges = ['teams', 'microsoft', 'store'];
    for (const edge of edges) {
      const others = edges.filter((other) => other !== edge).map((other) => `src/${other}/`);
      const own = src.filter(({ file }) => file.startsWith(`src/${edge}/`));
      expect(refused(own, (imported) => others.some((other) => imported.startsWith(other)))).toEqual([]);
    }
  });

  it('lets the inside know no edge', () => {
    const inside = src.filter(({ file }) =>
      /^src\/(operations|provisioning|notifications|texts)\//.test(file),
    );
    expect(refused(inside, (imported) => /^src\/(teams|microsoft|store)\//.test(imported))).toEqual([]);
  });
});
