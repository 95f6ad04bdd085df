import { patience, startStory, type Story } from '../support/startStory';
import { act, send, execute, dataOf } from './kit';
import { request as httpRequest } from 'node:http';
import { gzipSync } from 'node:zlib';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
const out: string[] = [];
const say = (...x: unknown[]) => { process.stderr.write(x.map((y) => typeof y === 'string' ? y : JSON.stringify(y)).join(' ') + '\n'); };
const sleep = (ms: number) => new Promise((r) => setTimeout(r, ms));
function raw(url: string, headers: any, body: Buffer): Promise<string> {
  return new Promise((res) => { const r = httpRequest(url, { method: 'POST', headers: { ...headers, 'content-length': body.length } }, (a) => { let t = ''; a.on('data', (d) => t += d); a.on('end', () => res(`${a.statusCode} ${t.slice(0, 300)}`)); }); r.on('error', (e) => res('ERR ' + e.message)); r.setTimeout(8000, () => { r.destroy(new Error('timeout')); }); r.end(body); });
}
describe('edge', () => {
  let story: Story;
  beforeAll(async () => { story = await startStory(['Adele Vance', 'Megan Bowen', 'Lidia Holloway']); }, 90000);
  afterAll(async () => { try { await story.end(); } catch (e) { say('END', String(e).slice(0, 3000)); } }, 60000);

  it('outside', async () => {
    const { sandbox } = story; const adele = story.person('Adele Vance');
    const a = act(sandbox, adele, { type: 'message', text: 'help' });
    const b64 = (o: any) => Buffer.from(JSON.stringify(o)).toString('base64url');
    const s = Math.floor(Date.now() / 1000);
    const none = `Bearer ${b64({ alg: 'none', typ: 'JWT' })}.${b64({ iss: 'https://api.botframework.com', aud: sandbox.teams.office.botId, serviceurl: a.serviceUrl, nbf: s - 60, exp: s + 600 })}.`;
    say('unsigned', await send(sandbox, a, {}, ''));
    say('none', await send(sandbox, a, {}, none));
    say('bearer junk', await send(sandbox, a, {}, 'Bearer x'));
    say('aud', await send(sandbox, a, { aud: 'other' }));
    say('expired', await send(sandbox, a, { exp: s - 4000, nbf: s - 8000 }));
    say('svcurl claim mismatch', await send(sandbox, { ...a, serviceUrl: 'https://evil.example/' }));
    say('svcurl claim mismatch2', await send(sandbox, a, { serviceurl: 'https://evil.example/' }));
    say('no serviceUrl', await send(sandbox, { ...a, serviceUrl: undefined }));
    say('json null', await send(sandbox, 'null'));
    say('json bad', await send(sandbox, '{bad'));
    say('json array', await send(sandbox, '[]'));
    say('big', await send(sandbox, JSON.stringify({ ...a, x: 'y'.repeat(400000) })));
    say('other tenant msg', await send(sandbox, { ...a, channelData: { tenant: { id: '11111111-2222-4333-8444-555555555555' } }, conversation: { ...a.conversation, tenantId: '11111111-2222-4333-8444-555555555555' } }));
    say('other tenant invoke', await send(sandbox, { ...act(sandbox, adele, execute('slots', { verb: 'slots' })), channelData: { tenant: { id: '11111111-2222-4333-8444-555555555555' } } }));
    say('no aad id invoke', await send(sandbox, { ...act(sandbox, adele, execute('slots', { verb: 'slots' })), from: { id: '29:x', name: 'x' } }));
    const t0 = readdirSync(tmpdir()).length;
    const bd = 'XX'; const mp = Buffer.concat([Buffer.from(`--${bd}\r\nContent-Disposition: form-data; name="f"; filename="a.bin"\r\nContent-Type: application/octet-stream\r\n\r\n`), Buffer.alloc(5_000_000, 65), Buffer.from(`\r\n--${bd}--\r\n`)]);
    say('multipart', await raw(sandbox.bot.messagesUrl, { 'content-type': `multipart/form-data; boundary=${bd}` }, mp));
    say('tmp files before/after', t0, readdirSync(tmpdir()).length, readdirSync(tmpdir()).filter((f) => f.startsWith('upload_')).length);
    say('gzip bomb', await raw(sandbox.bot.messagesUrl, { 'content-type': 'application/json', 'content-encoding': 'gzip' }, gzipSync(Buffer.alloc(100_000_000, 32))), 'running', sandbox.bot.isRunning());
    say('gzip junk', await raw(sandbox.bot.messagesUrl, { 'content-type': 'application/json', 'content-encoding': 'gzip' }, Buffer.from('not gzip at all')));
    await sleep(1000);
    say('running after junk gzip', sandbox.bot.isRunning());
    if (!sandbox.bot.isRunning()) { say(story.log().slice(-1200)); await sandbox.bot.restart(); }
    say('csv', await raw(sandbox.bot.messagesUrl, { 'content-type': 'text/csv' }, Buffer.from('a,b\n1,"x')));
    say('urlenc', await raw(sandbox.bot.messagesUrl, { 'content-type': 'application/x-www-form-urlencoded' }, Buffer.from('serviceUrl=x&__proto__[a]=b')));
    say('get', String((await fetch(sandbox.bot.messagesUrl)).status), sandbox.bot.isRunning());
  }, 120000);

  it('unknown things', async () => {
    const { sandbox } = story; const adele = story.person('Adele Vance');
    const chan = story.person('Megan Bowen').channel('Contoso admins');
    for (const [n, x] of Object.entries({
      unknownVerb: execute('askAgain', { verb: 'askAgain' }), proto: execute('__proto__', { verb: '__proto__' }), noVerb: execute(undefined, {}), numVerb: execute(5, {}),
      noAction: { value: {} }, noValue: { value: undefined }, strValue: { value: 'x' },
      dataString: execute('approve', 'x'), arr: execute('check', { verb: 'check', formId: '11111111-2222-4333-8444-555555555555', values: [] }),
      nonString: execute('check', { verb: 'check', formId: '11111111-2222-4333-8444-555555555555', values: { environment: 5, accountName: {}, roles: { a: 1 } } }),
      hugeForm: execute('check', { verb: 'check', formId: '11111111-2222-4333-8444-555555555555', accountName: 'x'.repeat(60000), purpose: 'y'.repeat(60000), roles: 'a,'.repeat(20000) + 'b'.repeat(20000) }),
      manyRoles: execute('check', { verb: 'check', formId: '11111111-2222-4333-8444-555555555555', accountName: 'x', purpose: 'y', roles: Array.from({ length: 3000 }, (_, i) => 'role' + i) }),
      approveBadId: execute('approve', { verb: 'approve', requestId: "x'; drop", revision: 1 }),
      approveProto: execute('approve', { verb: 'approve', requestId: { $ne: 1 }, revision: '1' }),
      statusBadId: execute('status', { verb: 'status', requestId: 'x' }), tryAgainBad: execute('tryAgain', { verb: 'tryAgain', requestId: 'nope' }), receiptNone: execute('receipt', { verb: 'receipt' }),
      fetchUnknown: { name: 'task/fetch', value: { data: { verb: 'old' } } }, submitUnknown: { name: 'task/submit', value: { data: { verb: 'old' } } }, fetchNoData: { name: 'task/fetch', value: {} },
      search: { name: 'application/search', value: { queryText: 'x', dataset: 'y' } }, feedback: { name: 'message/submitAction', value: { actionName: 'feedback', actionValue: { reaction: 'like' } } },
      compose: { name: 'composeExtension/query', value: { commandId: 'x' } }, signin: { name: 'signin/verifyState', value: { state: '1' } }, file: { name: 'fileConsent/invoke', value: {} },
      msgNoText: { type: 'message', name: undefined, text: undefined, attachments: [{ contentType: 'image/png' }] }, msgEmpty: { type: 'message', text: '' }, msgHi: { type: 'message', text: 'hello there' },
      msgValueUnknown: { type: 'message', text: undefined, value: { verb: 'zzz' } }, msgLong: { type: 'message', text: 'new ' + 'x'.repeat(50000) },
      msgNul: { type: 'message', text: 'new a\u0000b in Contoso Production because c\u0000d' },
      reaction: { type: 'messageReaction', name: undefined }, update: { type: 'messageUpdate', name: undefined, text: 'x' }, upgrade: { type: 'installationUpdate', name: undefined, action: 'add-upgrade' }, event: { type: 'event', name: 'application/vnd.microsoft.readReceipt', value: {} },
    })) {
      const before = adele.chat().length;
      const r = await send(sandbox, act(sandbox, adele, { ...x }));
      say(n, r.status, r.ms + 'ms', r.text.slice(0, 260), 'posted', adele.chat().length - before, adele.chat().length > before ? adele.chat().at(-1)!.reads.slice(0, 120).replace(/\n/g, ' / ') : '');
    }
    say('CHANNEL status older-client');
    say(story.log().split('\n').filter((l) => /"level":(50|40)/.test(l)).slice(-30).map((l) => l.slice(0, 300)).join('\n'));
  }, 120000);
});
