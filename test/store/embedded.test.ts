import { spawn } from 'node:child_process';
import fs, { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StoreBusy } from '../../src/store/holdFolder';
import { openTestStore, until } from './support/openTestStore';
import { sampleRequest } from './support/sampleRequest';

const support = join(__dirname, 'support');
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'countersign-store-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('what a process committed is there after it was killed, and its folder is free again', async () => {
  const child = spawn(
    process.execPath,
    ['-r', join(support, 'typescript.cjs'), join(support, 'committer.ts'), folder],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  try {
    await until(() => said.split('\n').length > 20, 25_000);
    await expect(openTestStore({ folder })).rejects.toThrow(StoreBusy);
    await expect(openTestStore({ folder })).rejects.toThrow(folder);
  } finally {
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('close', resolve));
  }
  const { store } = await openTestStore({ folder });
  try {
    const open = (await store.requests.open()).map((request) => request.id);
    for (const id of said.split('\n').slice(0, -1)) {
      expect(open).toContain(id);
      expect(await store.audit.firstBroken(id)).toBeUndefined();
    }
  } finally {
    await store.close();
  }
});

test('each commit is handed to the disk before it is acknowledged', async () => {
  const sync = jest.spyOn(fs, 'fsyncSync');
  const { store } = await openTestStore({ folder });
  try {
    const before = sync.mock.calls.length;
    const request = sampleRequest();
    await store.requests.create(
      request,
      () => ({ audit: [], messages: [] }),
      () => undefined,
    );
    expect(sync.mock.calls.length).toBeGreaterThan(before);
  } finally {
    await store.close();
    sync.mockRestore();
  }
});
