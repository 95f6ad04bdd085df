import { randomUUID } from 'node:crypto';
import restify, { type Request, type Response, type Server } from 'restify';
import type { Log, Scopes } from './ports';
import { BodyRefused, readActivity } from './readActivity';
import { KeysUnavailable, NotAuthenticated, type BotAdapter } from './teams/botAdapter';
import type { RunTurn } from './teams/bot';
import { incomingOf } from './teams/incoming';

/** What the server answers with. */
export interface ServerOptions {
  readonly adapter: BotAdapter;
  readonly runTurn: RunTurn;
  readonly tenantId: string;
  readonly scopes: Scopes;
  readonly log: Log;
  /** Whether the bot can work: its store answers. */
  readonly ready: () => Promise<boolean>;
}

/**
 * How long a connection may rest between two activities, in ms: longer than Azure's front ends keep one open for a bot
 * (App Service gives up after 230 s, Microsoft's FAQ). Node's own 5 s lets the bot close a connection at the moment at
 * which an activity is sent over it; such a POST is not sent again, and what somebody wrote is lost.
 */
const connectionRest = 240_000;

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
    // Without a service address the library would not check it against the token: such a body is refused before.
    if (typeof activity.serviceUrl !== 'string') throw new BodyRefused(400);
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
  { adapter, runTurn, tenantId, scopes, log }: ServerOptions,
  authorization: string,
  activity: Parameters<BotAdapter['answer']>[1],
  res: Response,
): Promise<void> {
  const { type, name, channelId } = activity;
  const incoming = incomingOf(activity, tenantId);
  await scopes.run({ correlationId: correlationOf(incoming?.fields ?? {}) }, async () => {
    const answer = await adapter.answer(authorization, activity, async (context) => {
      if (incoming === undefined) {
        // Not from a person of this tenant: bots, other channels and other tenants are not answered.
        log.warn({ type, channel: channelId }, 'An activity was not taken.');
        return;
      }
      log.info({ type, name, actor: incoming.actor.objectId }, 'An activity came.');
      await runTurn(context);
    });
    if (incoming === undefined && type === 'invoke') res.send(403);
    else res.send(answer?.status ?? 200, answer?.body);
  });
}

/** Builds the server: activities from Teams, and whether the bot lives and can work. It does not listen yet. */
export function createServer(options: ServerOptions): Server {
  const server = restify.createServer({ name: 'Countersign', handleUncaughtExceptions: false });
  Object.assign(server.server, { keepAliveTimeout: connectionRest });
  server.post('/api/messages', async (req: Request, res: Response) => takeActivity(options, req, res));
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
