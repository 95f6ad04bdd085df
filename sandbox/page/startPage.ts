import { createHash } from 'node:crypto';
import type { Server } from 'node:http';
import { serve } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import { freePort } from '../freePort';
import type { Sandbox } from '../startSandbox';
import { openBotSwitch } from './botSwitch';
import { changesIn } from './changesIn';
import { type DeedSite, doDeed } from './deeds';
import { pageFile } from './pageFile';
import { partsOf } from './partsOf';
import { openSeatBrowsers } from './seatBrowsers';
import { seatsOf } from './seats';
import { openTroubles } from './troubles';

/** The page, served. */
export interface Page {
  readonly url: string;
  /** Ends it and breaks the connections of those who look on. */
  close(): Promise<void>;
}

/** How often is looked for changes, in ms. */
const pace = 100;

/** Serves the page on loopback, at the port; any that is free for 0. Throws `StartProblem` when it is in use. */
export async function startPage(sandbox: Sandbox, port: number): Promise<Page> {
  const site: DeedSite = {
    sandbox,
    seats: seatsOf(sandbox.teams),
    troubles: openTroubles(sandbox.cloud),
    bot: openBotSwitch(sandbox.bot),
    browsers: openSeatBrowsers(sandbox.cloud),
  };
  const own = await freePort(port, '--page-port');
  const app = appFor(site, own);
  const server = await new Promise<Server>((resolve) => {
    const started = serve({ fetch: app.fetch, port: own, hostname: '127.0.0.1' }, () =>
      resolve(started as Server),
    );
  });
  return {
    url: `http://127.0.0.1:${own}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function appFor(site: DeedSite, port: number): Hono {
  const app = new Hono();
  const ownHosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  app.use('*', async (context, next) => {
    const origin = context.req.header('origin');
    // Another site open in the same browser could send here; its origin, or the name it had resolved, tells it.
    const isOwn =
      ownHosts.includes(context.req.header('host') ?? '') &&
      (origin === undefined || ownHosts.some((host) => origin === `http://${host}`));
    if (!isOwn) return context.text('This page answers to itself alone.', 403);
    await next();
    return undefined;
  });
  app.get('/events', (context) => streamChanges(context, site));
  app.post('/do/:deed', async (context) => {
    try {
      return context.json(await doDeed(site, context.req.param('deed'), await context.req.json()));
    } catch (error) {
      return context.json({ error: error instanceof Error ? error.message : String(error) }, 400);
    }
  });
  app.get('*', ({ req }) => sendFile(req.path));
  return app;
}

function streamChanges(context: Context, site: DeedSite): Response {
  const look = partsOf(site);
  const takeChanges = changesIn();
  return streamSSE(context, async (stream) => {
    while (!stream.aborted && !stream.closed) {
      const changes = takeChanges(look());
      if (changes !== undefined) await stream.writeSSE({ data: JSON.stringify(changes) });
      await stream.sleep(pace);
    }
  });
}

function sendFile(address: string): Response {
  const file = pageFile(address);
  if (file === undefined) return new Response('There is no such thing here.', { status: 404 });
  const headers = {
    'content-type': file.type,
    'cache-control': 'no-cache',
    ...(file.type.startsWith('text/html') ? { 'content-security-policy': policyFor(file.body) } : {}),
  };
  return new Response(new Uint8Array(file.body), { headers });
}

/** Nothing is fetched from elsewhere; of scripts within the page itself only its import map runs. */
function policyFor(html: Buffer): string {
  const map = /<script type="importmap">([\s\S]*?)<\/script>/.exec(html.toString())?.[1] ?? '';
  const hash = createHash('sha256').update(map).digest('base64');
  return `default-src 'self'; script-src 'self' 'sha256-${hash}'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'; form-action 'none'`;
}
