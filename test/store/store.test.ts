import type { Request } from '../../src/domain/request';
import {
  Conflict,
  NameAskedFor,
  type NewRequest,
  type RequestChange,
  type SoughtRequests,
  type Store,
} from '../../src/storePorts';
import { openTestStore, until } from './support/openTestStore';
import { embeddedPlace, serverPlace, type Place } from './support/places';
import { person, sampleRequest } from './support/sampleRequest';

const nothingMore = { audit: [], messages: [] };

describe.each([
  ['in the process', embeddedPlace],
  ['on a server', serverPlace],
])('the store %s', (_name, newPlace) => {
  let place: Place;
  let store: Store;
  let clock: { at: number };

  beforeAll(async () => {
    place = await newPlace();
    ({ store, clock } = await openTestStore(place.where));
  });
  afterAll(async () => {
    await store.close();
    await place.end();
  });

  async function made(
    request: NewRequest = sampleRequest(),
    around: Partial<RequestChange> = {},
  ): Promise<Request> {
    const created = await store.requests.create(
      request,
      () => ({ ...nothingMore, ...around }),
      () => undefined,
    );
    if (!('made' in created)) throw new Error('It was not made.');
    return created.made;
  }

  test('requests are numbered from R-1001 and read back as they were written', async () => {
    const request = await made();
    expect(request.number).toBeGreaterThanOrEqual(1001);
    expect(request.rowVersion).toBe(1);
    expect(await store.requests.byId(request.id)).toEqual(request);
    expect(await store.requests.byNumber(request.number)).toEqual(request);
    expect(await store.requests.byForm(request.formId)).toEqual(request);
    const name = request.content.userPrincipalName.toUpperCase();
    expect(await store.requests.byName(name)).toEqual(request);
    expect((await store.requests.byRequester(person('mona'), 1))[0]).toEqual(request);
    expect((await store.requests.open())[0]).toEqual(request);
    expect(await store.requests.byId('nobody')).toBeUndefined();
  });

  test('requests are searched by account, people, environment and time; what is typed is no pattern', async () => {
    const environmentId = 'environment-that-is-searched';
    const by = person('Searched Sally');
    const vote = { by, decision: 'approve', at: 2, revision: 1, standing: 'counts' } as const;
    const first = await made(sampleRequest({ environmentId, accountName: 'Stock 100%', requester: by }));
    const second = await made(sampleRequest({ environmentId, accountName: 'Stock_till', createdAt: 5_000 }));
    const third = await made(sampleRequest({ accountName: 'Voted on', votes: [vote] }));
    const found = async (sought: SoughtRequests): Promise<readonly number[]> =>
      (await store.requests.search(sought, 10)).map(({ number }) => number);
    expect(await found({ environmentId })).toEqual([second.number, first.number]);
    expect(await found({ words: 'searched sal' })).toEqual([third.number, first.number]);
    expect(await found({ words: by.objectId.toUpperCase() })).toEqual([third.number, first.number]);
    expect(await found({ words: 'STOCK', environmentId })).toEqual([second.number, first.number]);
    expect(await found({ words: 'k 100%', environmentId })).toEqual([first.number]);
    expect(await found({ words: '%', environmentId })).toEqual([first.number]);
    expect(await found({ words: '_', environmentId })).toEqual([second.number]);
    expect(await found({ words: "') or true --" })).toEqual([]);
    expect(await found({ environmentId, from: 1_001 })).toEqual([second.number]);
    expect(await found({ environmentId, before: 5_000 })).toEqual([first.number]);
    expect(await store.requests.search({ environmentId }, 1)).toEqual([second]);
  });

  test('of two changes made from the same reading, the second is a conflict and writes nothing', async () => {
    const read = await made();
    const stored = await store.requests.change({ request: { ...read, state: 'approved' }, ...nothingMore });
    expect(stored).toMatchObject({ state: 'approved', rowVersion: 2 });
    const late = {
      request: { ...read, state: 'rejected' as const },
      audit: [{ kind: 'late', body: {} }],
      messages: [],
    };
    await expect(store.requests.change(late)).rejects.toThrow(Conflict);
    expect(await store.requests.byId(read.id)).toEqual(stored);
    expect(await store.audit.entries(read.id)).toEqual([]);
  });

  test('a change of state that the rules do not know is refused', async () => {
    const read = await made();
    const change = store.requests.change({ request: { ...read, state: 'verified' }, ...nothingMore });
    await expect(change).rejects.toThrow('cannot go from pending to verified');
  });

  test('two requests for the last slot: one gets it, the other is refused', async () => {
    const environmentId = 'environment-with-one-slot';
    await store.slots.keep(environmentId, { begunAt: 1, holders: [] });
    const ask = () =>
      store.requests.create(
        sampleRequest({ environmentId }),
        () => nothingMore,
        (held) => (held.length < 1 ? undefined : 'noSlot'),
      );
    const answers = await Promise.all([ask(), ask(), ask(), ask()]);
    expect(answers.filter((answer) => 'made' in answer)).toHaveLength(1);
    expect(answers.filter((answer) => 'refused' in answer)).toHaveLength(3);
    expect(await store.requests.reservations(environmentId)).toHaveLength(1);
  });

  test('a reservation tells the object id that a step learned, and ends with the slot', async () => {
    const read = await made();
    const evidence = {
      how: 'made' as const,
      readAt: [1],
      from: 'Graph',
      facts: {},
      known: { objectId: 'account-1' },
    };
    const trails = { createAccount: { forward: { struck: [evidence] }, undo: {} } };
    const approved = await store.requests.change({
      request: { ...read, state: 'approved', trails },
      ...nothingMore,
    });
    const held = {
      requestId: read.id,
      userPrincipalName: read.content.userPrincipalName,
      objectId: 'account-1',
    };
    expect(await store.requests.reservations(read.content.environment.id)).toEqual([held]);
    await store.requests.change({
      request: { ...approved, state: 'withdrawn', holdsSlot: false },
      ...nothingMore,
    });
    expect(await store.requests.reservations(read.content.environment.id)).toEqual([]);
    expect(await store.requests.byName(read.content.userPrincipalName)).toBeUndefined();
  });

  test('the same form sent many times at once is one request', async () => {
    const formId = 'form-sent-often';
    const send = (environmentId: string) =>
      store.requests.create(
        sampleRequest({ formId, environmentId, accountName: 'svc-once' }),
        () => nothingMore,
        () => undefined,
      );
    const answers = await Promise.all(['one', 'one', 'other'].map(send));
    const ids = answers.map((answer) =>
      'made' in answer ? answer.made.id : 'already' in answer && answer.already.id,
    );
    expect(answers.filter((answer) => 'made' in answer)).toHaveLength(1);
    expect(new Set(ids).size).toBe(1);
  });

  test('a name that is asked for twice is refused with the number of the other, also at the same moment', async () => {
    const ask = (environmentId: string, accountName: string) =>
      made(sampleRequest({ environmentId, accountName }));
    const first = await ask('environment-1', 'svc-twice');
    await expect(ask('environment-2', 'SVC-Twice')).rejects.toMatchObject({ other: first.number });
    const gone = { ...first, state: 'withdrawn' as const, holdsSlot: false };
    const ended = await store.requests.change({ request: gone, ...nothingMore });
    const next = await ask('environment-2', 'svc-twice');
    const back = store.requests.change({ request: { ...ended, holdsSlot: true }, ...nothingMore });
    await expect(back).rejects.toMatchObject({ name: 'NameAskedFor', other: next.number });
    const race = await Promise.allSettled(['a', 'b', 'c'].map((id) => ask(`environment-${id}`, 'svc-race')));
    const refused = race.filter((one) => one.status === 'rejected');
    expect(refused).toHaveLength(2);
    for (const { reason } of refused) expect(reason).toBeInstanceOf(NameAskedFor);
  });

  test('a claimed request is not claimed again before its time is over or it is let go', async () => {
    const { id } = await made();
    const before = performance.now();
    const claim = await store.requests.claim(id, 'one', 400);
    expect(claim?.request.id).toBe(id);
    expect(claim?.deadline).toBeGreaterThan(before + 350);
    expect(claim?.deadline).toBeLessThan(performance.now() + 361);
    expect(await store.requests.claim(id, 'two', 400)).toBeUndefined();
    await store.requests.release(id, 'two');
    expect(await store.requests.claim(id, 'two', 400)).toBeUndefined();
    await until(async () => (await store.requests.claim(id, 'two', 5_000)) !== undefined);
    expect(performance.now()).toBeGreaterThan(before + 400);
    await store.requests.release(id, 'two');
    expect(await store.requests.claim(id, 'three', 50)).toBeDefined();
    expect(await store.requests.claim('nobody', 'three', 50)).toBeUndefined();
  });

  test('a message is owed once, sent, and due to be looked at after a change', async () => {
    const message = { kind: 'approve', address: { to: 'person', person: person('Adam') } } as const;
    const request = await made(sampleRequest(), { messages: [message, { ...message, kind: 'receipt' }] });
    const subject = `request:${request.id}`;
    await store.requests.change({ request, audit: [], messages: [message] });
    const [owed, other] = await store.messages.about(subject);
    expect(await store.messages.about(subject)).toHaveLength(2);
    expect(owed).toMatchObject({ ...message, state: 'owed', tries: 0 });
    await store.messages.failed(owed?.id ?? '', clock.at + 5_000);
    expect((await store.messages.about(subject))[0]).toMatchObject({ tries: 1, dueAt: clock.at + 5_000 });
    const where = { conversationId: `conversation-${request.id}`, messageId: 'message-1', shown: 'hash-1' };
    expect(await store.messages.sent(owed?.id ?? '', where)).toBe(true);
    // Another instance stood still with it, and posts it as well: the first one counts.
    expect(await store.messages.sent(owed?.id ?? '', { ...where, messageId: 'message-2' })).toBe(false);
    await store.messages.redrawn(owed?.id ?? '', 'hash-2');
    const [found] = await store.messages.about(subject);
    expect(found).toMatchObject({ id: owed?.id, ...where, state: 'sent', shown: 'hash-2', tries: 0 });
    await store.messages.ended(other?.id ?? '', 'unreachable');
    expect(await store.messages.owedAgain({ ...person('Adam'), name: 'Adam B.' })).toBe(1);
    expect((await store.messages.about(subject))[1]).toMatchObject({ state: 'owed' });
  });

  test('conversations are remembered, found by their person, and keep their wish for alerts', async () => {
    const talk = { id: 'talk-1', kind: 'personal', person: person('Adam'), reference: { at: 1 } } as const;
    const channel = { id: 'channel-1', kind: 'channel', name: 'CRM', reference: {} } as const;
    await store.conversations.remember(talk);
    await store.conversations.remember(channel);
    expect(await store.conversations.withPerson(person('ADAM'))).toEqual(talk);
    await store.conversations.setAlerts('channel-1', true);
    await store.conversations.remember({ ...channel, name: 'CRM team' });
    expect(await store.conversations.alerted()).toEqual([{ ...channel, name: 'CRM team' }]);
    await store.conversations.forget('channel-1');
    expect(await store.conversations.byId('channel-1')).toBeUndefined();
  });

  test('of slots the reading begun last is kept, and a level is told by one alone', async () => {
    const id = 'environment-told';
    await store.slots.keep(id, { begunAt: 20, holders: [], toldLimit: 7 });
    await store.slots.keep(id, { begunAt: 10, holders: [], toldLimit: 5 });
    expect(await store.slots.reading(id)).toEqual({ begunAt: 20, holders: [], toldLimit: 7 });
    const ledger = { used: 7, disabled: 0, reserved: 0, limit: 7, free: 0 };
    const notice = { kind: 'full', address: { to: 'conversation', conversationId: 'c-1' } } as const;
    let decided = 0;
    const tell = () =>
      store.slots.tell(id, (told, reading) => {
        if (told === 'full' || reading?.toldLimit !== 7) return undefined;
        decided += 1;
        return { level: 'full', ledger, messages: [{ ...notice, payload: { free: 0 } }] };
      });
    await Promise.all([tell(), tell(), tell()]);
    expect(decided).toBe(1);
  });

  test('an audit chain holds, holds without its words, and shows where it was changed', async () => {
    const words = { purpose: 'Imports orders', name: 'Mona' };
    await store.audit.append('chain-1', [{ kind: 'asked', body: { b: 1, a: [1.5, null] }, words }]);
    await Promise.all([1, 2, 3].map((n) => store.audit.append('chain-1', [{ kind: 'read', body: { n } }])));
    await store.audit.append('chain-2', [{ kind: 'asked', body: {}, words }]);
    const [first] = await store.audit.entries('chain-1');
    expect(first?.words).toEqual(words);
    expect(JSON.stringify(first?.body)).not.toContain('Mona');
    expect(await store.audit.firstBroken('chain-1')).toBeUndefined();
    await store.audit.eraseWords('chain-1', 'a test');
    expect((await store.audit.entries('chain-1'))[0]?.words).toEqual({});
    expect(await store.audit.firstBroken('chain-1')).toBeUndefined();

    await store.close();
    await place.behindItsBack(`update audit set body = '{"n": 9}' where chain = 'chain-1' and seq = 3`);
    await place.behindItsBack(
      `update audit_words set words = 'Eve' where chain = 'chain-2' and name = 'name'`,
    );
    ({ store, clock } = await openTestStore(place.where));
    expect(await store.audit.firstBroken('chain-1')).toBe(3);
    expect(await store.audit.firstBroken('chain-2')).toBe(1);
  });

  test('work is woken by changes and by the sweep, never twice at once for one request', async () => {
    const advanced: string[] = [];
    const delivered: string[] = [];
    let atWork = 0;
    let most = 0;
    await store.queue.work({
      async advance(id) {
        most = Math.max(most, ++atWork);
        await new Promise((resolve) => setTimeout(resolve, 100));
        atWork -= 1;
        advanced.push(id);
        if (advanced.length === 1) throw new Error('This worker fails once.');
      },
      deliver(subject) {
        delivered.push(subject);
        return Promise.resolve();
      },
    });
    const times = (id: string) => advanced.filter((one) => one === id).length;

    const one = await made(sampleRequest(), { due: clock.at });
    await until(() => times(one.id) === 1 && delivered.includes(`request:${one.id}`));
    await store.queue.sweep();
    await until(() => times(one.id) === 2);

    await store.requests.claim(one.id, 'somebody', 60_000);
    advanced.length = 0;
    const other = await made(sampleRequest(), { due: clock.at + 3_600_000 });
    await store.queue.sweep();
    const woken = performance.now();
    await store.requests.wake(other.id);
    await until(() => times(other.id) === 1);
    expect(performance.now() - woken).toBeLessThan(1_900); // told at once, not found by looking every 2 s
    expect(times(one.id)).toBe(0);

    most = 0;
    await Promise.all([1, 2, 3, 4].map(() => store.requests.wake(other.id)));
    await until(() => times(other.id) >= 2);
    await store.requests.wake(other.id);
    await until(() => atWork === 0);
    expect(most).toBe(1);

    const many = await Promise.all(
      Array.from({ length: 32 }, () => made(sampleRequest(), { due: clock.at })),
    );
    // Four hands that looked only every 2 s between jobs would take 14 s.
    await until(() => many.every(({ id }) => times(id) === 1), 10_000);
  });

  test('it says that it answers', async () => {
    expect(await store.healthy()).toBe(true);
  });
});
