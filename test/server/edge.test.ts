import { request as httpRequest } from 'node:http';
import { gzipSync } from 'node:zlib';
import { forgeClick } from '../support/forgeClick';
import { patience, startStory, type Story } from '../support/startStory';

/** Posts a raw body and gives the status and the answer's text; status 0 where the connection broke. */
function post(
  url: string,
  body: Buffer | string,
  headers: Record<string, string>,
): Promise<[number, string]> {
  return new Promise((resolve) => {
    const sent = httpRequest(url, { method: 'POST', headers }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () => {
        resolve([answer.statusCode ?? 0, Buffer.concat(parts).toString()]);
      });
    });
    sent.on('error', () => {
      resolve([0, '']);
    });
    sent.end(body);
  });
}

describe('the door of the bot', () => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory(['Adele Vance', 'Megan Bowen', 'Lidia Holloway']);
  }, 60_000);
  afterEach(() => {
    story.sandbox.cloud.faults.clear();
  });
  afterAll(() => story.end(), 60_000);

  it('lives through whatever is posted by somebody without a token, and says nothing but a status', async () => {
    const { messagesUrl, url } = story.sandbox.bot;
    const json = { 'content-type': 'application/json' };
    const activity = JSON.stringify({
      type: 'message',
      channelId: 'msteams',
      serviceUrl: 'https://x.example/',
    });
    const token = { ...json, authorization: 'Bearer not.a.token' };
    const answers = [
      await post(messagesUrl, activity, json),
      await post(messagesUrl, activity, token),
      await post(messagesUrl, 'not json', token),
      await post(messagesUrl, '[]', token),
      await post(messagesUrl, JSON.stringify({ type: 'message' }), token),
      await post(messagesUrl, 'not gzip at all', { ...token, 'content-encoding': 'gzip' }),
      await post(messagesUrl, gzipSync(activity), { ...token, 'content-encoding': 'gzip' }),
      await post(messagesUrl, 'a=b', { ...token, 'content-type': 'multipart/form-data; boundary=x' }),
      await post(messagesUrl, JSON.stringify({ big: 'x'.repeat(300_000) }), token),
    ];
    expect(answers.map(([status]) => status)).toEqual([401, 401, 400, 400, 400, 415, 415, 415, 413]);
    expect(answers.map(([, text]) => text).join('')).not.toMatch(/error|token|JSON|gzip/i);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
  });

  it('answers a click in time, and keeps the vote, though Teams cannot be written to just then', async () => {
    const [adele, megan] = [story.person('Adele Vance'), story.person('Megan Bowen')];
    const label = await story.ask(adele, { environment: 'Contoso Production', accountName: 'Slow Teams' });
    await story.opened('Megan Bowen', label);
    story.sandbox.cloud.faults.add({
      service: 'Teams',
      method: 'PUT',
      times: 2,
      kind: 'status',
      status: 500,
    });
    const outcome = await megan.clicks('Reject', { on: label, inputs: { reason: 'Not now.' } });
    expect(outcome.is).toBe('card');
    await adele.waitsFor('Not now.', patience);
  }, 60_000);

  it('gives somebody without right nothing, though the directory could not say so at the click', async () => {
    const [adele, megan, lidia] = ['Adele Vance', 'Megan Bowen', 'Lidia Holloway'].map((name) =>
      story.person(name),
    );
    if (adele === undefined || megan === undefined || lidia === undefined)
      throw new Error('Nobody is there.');
    const label = await story.ask(adele, {
      environment: 'Contoso Production',
      accountName: 'Unresolved vote',
    });
    await story.opened('Megan Bowen', label);
    story.sandbox.cloud.faults.add({
      service: 'Dataverse',
      path: 'roles',
      times: 'always',
      kind: 'status',
      status: 500,
    });
    expect(await forgeClick(story.sandbox, lidia, megan, 'Approve', label)).toBe(200);
    const noted = await lidia.waitsFor('Your vote is noted', patience);
    expect(noted.reads).not.toContain('Unresolved vote');
    story.sandbox.cloud.faults.clear();
    // Once the directory answers, the vote is void: it neither decides nor shows her anything.
    story.moveClock(10_000);
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    await lidia.writes(`status ${label}`);
    await lidia.waitsFor('There is no such request', patience);
    const card = await adele.waitsFor((message) => message.reads.includes(label), patience);
    expect(card.reads).toContain('Waiting for approval');
    await adele.writes(`withdraw ${label}`);
    await adele.waitsFor('The request is withdrawn', patience);
  }, 90_000);

  it('answers what it does not know: an empty message, an old button, an app that was brought up to date', async () => {
    const adele = story.person('Adele Vance');
    await adele.writes('make me a sandwich');
    const answer = await adele.waitsFor('I did not understand that', patience);
    expect(answer.reads).toContain('[Ask for one]');
    expect(await adele.writes(' ')).toBe(200);
  });
});
