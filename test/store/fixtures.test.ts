import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { migrations } from '../../src/store/migrate';
import { fixtureNames, loadStore, readFixture, schemaOf } from './support/loadFixture';
import { openTestStore } from './support/openTestStore';

describe('what earlier versions stored', () => {
  it('is kept for every schema that there was', () => {
    const schemas = new Set(fixtureNames().map((name) => schemaOf(readFixture(name))));
    for (const { version } of migrations) expect(schemas).toContain(version);
  });

  it('is opened by the present version with nothing lost: every request, its chain and its messages', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'countersign-fixture-'));
    const fixture = readFixture('schema-1');
    await loadStore(fixture, folder);
    const { store } = await openTestStore({ folder });
    try {
      for (const { id, number, body } of fixture.tables.requests) {
        expect(await store.requests.byId(id)).toMatchObject({ ...body, number });
        expect(await store.audit.firstBroken(id)).toBeUndefined();
        const subject = `request:${id}`;
        const messages = fixture.tables['messages']?.filter((row) => row['subject'] === subject);
        expect(await store.messages.about(subject)).toHaveLength(messages?.length ?? 0);
      }
    } finally {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
