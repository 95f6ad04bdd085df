import { randomUUID } from 'node:crypto';
import type { Request as Incoming, Response, Server } from 'restify';
import { shortDigest } from '../domain/digest';
import { beginStepUp, confirmStepUp, finishStepUp, type StepUpRefusal } from '../operations/stepUp';
import { longestStepUp } from '../operations/offerStepUp';
import type { Surroundings } from '../operations/surroundings';
import { readBody } from '../readBody';
import type { Texts } from '../texts/texts';
import { confirmPage, messagePage, pageHeaders } from './stepUpPages';

/** What the routes work with. */
export interface StepUpDesk {
  readonly surroundings: Surroundings;
  readonly texts: Texts;
}

const cookieName = '__Host-countersign';

/** Largest form taken, in bytes. */
const largestForm = 2_048;

/** What nothing that this bot makes is longer than. */
const longestSecret = 64;

function cookie(session: string, seconds: number): string {
  return `${cookieName}=${session}; Path=/; Max-Age=${String(seconds)}; Secure; HttpOnly; SameSite=Lax`;
}

/** The session of this browser; empty where it has none. */
function sessionOf(req: Incoming): string {
  const cookies = (req.headers.cookie ?? '').split(';').map((one) => one.trim());
  const [, session = ''] = cookies.find((one) => one.startsWith(`${cookieName}=`))?.split('=') ?? [];
  return session.length > longestSecret ? '' : session;
}

function show(
  res: Response,
  status: number,
  html: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  res.sendRaw(status, html, { ...pageHeaders, ...headers });
}

/** Statuses for whoever watches the server; the page says the same in words. */
const statuses: Readonly<Record<StepUpRefusal, number>> = {
  over: 404,
  cancelled: 403,
  otherPerson: 403,
  noContext: 403,
  notFresh: 403,
  codeRefused: 403,
  tokenRefused: 403,
  notAnswering: 503,
};

function refuse({ texts }: StepUpDesk, res: Response, why: StepUpRefusal): void {
  show(res, statuses[why], messagePage(texts.stepUp.refusal[why]));
}

/** `GET /step-up/{handle}`: sends the browser to Entra, with the session in its cookie. */
async function begin(desk: StepUpDesk, req: Incoming, res: Response): Promise<void> {
  const { handle } = req.params as { readonly handle: string };
  const begun = await beginStepUp(desk.surroundings, handle);
  if (begun.is === 'refused') {
    refuse(desk, res, begun.why);
    return;
  }
  const { 'content-type': _, ...headers } = pageHeaders;
  res.sendRaw(302, '', {
    ...headers,
    location: begun.address,
    'set-cookie': cookie(begun.session, longestStepUp / 1000),
  });
}

/** `GET /step-up/return`: what Entra sends back; shows what is to be confirmed. */
async function finish(desk: StepUpDesk, req: Incoming, res: Response): Promise<void> {
  const query = new URL(req.url ?? '', 'https://bot.invalid').searchParams;
  const code = query.get('code');
  const returned = { state: query.get('state') ?? '', ...(code === null ? {} : { code }) };
  const signedIn = await finishStepUp(desk.surroundings, sessionOf(req), returned);
  if (signedIn.is === 'refused') {
    refuse(desk, res, signedIn.why);
    return;
  }
  const digest = shortDigest(signedIn.request.digest);
  show(res, 200, confirmPage(desk.texts, { ...signedIn, digest }));
}

/** `POST /step-up/confirm`: the vote is cast. */
async function confirm(desk: StepUpDesk, req: Incoming, res: Response): Promise<void> {
  const { stepUp, reasons, answers, approval } = desk.texts;
  const form = new URLSearchParams(await readBody(req, 'application/x-www-form-urlencoded', largestForm));
  const outcome = await confirmStepUp(desk.surroundings, sessionOf(req), form.get('confirmation') ?? '');
  const over = { 'set-cookie': cookie('', 0) };
  if (outcome.is === 'counted' || outcome.is === 'noted') {
    const { voteNoted } = answers;
    const said =
      outcome.is === 'counted'
        ? { title: approval.counted, line: stepUp.close }
        : { title: voteNoted.title, line: `${voteNoted.line} ${stepUp.close}` };
    show(res, 200, messagePage(said), over);
  } else if (outcome.is === 'refused') show(res, 409, messagePage(reasons.vote[outcome.why]), over);
  else refuse(desk, res, outcome.is === 'stopped' ? outcome.why : 'over');
}

/** Adds what a browser needs to prove a fresh sign-in. Called only where the policy asks for one. */
export function addStepUpRoutes(server: Server, desk: StepUpDesk): void {
  const { scopes, log } = desk.surroundings;
  const answering =
    (answer: typeof begin) =>
    async (req: Incoming, res: Response): Promise<void> => {
      try {
        await scopes.run({ correlationId: randomUUID() }, () => answer(desk, req, res));
      } catch (error) {
        // No query and no cookie: both hold what only the browser may know.
        log.warn({ error: error instanceof Error ? error.name : 'unknown' }, 'A step-up was not answered.');
        show(res, 400, messagePage(desk.texts.stepUp.refusal.over));
      }
    };
  server.get('/step-up/return', answering(finish));
  server.post('/step-up/confirm', answering(confirm));
  server.get('/step-up/:handle', answering(begin));
}
