import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { ClientSecretCredential, ManagedIdentityCredential, type TokenCredential } from '@azure/identity';
import type { Config } from './config';
import { createLog } from './log';
import { connectMicrosoft } from './microsoft/connectMicrosoft';
import { createMakePassword } from './microsoft/password';
import { createScopes } from './microsoft/scopes';
import { advanceRequest } from './operations/advanceRequest';
import { deliverMessages } from './operations/deliverMessages';
import { watchAllSlots } from './operations/readSlots';
import type { Surroundings } from './operations/surroundings';
import type { Clock, Log } from './ports';
import { createServer } from './server';
import { openStore } from './store/openStore';
import { createBot } from './teams/bot';
import { createBotAdapter } from './teams/botAdapter';
import { createDraw } from './teams/draw';
import { TeamsMessenger } from './teams/teamsMessenger';
import { textsFor } from './texts/textsFor';

/** A running bot. */
export interface Bot {
  /** Stops listening, lets running work end, and closes the store. */
  close(): Promise<void>;
}

function credentialOf({ app, cloud }: Config): TokenCredential {
  return app.secret === undefined
    ? new ManagedIdentityCredential({ clientId: app.clientId })
    : new ClientSecretCredential(app.tenantId, app.clientId, app.secret, {
        authorityHost: cloud.authority,
      });
}

/** Does work again and again, a span apart, one run at a time. Returns how to end it. */
function repeat(log: Log, span: number, what: string, work: () => Promise<void>): () => Promise<void> {
  let ended = false;
  let running = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  const once = (): void => {
    running = work()
      .catch((error: unknown) => {
        log.error({ error: error instanceof Error ? error.message : 'unknown' }, `${what} failed; it is done again.`);
      })
      .then(() => {
        if (!ended) timer = setTimeout(once, span);
      });
  };
  once();
  return () => {
    ended = true;
    clearTimeout(timer);
    return running;
  };
}

/**
 * Builds the edges and starts the server and the workers. Resolves once the bot listens and can work.
 * Rejects, with nothing left running, where the store cannot be opened or the port is in use.
 */
export async function startBot(config: Config, clock: Clock): Promise<Bot> {
  const { app, policy, cloud } = config;
  const scopes = createScopes();
  const log = createLog(config.logLevel, scopes);
  if ('folder' in config.store) mkdirSync(config.store.folder, { recursive: true });
  const store = await openStore({ ...config.store, clock, log });
  const adapter = createBotAdapter(app);
  const texts = textsFor('en');
  const surroundings: Surroundings = {
    policy,
    clock,
    store,
    scopes,
    log,
    microsoft: connectMicrosoft({
      credential: credentialOf(config),
      cloud,
      vaultUrl: policy.vault,
      scopes,
      log,
    }),
    makePassword: createMakePassword(),
    messenger: new TeamsMessenger(adapter, app.clientId, cloud.teams),
    draw: createDraw(texts),
    worker: randomUUID(),
  };
  const runTurn = createBot({ surroundings, texts }, app.tenantId);
  const server = createServer({
    adapter,
    runTurn,
    tenantId: app.tenantId,
    scopes,
    log,
    ready: () => store.healthy(),
  });
  await store.queue.work({
    advance: (id) => scopes.run({ correlationId: id }, () => advanceRequest(surroundings, id)),
    deliver: (subject) =>
      scopes.run({ correlationId: subject.replace(/^\w+:/, '') }, () => deliverMessages(surroundings, subject)),
  });
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(config.port, resolve);
    });
  } catch (error) {
    await store.close();
    const inUse = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
    throw inUse ? new Error(`Port ${String(config.port)} is in use. Nothing was started; set PORT to another.`) : error;
  }
  const loops = [
    repeat(log, policy.times.sweep, 'The sweep for what is due', () => store.queue.sweep()),
    repeat(log, policy.times.slots, 'Watching the slots', () =>
      scopes.run({ correlationId: randomUUID() }, () => watchAllSlots(surroundings)),
    ),
  ];
  log.info({ port: config.port }, 'The bot listens.');
  return {
    close: async () => {
      await new Promise<void>((resolve) => server.close(() => { resolve(); }));
      await Promise.all(loops.map((end) => end()));
      await store.close();
    },
  };
}
