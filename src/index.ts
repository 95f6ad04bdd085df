import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Server as HttpServer } from 'node:http';
import type { Server } from 'restify';
import { ConfigError, type Config } from './config';
import { credentialOf } from './credential';
import { createLog } from './log';
import { connectMicrosoft } from './microsoft/connectMicrosoft';
import { EntraFreshSignIn } from './microsoft/entra/entraFreshSignIn';
import { createTokenSource } from './microsoft/http/tokenSource';
import { createMakePassword } from './microsoft/password';
import { createScopes } from './microsoft/scopes';
import { advanceRequest } from './operations/advanceRequest';
import { deliverMessages } from './operations/deliverMessages';
import { keepAnchor } from './operations/keepAnchor';
import { notePolicy } from './operations/notePolicy';
import { revisePending } from './operations/reviseRequest';
import { watchAllSlots } from './operations/readSlots';
import type { Surroundings } from './operations/surroundings';
import { requestLabel } from './domain/request';
import type { Clock, Log } from './ports';
import { createServer } from './server';
import { SchemaTooNew } from './store/migrate';
import { StoreBusy } from './store/holdFolder';
import { openStore } from './store/openStore';
import { StoreUnusable } from './store/storeUnusable';
import type { Store } from './storePorts';
import { createBot } from './teams/bot';
import { createBotAdapter, type BotAdapter } from './teams/botAdapter';
import { createDraw } from './teams/draw';
import { SenderRates } from './teams/senderRates';
import { TeamsMessenger } from './teams/teamsMessenger';
import { textsFor } from './texts/textsFor';

/** A running bot. */
export interface Bot {
  /** Comes when the store can be used no more: this process has to end. */
  readonly lost: Promise<Error>;
  /**
   * Stops listening, gives the answers in hand, stops work before its next change, lets go of it, and closes the store:
   * about four seconds at the longest, whatever Microsoft does meanwhile. Again is the same end.
   */
  close(): Promise<void>;
}

/** How long answers and readings in hand may take at the end, ms: a click waits three seconds for Microsoft. */
const lastAnswers = 3_000;

/** Does work again and again, a span apart, one run at a time. Returns how to end it. */
function repeat(log: Log, span: number, what: string, work: () => Promise<void>): () => Promise<void> {
  let ended = false;
  let running = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  const once = (): void => {
    running = work()
      .catch((error: unknown) => {
        log.error(
          { error: error instanceof Error ? error.message : 'unknown' },
          `${what} failed; it is done again.`,
        );
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

/** Opens the store, or says in one sentence why it cannot be opened: never with an address, which may hold a password. */
async function open(config: Config, clock: Clock, log: Log): Promise<Store> {
  try {
    return await openStore({ ...config.store, clock, log });
  } catch (error) {
    const isClear = [StoreBusy, StoreUnusable, SchemaTooNew].some((kind) => error instanceof kind);
    if (isClear && error instanceof Error) throw new ConfigError([error.message]);
    const { code, name } = error as NodeJS.ErrnoException;
    const where = 'folder' in config.store ? `DATA_FOLDER ${config.store.folder}` : 'DATABASE_URL';
    throw new ConfigError([`${where}: the store cannot be opened (${code ?? name}). Nothing was started.`]);
  }
}

/**
 * Refuses to start while a request is being carried out in an environment that the policy no longer names: it could be
 * neither finished nor undone.
 */
async function refuseLostEnvironments({ store, policy }: Surroundings): Promise<void> {
  const atWork = (await store.requests.open()).filter(({ state }) =>
    ['provisioning', 'undoing'].includes(state),
  );
  const lost = atWork.filter(
    ({ content }) => !policy.environments.some(({ id }) => id === content.environment.id),
  );
  if (lost.length === 0) return;
  throw new ConfigError(
    lost.map(
      (request) =>
        `The policy no longer names ${request.content.environment.name}, where ${requestLabel(request)} is being carried out. Put it back until that request has ended.`,
    ),
  );
}

/** Where approvers sign in afresh; nothing where the policy asks nobody to. */
function freshSignInOf({ app, policy, cloud, stepUpProof }: Config): Pick<Surroundings, 'freshSignIn'> {
  if (policy.stepUp === undefined || stepUpProof === undefined) return {};
  const { clientId, address } = policy.stepUp;
  const { tenantId } = app;
  const redirectUri = `${address}/step-up/return`;
  const options = { authority: cloud.authority, tenantId, clientId, proof: stepUpProof, redirectUri };
  return { freshSignIn: new EntraFreshSignIn(options) };
}

/** Builds what every operation works with, and the adapter that Teams is spoken to through. */
async function build(
  config: Config,
  clock: Clock,
  ending: AbortSignal,
): Promise<{ surroundings: Surroundings; adapter: BotAdapter }> {
  const { app, policy, cloud } = config;
  const scopes = createScopes();
  const log = createLog(config.logLevel, scopes);
  const credential = credentialOf(config);
  const adapter = createBotAdapter(app, createTokenSource(credential));
  const surroundings: Surroundings = {
    policy,
    clock,
    scopes,
    log,
    store: await open(config, clock, log),
    microsoft: connectMicrosoft({ credential, cloud, scopes, log }),
    makePassword: createMakePassword(),
    ...freshSignInOf(config),
    messenger: new TeamsMessenger(adapter, app.clientId, cloud.teams),
    draw: createDraw(textsFor('en')),
    worker: randomUUID(),
    ending,
  };
  return { surroundings, adapter };
}

/** Listens, or throws one clear sentence where the port is taken. */
async function listen(server: Server, port: number): Promise<void> {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, resolve);
    });
  } catch (error) {
    const inUse = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
    throw inUse
      ? new ConfigError([`Port ${String(port)} is in use. Nothing was started; set PORT to another.`])
      : error;
  }
}

/** Takes up what is due: jobs, the sweep for what has none, and the watch over slots. Returns how to end it. */
async function startWork(surroundings: Surroundings): Promise<() => Promise<void>> {
  const { store, scopes, log, policy } = surroundings;
  const within = (correlationId: string, work: () => Promise<void>): Promise<void> =>
    scopes.run({ correlationId }, work);
  await store.queue.work({
    advance: (id) => within(id, () => advanceRequest(surroundings, id)),
    deliver: (subject) => within(subject.replace(/^\w+:/, ''), () => deliverMessages(surroundings, subject)),
  });
  // At any level: an anchor that is nowhere would count as made all the same.
  const anchorLog = createLog('info', scopes);
  const loops = [
    repeat(log, policy.times.sweep, 'The sweep for what is due', () => store.queue.sweep()),
    repeat(log, policy.times.anchors, 'The anchor of the audit', () => keepAnchor({ store, log: anchorLog })),
    repeat(log, policy.times.slots, 'Watching the slots', () =>
      within(randomUUID(), () => watchAllSlots(surroundings)),
    ),
  ];
  return async () => {
    await Promise.all(loops.map((end) => end()));
  };
}

/** Stops listening; resolves once every answer in hand was given. */
async function stopListening(server: Server): Promise<void> {
  // A connection that Teams keeps open after its answer would hold this up for as long as it likes.
  const idle = setInterval(() => {
    (server.server as HttpServer).closeIdleConnections();
  }, 50);
  await new Promise<void>((resolve) => {
    server.close(() => {
      resolve();
    });
  });
  clearInterval(idle);
}

/**
 * Builds the edges and starts the server and the workers. Resolves once the bot listens and can work.
 * Rejects, with nothing left running, where the store cannot be opened or the port is in use.
 */
export async function startBot(config: Config, clock: Clock): Promise<Bot> {
  const ending = new AbortController();
  const { surroundings, adapter } = await build(config, clock, ending.signal);
  const { store, scopes, log } = surroundings;
  const { tenantId } = config.app;
  const { teams } = config.cloud;
  const rates = new SenderRates();
  const ready = (): Promise<boolean> => store.healthy();
  const desk = { surroundings, texts: textsFor('en') };
  const runTurn = createBot(desk, tenantId, teams);
  const stepUp = config.policy.stepUp === undefined ? {} : { stepUp: desk };
  const server = createServer({ adapter, runTurn, tenantId, teams, rates, scopes, log, ready, ...stepUp });
  try {
    await refuseLostEnvironments(surroundings);
    await notePolicy(surroundings);
    await revisePending(surroundings);
    await listen(server, config.port);
  } catch (error) {
    await store.close();
    throw error;
  }
  const endWork = await startWork(surroundings);
  log.info({ port: config.port }, 'The bot listens.');
  const end = async (): Promise<void> => {
    ending.abort();
    await Promise.race([Promise.all([stopListening(server), endWork()]), pause(lastAnswers)]);
    await store.close(surroundings.worker);
    log.info({}, 'The bot ended.');
  };
  let ended: Promise<void> | undefined;
  return { lost: store.lost, close: () => (ended ??= end()) };
}
