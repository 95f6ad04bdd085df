import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { exported } from '../audit/exportedLines';
import { openTestStore } from '../store/support/openTestStore';
import { sampleRequest } from '../store/support/sampleRequest';

const main = path.join(__dirname, '..', '..', 'dist', 'src', 'cli', 'main.js');

/** Runs the command line as an operator does; what it says, and its exit code. */
function countersign(args: readonly string[], dataFolder = ''): { says: string; code: number | null } {
  const { PATH = '' } = process.env;
  const env = { PATH, ...(dataFolder === '' ? {} : { DATA_FOLDER: dataFolder }) };
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], { env, encoding: 'utf8' });
  return { says: stdout + stderr, code: status };
}

describe('the audit on the command line', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'countersign-cli-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('is exported, checked without the database, and holds once its words are erased', async () => {
    const data = path.join(folder, 'data');
    const { store } = await openTestStore({ folder: data });
    const words = { by: 'Mona Kane', reason: 'Not before Friday', more: 'a\u2028b\u2029c' };
    const made = await store.requests.create(
      sampleRequest({ state: 'rejected', holdsSlot: false }),
      () => ({ audit: [{ kind: 'asked', body: {}, words }], messages: [] }),
      () => undefined,
    );
    const { number } = 'made' in made ? made.made : { number: 0 };
    const anchor = await store.audit.anchor();
    const requestId = 'made' in made ? made.made.id : '';
    const by = { tenantId: 't', objectId: 'o', name: 'Mona Kane' };
    const wish = {
      requestId,
      revision: 1,
      by,
      typedName: '',
      context: 'c1',
      expiresAt: Date.now() + 600_000,
    };
    await store.stepUps.offer('link', wish);
    await store.close();

    const [first, second] = ['first.jsonl', 'second.jsonl'].map((name) => path.join(folder, name));
    expect(countersign(['audit', 'export', '--out', first ?? ''], data)).toMatchObject({ code: 0 });
    expect(readFileSync(first ?? '', 'utf8')).toContain('Mona Kane');
    const kept = `${String(anchor?.sequence)}:${anchor?.hash ?? ''}`;
    const checked = countersign(['audit', 'verify', first ?? '', '--anchor', kept]);
    expect(checked.code).toBe(0);
    expect(checked.says).toContain('up to it the file is complete');

    expect(countersign(['audit', 'erase', `R-${String(number)}`], data)).toMatchObject({ code: 0 });
    expect(countersign(['audit', 'export', '--out', second ?? ''], data)).toMatchObject({ code: 0 });
    const after = readFileSync(second ?? '', 'utf8');
    for (const word of ['Mona Kane', 'Not before Friday']) expect(after).not.toContain(word);
    expect(after).toContain('wordsErased');
    expect(countersign(['audit', 'verify', second ?? '', '--anchor', kept]).code).toBe(0);

    const rest = countersign(['audit', 'erase', 'system'], data);
    expect([rest.code, rest.says]).toEqual([0, expect.stringContaining('chain still holds')]);

    // Nothing of it is left in the row either; the same file is not written twice.
    const { store: again } = await openTestStore({ folder: data });
    expect(JSON.stringify(await again.requests.byNumber(number))).not.toContain('Imports orders');
    expect(await again.stepUps.begin('link', 'session')).toBeUndefined();
    await again.close();
    const twice = countersign(['audit', 'export', '--out', first ?? ''], data);
    expect([twice.code, twice.says]).toEqual([2, expect.stringContaining('is there already')]);
  }, 120_000);

  it('names each line that was changed, of a hundred thousand', () => {
    const { lines, anchor } = exported(1_000, 100);
    const file = path.join(folder, 'many.jsonl');
    writeFileSync(file, `${lines.join('\n')}\n`);
    const anchors = path.join(folder, 'anchors.jsonl');
    writeFileSync(anchors, `${JSON.stringify({ level: 30, ...anchor })}\n`);
    const good = countersign(['audit', 'verify', file, '--anchor', anchors]);
    expect([good.code, good.says]).toEqual([0, expect.stringContaining('100001 entries in 1001 chains.')]);
    writeFileSync(file, `${lines.with(77_777, (lines[77_777] ?? '').replace('"n":', '"n":1')).join('\n')}\n`);
    const bad = countersign(['audit', 'verify', file, '--anchor', anchors]);
    expect([bad.code, bad.says]).toEqual([1, expect.stringContaining('line 77778: ')]);
  }, 60_000);

  it('says what is wrong with what was asked for, and does nothing', () => {
    expect(countersign(['audit', 'verify', path.join(folder, 'none')])).toMatchObject({ code: 2 });
    expect(countersign(['audit', 'verify', 'x', '--anchor', 'y']).says).toContain(
      'is no file, and no anchor',
    );
    const empty = path.join(folder, 'empty.jsonl');
    writeFileSync(empty, '\n');
    expect(countersign(['audit', 'verify', 'x', '--anchor', empty])).toMatchObject({
      code: 2,
      says: expect.stringContaining('the file holds no anchor') as string,
    });
    expect(countersign(['audit']).says).toContain('countersign audit export');
    expect(countersign(['audit', 'export']).says).toContain('DATABASE_URL: or DATA_FOLDER must be given');
    expect(countersign(['audit', 'erase', 'everything'], path.join(folder, 'data'))).toMatchObject({
      code: 2,
    });
  }, 60_000);
});
