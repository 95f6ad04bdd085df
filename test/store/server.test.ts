import { sql } from 'kysely';
import { PgBoss } from 'pg-boss';
import { SchemaTooNew } from '../../src/store/migrate';
import { openServer } from '../../src/store/openServer';
import { transact } from '../../src/store/transact';
import { wakeThrough } from '../../src/store/wake';
import { openTestStore, quiet, until } from './support/openTestStore';
import { sampleRequest } from './support/sampleRequest';
import { runSql, startPostgres, type TestServer } from './support/startPostgres';

let server: TestServer;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());

const waiting = (databaseUrl: string) =>
  runSql(databaseUrl, 'select singleton_key from pgboss.job order by 1');

test('instances that start at once on an empty server take turns, and share the work', async () => {
  const databaseUrl = await server.freshDatabase();
  const opened = await Promise.all([1, 2, 3].map(() => openTestStore({ databaseUrl })));
  const stores = opened.map(({ store }) => store);
  try {
    const advanced: string[] = [];
    for (const store of stores) {
      await store.queue.work({
        advance: (id) => Promise.resolve(void advanced.push(id)),
        deliver: () => Promise.resolve(),
      });
    }
    const requests = [1, 2, 3, 4, 5, 6].map(() => sampleRequest());
    const around = () => ({ audit: [], messages: [], due: 0 });
    const create = async (request: (typeof requests)[number], i: number) =>
      stores[i % 3]?.requests.create(request, around, () => undefined);
    await Promise.all(requests.map(create));
    await until(() => advanced.length >= 6);
    expect([...advanced].sort()).toEqual(requests.map((request) => request.id).sort());
  } finally {
    await Promise.all(stores.map((store) => store.close()));
  }
});

test('work that was woken in a transaction is there only if the transaction is', async () => {
  const databaseUrl = await server.freshDatabase();
  await (await openTestStore({ databaseUrl })).store.close();
  const engine = openServer(databaseUrl, quiet);
  const boss = await new PgBoss({ ...engine.boss, supervise: false }).start();
  const wake = wakeThrough(boss);
  try {
    const broken = transact(engine.db, async (tx) => {
      await wake('advance', 'rolled-back', 0, tx);
      throw new Error('after the wake');
    });
    await expect(broken).rejects.toThrow('after the wake');
    expect(await waiting(databaseUrl)).toEqual([]);
    await transact(engine.db, async (tx) => {
      await wake('advance', 'committed', 3_600_000, tx);
      expect(await waiting(databaseUrl)).toEqual([]);
    });
    await wake('advance', 'committed', 0);
    expect(await waiting(databaseUrl)).toEqual([{ singleton_key: 'committed' }]);
  } finally {
    await boss.stop();
    await engine.close();
  }
});

test('a connection that is cut between two statements of a transaction fails that work, and nothing else', async () => {
  const databaseUrl = await server.freshDatabase();
  const { db, close } = openServer(databaseUrl, quiet);
  try {
    const work = db.transaction().execute(async (tx) => {
      await sql`select 1`.execute(tx);
      await runSql(
        databaseUrl,
        'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
      );
      await new Promise((resolve) => setTimeout(resolve, 200));
      await sql`select 2`.execute(tx);
    });
    await expect(work).rejects.toThrow();
    expect((await sql`select 3 as three`.execute(db)).rows).toEqual([{ three: 3 }]);
  } finally {
    await close();
  }
});

test('a database of a later release is refused and left alone', async () => {
  const databaseUrl = await server.freshDatabase();
  await (await openTestStore({ databaseUrl })).store.close();
  await runSql(databaseUrl, 'insert into schema_versions (version) values (99)');
  await expect(openTestStore({ databaseUrl })).rejects.toThrow(SchemaTooNew);
});

test('a message that was sent is looked at again after a change, once', async () => {
  const databaseUrl = await server.freshDatabase();
  const { store, clock } = await openTestStore({ databaseUrl });
  try {
    const delivered: string[] = [];
    const message = { kind: 'status', address: { to: 'conversation', conversationId: 'c-1' } } as const;
    const created = await store.requests.create(
      sampleRequest(),
      () => ({ audit: [], messages: [message] }),
      () => undefined,
    );
    if (!('made' in created)) throw new Error('It was not made.');
    const subject = `request:${created.made.id}`;
    const [owed] = await store.messages.about(subject);
    await store.messages.sent(owed?.id ?? '', { conversationId: 'c-1', messageId: 'm-1', shown: 'h' });
    await store.requests.change({ request: created.made, audit: [], messages: [] });
    const pending = async () => (await runSql(databaseUrl, 'select pending from messages'))[0]?.['pending'];
    expect(await pending()).toBe(true);

    await runSql(databaseUrl, 'delete from pgboss.job');
    clock.at += 1;
    await store.queue.work({
      advance: () => Promise.resolve(),
      deliver: (about) => Promise.resolve(void delivered.push(about)),
    });
    await store.queue.sweep();
    await until(async () => delivered.includes(subject) && (await pending()) === false);
  } finally {
    await store.close();
  }
});

test('a delivery that ends after the request changed leaves the messages owed, whoever delivered meanwhile', async () => {
  const databaseUrl = await server.freshDatabase();
  const { store } = await openTestStore({ databaseUrl });
  try {
    const message = { kind: 'status', address: { to: 'conversation', conversationId: 'c-1' } } as const;
    const created = await store.requests.create(
      sampleRequest(),
      () => ({ audit: [], messages: [message] }),
      () => undefined,
    );
    if (!('made' in created)) throw new Error('It was not made.');
    const { made } = created;
    const [owed] = await store.messages.about(`request:${made.id}`);
    const id = owed?.id ?? '';
    await store.messages.sent(id, { conversationId: 'c-1', messageId: 'm-1', shown: 'first' });
    let deliveries = 0;
    await store.queue.work({
      advance: () => Promise.resolve(),
      deliver: async () => {
        deliveries += 1;
        if (deliveries > 1) return store.messages.redrawn(id, 'newest');
        // This one stands still: another changes the request, delivers and settles it, and no job is left.
        await store.requests.change({ request: made, audit: [], messages: [] });
        await store.messages.redrawn(id, 'newest');
        await runSql(databaseUrl, "delete from pgboss.job where state = 'created'");
        await store.messages.redrawn(id, 'old');
      },
    });
    await until(async () => {
      await store.queue.sweep();
      return (await store.messages.about(`request:${made.id}`))[0]?.shown === 'newest' && deliveries > 1;
    });
  } finally {
    await store.close();
  }
});
