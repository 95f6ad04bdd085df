import { randomUUID } from 'node:crypto';
import restify, { type Request, type Response, type Server } from 'restify';
import type { Log, Scopes } from './ports';
import { readActivity } from './readActivity';
import { BodyRefused } from './readBody';
import { addStepUpRoutes, type StepUpDesk } from './stepUp/stepUpRoutes';
import { KeysUnavailable, NotAuthenticated, type BotAdapter } from './teams/botAdapter';
import type { RunTurn } from './teams/bot';
import { incomingOf } from './teams/incoming';
import type { SenderRates } from './teams/senderRates';

/** What the server answers with. */
export interface ServerOptions {
  readonly adapter: BotAdapter;
  readonly runTurn: RunTurn;
  readonly tenantId: string;
  /** Where Teams is: only what comes from there is answered, and answers go nowhere else. */
  readonly teams: string;
  readonly rates: SenderRates;
  readonly scopes: Scopes;
  readonly log: Log;
  /** Whether the bot can work: its store answers. */
  readonly ready: () => Promise<boolean>;
  /** Only where the policy asks for fresh sign-ins: else there is nothing under `/step-up`. */
  readonly stepUp?: StepUpDesk;
}

/**
 * How long a connection may rest between two activities, in ms: longer than Azure's front ends keep one open for a bot
 * (App Service gives up after 230 s, Microsoft's FAQ). Node's own 5 s lets the bot close a connection at the moment at
 * which an activity is sent over it; such a POST is not sent again, and what somebody wrote is lost.
 */
const connectionRest = 240_000;

/** How long a whole request may take to arrive, and its headers, in ms: Teams sends at once what it sends. */
const arrival = { whole: 15_000, headers: 10_000 } as const;

const idPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The id of the work a click belongs to, so that one id leads from the click to the last call; a new one otherwise. */
function correlationOf(fields: Readonly<Record<string, unknown>>): string {
  const ids = [fields['requestId'], fields['formId']];
  const known = ids.find((id): id is string => typeof id === 'string' && idPattern.test(id));
  return known?.toLowerCase() ?? randomUUID();
}

/** The status that says why an activity was not answered. */
function statusOf(error: unknown): number {
  if (error instanceof BodyRefused) return error.status;
  if (error instanceof NotAuthenticated) return 401;
  return error instanceof KeysUnavailable ? 503 : 500;
}

/** Answers one activity from Teams. Only the status tells what was wrong with it; no error text goes out. */
async function takeActivity(options: ServerOptions, req: Request, res: Response): Promise<void> {
  const { log } = options;
  const { authorization } = req.headers;
  try {
    if (authorization === undefined) throw new NotAuthenticated();
    const activity = (await readActivity(req)) as Parameters<BotAdapter['answer']>[1];
    // Without a service address the library would not check it against the token; without a channel it fails over the token.
    const isNamed = [activity.serviceUrl, activity.channelId].every((one) => typeof one === 'string');
    if (!isNamed) throw new BodyRefused(400);
    await answerActivity(options, authorization, activity, res);
  } catch (error) {
    const status = statusOf(error);
    const said = error instanceof Error ? `${error.name}: ${error.message}` : 'unknown';
    log.warn({ error: said, status }, 'An activity was not answered.');
    // What was not read of a body is not read any more.
    if (!req.complete) res.header('connection', 'close');
    res.send(status);
  }
}

async function answerActivity(
  { adapter, runTurn, tenantId, teams, rates, scopes, log }: ServerOptions,
  authorization: string,
  activity: Parameters<BotAdapter['answer']>[1],
  res: Response,
): Promise<void> {
  const { type, name, channelId } = activity;
  const incoming = incomingOf(activity, tenantId, teams);
  await scopes.run({ correlationId: correlationOf(incoming?.fields ?? {}) }, async () => {
    let wait: number | undefined;
    const answer = await adapter.answer(authorization, activity, async (context) => {
      wait = incoming && (await rates.take(incoming.actor.objectId));
      if (wait !== undefined) {
        log.warn({ actor: incoming?.actor.objectId, wait }, 'Somebody asks too much; this was not answered.');
        return;
      }
      if (incoming === undefined) {
        // Not from a person of this tenant: bots, other channels and other tenants are not answered.
        log.warn({ type, channel: channelId }, 'An activity was not taken.');
        return;
      }
      log.info({ type, name, actor: incoming.actor.objectId }, 'An activity came.');
      await runTurn(context);
    });
    if (wait !== undefined) {
      res.header('retry-after', String(wait));
      res.send(429);
    } else if (incoming === undefined && type === 'invoke') res.send(403);
    // The library says 501 of an invoke that nobody here answers; it is whoever sent it that is wrong.
    else res.send(answer?.status === 501 ? 400 : (answer?.status ?? 200), answer?.body);
  });
}

/** Builds the server: activities from Teams, and whether the bot lives and can work. It does not listen yet. */
export function createServer(options: ServerOptions): Server {
  const server = restify.createServer({ name: 'Countersign', handleUncaughtExceptions: false });
  Object.assign(server.server, {
    keepAliveTimeout: connectionRest,
    requestTimeout: arrival.whole,
    headersTimeout: arrival.headers,
  });
  server.post('/api/messages', async (req: Request, res: Response) => takeActivity(options, req, res));
  if (options.stepUp !== undefined) addStepUpRoutes(server, options.stepUp);
  server.get('/healthz', (_req: Request, res: Response, next: () => void) => {
    res.send(200, { status: 'alive' });
    next();
  });
  server.get('/readyz', async (_req: Request, res: Response) => {
    const ready = await options.ready();
    res.send(ready ? 200 : 503, { status: ready ? 'ready' : 'the store does not answer' });
  });
  return server;
}
