import type { Request } from '../../../src/domain/request';
import { english } from '../../../src/texts/english';
import { approvalCard } from '../../../src/teams/cards/approvalCard';
import { approvalChannelCard } from '../../../src/teams/cards/approvalChannelCard';
import { endCard } from '../../../src/teams/cards/endCard';
import { formCard } from '../../../src/teams/cards/formCard';
import { needsYouCard } from '../../../src/teams/cards/needsYouCard';
import { progressCard } from '../../../src/teams/cards/progressCard';
import { receiptCard } from '../../../src/teams/cards/receiptCard';
import { slotsCard } from '../../../src/teams/cards/slotsCard';
import { sampleSteps } from './sampleSteps';
import { sampleForm } from './formSamples';
import { buttonTitles, piecesOf, readText } from './readCard';
import {
  at,
  failedRequest,
  ordinary,
  person,
  plan,
  sampleRequest,
  sampleTerms,
  verifiedRequest,
} from './sampleRequest';

const reach = { reached: ['Megan Bowen'], notReached: ['Alex Wilber'], onTheWay: [] };

it('the approval says everything that will be done, and offers two ways to decide', () => {
  const message = approvalCard(english, sampleRequest('pending'));
  const text = readText(message);
  expect(message.summary).toBe(
    'Adele Vance asks you to approve a non-interactive user in Contoso Production',
  );
  expect(message.text).toBe(message.summary);
  for (const said of [
    'Waiting for approval · R-1042',
    'Adele Vance asks, for Contoso Production',
    '1 left',
  ]) {
    expect(text).toContain(said);
  }
  expect(text).toContain('Why: “Nightly stock sync from SAP”');
  expect(text).toContain('Digest 4F7A-91C2 · open until {{DATE(2026-11-27T13:00:00Z,SHORT)}}');
  expect(buttonTitles(message)).toEqual(['Approve', 'Reject…', 'Reject', 'Ask…', 'Ask']);
});

it('a privileged role is bold, and the band warns of it', () => {
  const content = { ...sampleRequest('pending').content, roles: [{ id: 'r', name: 'System Administrator' }] };
  const terms = sampleTerms({ privilegedRoles: ['System Administrator'] });
  const pieces = piecesOf(approvalCard(english, sampleRequest('pending', ordinary, { content, terms })).card);
  const bold = pieces
    .filter(({ object }) => object['weight'] === 'Bolder')
    .map(({ object }) => object['text']);
  expect(bold).toContain('System Administrator');
  expect(pieces.some(({ object }) => object['style'] === 'warning')).toBe(true);
});

it('a sensitive request asks for the name of its environment before it can be approved', () => {
  const sensitive = sampleRequest('pending', ordinary, { terms: sampleTerms({ sensitive: true }) });
  const message = approvalCard(english, sensitive);
  expect(readText(message)).toContain('! Sensitive environment.');
  expect(buttonTitles(message)).toEqual(['Approve…', 'Approve', 'Reject…', 'Reject', 'Ask…', 'Ask']);
  expect(JSON.stringify(message.card)).toContain('"label":"To approve, type the name of the environment"');
});

it('whoever voted reads that it is noted, and cannot vote again', () => {
  const megan = person('Megan Bowen', 'megan');
  const vote = { by: megan, decision: 'approve', at: at(2), revision: 1, standing: 'unresolved' } as const;
  const message = approvalCard(english, sampleRequest('pending', ordinary, { votes: [vote] }), megan);
  expect(readText(message)).toContain('Your approval is noted. It counts once the directory confirms');
  expect(buttonTitles(message)).toEqual([]);
});

it('a decided approval says who and when, on every copy', () => {
  for (const make of [approvalCard, approvalChannelCard]) {
    expect(readText(make(english, sampleRequest('approved')))).toContain('Approved by Megan Bowen');
    const rejected = readText(make(english, sampleRequest('rejected')));
    expect(rejected).toContain(
      'Nothing was made\nRejected by Megan Bowen · Contoso Production\n{{DATE(2026-11-24T13:03:00Z',
    );
  }
});

it('progress tells the step that waits, for what, since when, and when it looks again', () => {
  const steps = sampleSteps(5, { why: { code: 'licenceNotSeen' }, since: at(5), until: at(11) });
  const message = progressCard(english, sampleRequest('provisioning'), { steps, reach, audience: 'person' });
  const text = readText(message);
  expect(text).toContain(
    'Waiting · R-1042\nStep 6 of 12 waits for the licence\nSAP stock connector · Contoso Production',
  );
  expect(text).toContain(
    'Since {{TIME(2026-11-24T13:05:00Z)}}, looking again at **{{TIME(2026-11-24T13:11:00Z)}}**',
  );
  expect(text).toContain(
    '✓\nLent the licence\n●\nBringing the account into the environment\n○\nSet Access Mode',
  );
});

it('whoever asked sees who was reached and who was not', () => {
  const text = readText(
    progressCard(english, sampleRequest('pending'), { steps: [], reach, audience: 'person' }),
  );
  expect(text).toContain('Asked: Megan Bowen');
  expect(text).toContain('! Not reached: Alex Wilber');
});

it('trouble is said in three sentences: what, since when, what to do', () => {
  const why = { code: 'noSeat', facts: { licence: 'Dynamics 365 Sales Enterprise', seats: 40 } };
  const attention = {
    step: 'lendLicence',
    direction: 'forward',
    code: 'waitedTooLong',
    why,
    since: at(5),
    tries: 6,
  } as const;
  const stuck = sampleRequest('provisioning', ordinary, { attention });
  const message = needsYouCard(english, stuck, sampleSteps(4, undefined, 'attention'), {
    lastTriedAt: at(45),
  });
  const text = readText(message);
  expect(text).toContain('! Needs you · R-1042\nNo licence seat is free');
  expect(text).toContain(
    'All 40 seats of Dynamics 365 Sales Enterprise are taken.\nTried 6 times since {{TIME(',
  );
  expect(text).toContain('**Free or buy a seat, then press Try again.** What is done stays done.');
  expect(text).toContain('!\nLending the licence: stopped');
  expect(buttonTitles(message)).toEqual(['Try again', 'Give up…', 'Give up']);
});

it('the good end says only what was read back, by both readings', () => {
  const text = readText(endCard(english, verifiedRequest(), { audience: 'person' }));
  expect(text).toContain('Access Mode: Non-interactive');
  expect(text).toContain(
    'Read back at {{TIME(2026-11-24T13:31:00Z)}} and {{TIME(2026-11-24T13:33:00Z)}} on {{DATE(',
  );
  expect(text).toContain(
    'Account\nEnabled\nLicence\nTaken back\nRoles\nStock Sync Reader, Basic User\nSlots\n6 of 7 used, 1 left',
  );
});

it.each([
  ['no evidence', undefined],
  ['one reading', { how: 'found', readAt: [at(31)], from: 'Dataverse', facts: { accessMode: 4 } }],
  ['another mode', { how: 'found', readAt: [at(31), at(33)], from: 'Dataverse', facts: { accessMode: 0 } }],
] as const)('nobody is told "verified" with %s', (_what, evidence) => {
  const trails = { verify: { forward: evidence === undefined ? {} : { evidence }, undo: {} } };
  const request = verifiedRequest(ordinary, { trails });
  expect(() => endCard(english, request, { audience: 'person' })).toThrow('R-1042');
});

it('what was there before is said to have been there', () => {
  const request = verifiedRequest();
  const evidence = { how: 'found', readAt: [at(8)], from: 'Entra', facts: {} } as const;
  const trails = { ...request.trails, createAccount: { forward: { evidence }, undo: {} } };
  expect(readText(endCard(english, { ...request, trails }, { audience: 'person' }))).toContain(
    'The account was already there',
  );
});

it('a failure says where it stopped, why, what to do, what is cleaned up and what is left', () => {
  const clean = readText(endCard(english, failedRequest([]), { audience: 'person' }));
  expect(clean).toContain('Not made. Everything is cleaned up');
  expect(clean).toContain(
    'Stopped at step 7 of 12, set Access Mode to Non-interactive: the environment has reached its limit of 7. Retire one, then ask again.',
  );
  expect(clean).toContain(
    '✓\nTook the licence back\n✓\nBlocked the sign-in\n✓\nDisabled the password in Key Vault',
  );
  const left = readText(endCard(english, failedRequest(['lendLicence']), { audience: 'person' }));
  expect(left).toContain('Not made. 1 thing is left for you');
  expect(left).toContain('!\nTake the licence back');
  expect(left).not.toContain('Took the licence back');
});

it('a refused form names the fields, says a sentence at each, and keeps what was typed', () => {
  const problems = [
    { field: 'accountName', why: { code: 'nameAskedFor', facts: { request: 'R-1031' } } },
    { field: 'roles', why: { code: 'required' } },
  ] as const;
  const message = formCard(english, sampleForm(ordinary, problems));
  const text = readText(message);
  expect(text).toContain(
    '2 things to change\nName of the account, Security roles. Everything you typed is kept.',
  );
  expect(text).toContain(
    '! This name was asked for before: R-1031. Choose another, or look at that request.',
  );
  expect(JSON.stringify(message.card)).toContain('"value":"SAP stock connector"');
});

it('slots stand fullest first, with a bar up to nine', () => {
  const environment = (name: string): { id: string; name: string } => ({ id: name, name });
  const counts = { disabled: 0, reserved: 2 };
  const text = readText(
    slotsCard(english, [
      { environment: environment('Roomy'), ledger: { ...counts, used: 1, limit: 20, free: 17 } },
      { environment: environment('Full'), ledger: { ...counts, used: 5, limit: 7, free: 0 } },
    ]),
  );
  expect(text).toContain('2 environments, 1 of them full');
  expect(text.indexOf('Full')).toBeLessThan(text.indexOf('Roomy'));
  expect(text).toContain('0 free: 5 used, 2 held for requests, of 7.\n██ ██ ██ ██ ██ ▒▒ ▒▒');
});

it('a long receipt still fits, and says that it was shortened', () => {
  const facts = Object.fromEntries(
    Array.from({ length: 20 }, (_, index) => [`fact${String(index)}`, 'x '.repeat(200)]),
  );
  const evidence = { how: 'made', readAt: [at(1), at(2)], from: 'Entra', facts } as const;
  const trails = Object.fromEntries(
    plan.map((name) => [name, { forward: { evidence }, undo: { evidence } }]),
  );
  const request = failedRequest([], ordinary, { trails });
  const message = receiptCard(english, { request, entries: [], holds: true });
  expect(Buffer.byteLength(JSON.stringify(message.card))).toBeLessThan(28 * 1024);
  expect(readText(message)).toContain('Shortened to fit a card');
});

it('two readings within one minute are said once, since clients show no seconds', () => {
  const { trails } = verifiedRequest();
  const verify = trails.verify?.forward.evidence;
  if (verify === undefined) throw new Error('The sample was not read back.');
  const evidence = { ...verify, readAt: [at(31), at(31) + 20_000] };
  const request = verifiedRequest(ordinary, {
    trails: { ...trails, verify: { forward: { evidence }, undo: {} } },
  });
  expect(readText(endCard(english, request, { audience: 'person' }))).toContain(
    'Read back twice at {{TIME(2026-11-24T13:31:00Z)}} on {{DATE(',
  );
  expect(readText(receiptCard(english, { request, entries: [], holds: true }))).toContain(
    'Read twice at {{DATE(',
  );
});

it('a receipt says in words what was read, with what was before and what after', () => {
  const text = readText(receiptCard(english, { request: verifiedRequest(), entries: [], holds: true }));
  expect(text).toContain(
    'Set Access Mode to Non-interactive\nBefore: not so. After: Access Mode: Non-interactive',
  );
  expect(text).toContain('Took the licence back\nBefore: not so. After: no licence');
  expect(text).toContain('enabled · licence there · Access Mode: Read-Write');
  expect(text).not.toMatch(/accessMode|licensed|: true|: false|After: *(\n|$)/);
});

it('a decided approval offers to show the work, then the receipt, and to ask again where no account came of it', () => {
  const titles = (request: Request): string[] => buttonTitles(approvalCard(english, request));
  for (const state of ['approved', 'provisioning', 'undoing'] as const) {
    expect(titles(sampleRequest(state))).toEqual(['Show progress']);
  }
  expect(titles(verifiedRequest())).toEqual(['Show receipt']);
  expect(titles(failedRequest([]))).toEqual(['Ask again', 'Show receipt']);
  for (const state of ['rejected', 'withdrawn', 'expired'] as const)
    expect(titles(sampleRequest(state))).toEqual(['Ask again']);
});
