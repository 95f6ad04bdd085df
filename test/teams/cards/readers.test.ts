import type { Request } from '../../../src/domain/request';
import { english } from '../../../src/texts/english';
import { approvalCard, approvalDialogCard } from '../../../src/teams/cards/approvalCard';
import { approvalChannelCard } from '../../../src/teams/cards/approvalChannelCard';
import { endCard } from '../../../src/teams/cards/endCard';
import { progressCard, type Progress } from '../../../src/teams/cards/progressCard';
import { receiptCard } from '../../../src/teams/cards/receiptCard';
import type { Message } from '../../../src/ports';
import { sampleSteps } from './sampleSteps';
import { buttonTitles, piecesOf, readText } from './readCard';
import { at, ordinary, person, sampleRequest, verifiedRequest } from './sampleRequest';

const adele = person('Adele Vance', 'adele');
const megan = person('Megan Bowen', 'megan');
const other = person('Alex Wilber', 'alex');
const reach = { reached: ['Megan Bowen'], notReached: [], onTheWay: [] };

/** The progress card as one person reads it. */
function progress(request: Request, viewer?: Progress['viewer']): Message {
  const who = viewer === undefined ? {} : { viewer };
  return progressCard(english, request, { steps: sampleSteps(4), reach, audience: 'person', ...who });
}

it.each(['pending', 'approved', 'queued'] as const)('only whoever asked can withdraw while %s', (state) => {
  const request = sampleRequest(state);
  expect(buttonTitles(progress(request, adele))).toEqual(['Withdraw…', 'Withdraw']);
  expect(buttonTitles(progress(request, megan))).toEqual([]);
  expect(buttonTitles(progress(request))).toEqual([]);
});

it('whoever asked or approved can try again; others read who can', () => {
  const attention = {
    step: 'lendLicence',
    direction: 'forward',
    code: 'waitedTooLong',
    why: { code: 'noSeat' },
    since: at(5),
    tries: 6,
  } as const;
  const stuck = sampleRequest('provisioning', ordinary, { attention });
  for (const viewer of [adele, megan, undefined]) {
    expect(buttonTitles(progress(stuck, viewer))).toEqual(['Try again', 'Give up…', 'Give up']);
    expect(readText(progress(stuck, viewer))).not.toContain('Whoever asked, and whoever approved');
  }
  expect(buttonTitles(progress(stuck, other))).toEqual([]);
  expect(readText(progress(stuck, other))).toContain('Whoever asked, and whoever approved, has the buttons');
  const voided = stuck.votes.map((vote) => ({ ...vote, standing: 'void' as const }));
  expect(buttonTitles(progress({ ...stuck, votes: voided }, megan))).toEqual([]);
});

it.each([approvalCard, approvalDialogCard])('nobody is offered to decide what is their own', (make) => {
  const pending = sampleRequest('pending');
  const owned = { ...pending, content: { ...pending.content, owner: other } };
  const mine = make(english, owned, adele);
  expect(readText(mine)).toContain('This is your own request: a second admin decides.');
  expect(buttonTitles(mine)).toEqual([]);
  expect(mine.text).toBeUndefined();
  expect(mine.summary).toBe('Approval wanted: SAP stock connector in Contoso Production');
  const wouldOwn = make(english, owned, other);
  expect(readText(wouldOwn)).toContain('You would own this account: another admin decides.');
  expect(buttonTitles(wouldOwn)).toEqual([]);
  expect(buttonTitles(make(english, owned, megan))).toEqual([
    ...['Approve', 'Reject…', 'Reject', 'Ask…', 'Ask'],
  ]);
});

it('a channel is told both ways to the whole request', () => {
  const text = readText(approvalChannelCard(english, sampleRequest('pending')));
  expect(text).toContain(
    '6 of 7 slots used afterwards. Approvers get it in their own chat, or press Review…',
  );
});

it('an approved request that cannot begin says what was not checked, since when, and that nothing is made', () => {
  const heldUp = { why: { code: 'notChecked', facts: { service: 'Dataverse' } }, since: at(6) };
  const text = readText(progress(sampleRequest('approved', ordinary, { heldUp })));
  expect(text).toContain(
    'Not everything could be checked. Dataverse does not answer.\nSince {{DATE(2026-11-24T13:06:00Z,SHORT)}}',
  );
  expect(text).toContain('It is checked again by itself; nothing is made before.');
  expect(readText(progress(sampleRequest('approved')))).not.toContain('Not everything could be checked');
});

it('an approved request that something spoke against once says that it is read again before that counts', () => {
  const heldUp = { why: { code: 'settling' }, since: at(6), noSince: at(6) } as const;
  const text = readText(progress(sampleRequest('approved', ordinary, { heldUp })));
  expect(text).toContain('Something spoke against it. One reading can be mistaken. It is read once more');
  expect(text).not.toContain('Not everything could be checked');
});

it('an expired request says nobody decided only where nobody did', () => {
  const { votes } = sampleRequest('approved');
  const end = (change: Partial<Request>): string =>
    readText(endCard(english, sampleRequest('expired', ordinary, change), { audience: 'person' }));
  expect(end({})).toContain('Nobody decided in time');
  const half = end({ votes, approvalsNeeded: 2 });
  expect(half).toContain('Not decided in time');
  const heldUp = { why: { code: 'notChecked', facts: { service: 'Graph' } }, since: at(6) };
  const late = end({ votes, heldUp });
  expect(late).toContain('Approved, but it could not begin in time\n');
  expect(late).toContain(
    'What it waited for last: Graph does not answer.\nOnce that is put right, ask for it again.',
  );
  expect(`${half}${late}`).not.toContain('Nobody decided');
  expect(end({ votes })).not.toContain('What it waited for last');
});

it('what people copy from a receipt stands whole, also a version of 32 digits and letters', () => {
  const version = '0123456789abcdef0123456789abcdef';
  const secret = 'svc-a-connector-of-a-rather-long-name';
  const signInName = `${secret}@contoso.com`;
  const facts = { version, secret, signInName, enabled: true };
  const evidence = { how: 'made', readAt: [at(1)], from: 'Key Vault', facts } as const;
  const request = verifiedRequest(ordinary, {
    trails: { storePassword: { forward: { evidence }, undo: {} } },
  });
  const message = receiptCard(english, { request, entries: [], holds: true });
  const texts = piecesOf(message.card).map(({ object }) => object['text']);
  expect(texts).toEqual(expect.arrayContaining([version, secret, signInName]));
  expect(readText(message)).toContain('Before: not so. After: enabled\nVersion\n');
});

it("a channel's result has no space too many", () => {
  const text = readText(endCard(english, verifiedRequest(), { audience: 'channel' }));
  expect(text).toContain('Basic User. 6 of 7 slots used. Asked by Adele Vance');
  expect(text).not.toContain('  ');
});

it('a card asks nobody a question that is not theirs: it says first why there is nothing to decide', () => {
  const pending = sampleRequest('pending');
  const vote = { by: megan, decision: 'approve', at: at(2), revision: 1, standing: 'counts' } as const;
  const first = (message: Message): string[] => readText(message).split('\n').slice(1, 4);
  expect(first(approvalCard(english, pending, megan))[0]).toBe('Approve a non-interactive user?');
  expect(first(approvalCard(english, pending, adele))).toEqual([
    'A second admin decides',
    'Adele Vance asks, for Contoso Production',
    'This is your own request: a second admin decides.',
  ]);
  const voted = first(approvalCard(english, { ...pending, approvalsNeeded: 2, votes: [vote] }, megan));
  expect([voted[0], voted[2]]).toEqual(['You have decided', 'Your approval counts.']);
});

it('where nobody could be asked the band says so, and what to do; a channel is told nothing of it', () => {
  const nobody = { reached: [], notReached: ['Megan Bowen'], onTheWay: [] };
  const card = (audience: 'person' | 'channel'): Message =>
    progressCard(english, sampleRequest('pending'), { steps: [], reach: nobody, audience });
  expect(readText(card('person'))).toContain(
    '! Waiting for approval · R-1042\nNobody could be asked\nSAP stock connector · Contoso Production\nTell a second admin',
  );
  expect(JSON.stringify(card('person').card)).toContain('"style":"attention"');
  expect(readText(card('channel'))).not.toContain('Nobody could be asked');
});

it('a receipt whose entries do not fit together says so in its band, and is not green', () => {
  const message = receiptCard(english, { request: verifiedRequest(), entries: [], holds: false });
  expect(readText(message).split('\n').slice(0, 5).join('\n')).toContain('! The audit was changed');
  expect(JSON.stringify(message.card)).not.toContain('"style":"good"');
});
