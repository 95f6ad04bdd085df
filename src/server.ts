import { randomUUID } from 'node:crypto';
import restify, { type Request, type Response, type Server } from 'restify';
import type { Log, Scopes } from './ports';
import { NotAuthenticated, type BotAdapter } from './teams/botAdapter';
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

/** Largest body taken, in bytes: Teams sends far less. */
const largestBody = 256 * 1024;

const idPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The id of the work a click belongs to, so that one id leads from the click to the last call; a new one otherwise. */
function correlationOf(fields: Readonly<Record<string, unknown>>): string {
  const ids = [fields['requestId'], fields['formId']];
  const known = ids.find((id): id is string => typeof id === 'string' && idPattern.test(id));
  return known?.toLowerCase() ?? randomUUID();
}

/** Answers one activity from Teams. Only the status tells what was wrong with it; no error text goes out. */
async function takeActivity(options: ServerOptions, req: Request, res: Response): Promise<void> {
  const { adapter, runTurn, tenantId, scopes, log } = options;
  const body = req.body as unknown;
  const activity = body as Parameters<BotAdapter['answer']>[1];
  // Without a service address the library would not check it against the token: such a body is refused before.
  if (typeof body !== 'object' || body === null || typeof activity.serviceUrl !== 'string') {
    res.send(400);
    return;
  }
  const authorization = req.headers.authorization ?? '';
  const incoming = incomingOf(activity, tenantId);
  const correlationId = correlationOf(incoming?.fields ?? {});
  await scopes.run({ correlationId }, async () => {
    try {
      const answer = await adapter.answer(authorization, activity, async (context) => {
        if (incoming === undefined) {
          // Not from a person of this tenant: bots, other channels and other tenants are not answered.
          log.warn({ type: activity.type, channel: activity.channelId }, 'An activity was not taken.');
          return;
        }
        log.info(
          { type: activity.type, name: activity.name, actor: incoming.actor.objectId },
          'An activity came.',
        );
        await runTurn(context);
      });
      res.send(answer?.status ?? 200, answer?.body);
    } catch (error) {
      const unknown = error instanceof NotAuthenticated;
      const said = error instanceof Error ? error.message : 'unknown';
      log.warn({ error: said, status: unknown ? 401 : 500 }, 'An activity was not answered.');
      res.send(unknown ? 401 : 500);
    }
  });
}

/** Builds the server: activities from Teams, and whether the bot lives and can work. It does not listen yet. */
export function createServer(options: ServerOptions): Server {
  const server = restify.createServer({ name: 'Countersign', handleUncaughtExceptions: false });
  server.use(restify.plugins.bodyParser({ mapParams: false, maxBodySize: largestBody }));
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
