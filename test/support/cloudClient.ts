import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { getClient, type Client } from '@azure-rest/core-client';
import { DynamicsWebApi } from 'dynamics-web-api';
import { startCloud, type Cloud, type CloudOptions } from '../../sandbox/cloud/startCloud';
import { contoso } from '../../sandbox/world/contoso';
import { botApplication, contosoTenantId } from '../../sandbox/world/contosoIds';

/** An answer as it came over the wire. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Parsed, where it is JSON. */
  readonly body: unknown;
}

/** What to send. */
export interface RawCall {
  readonly headers?: Readonly<Record<string, string>>;
  /** An object is sent as JSON, a string as a form. */
  readonly body?: object | string;
  /** A token to send; none where absent. */
  readonly token?: string;
  /** How long it is waited for, ms; for ever where absent. */
  readonly patience?: number;
}

/** Clients of the cloud that the bot does not use, over its proxy and TLS. */
export class CloudClient {
  private readonly agent: Agent;
  private readonly ca: string;

  constructor(readonly cloud: Cloud) {
    this.ca = readFileSync(cloud.caFile, 'utf8');
    // dynamics-web-api takes no certificate of its own.
    setDefaultCACertificates([...getCACertificates('default'), this.ca]);
    this.agent = new Agent({ proxyEnv: { HTTPS_PROXY: cloud.proxyUrl }, ca: this.ca, keepAlive: false });
  }

  /** Microsoft Graph v1.0 by Azure's REST client; nothing is repeated. */
  graph(): Client {
    return getClient('https://graph.microsoft.com/v1.0', this.credential(), {
      credentials: { scopes: ['https://graph.microsoft.com/.default'] },
      agent: this.agent,
      retryOptions: { maxRetries: 0 },
    });
  }

  /** The Web API of this environment by dynamics-web-api. */
  dataverse(host = 'contoso.crm4.dynamics.com'): DynamicsWebApi {
    return new DynamicsWebApi({
      serverUrl: `https://${host}`,
      dataApi: { version: '9.2' },
      proxy: { url: this.cloud.proxyUrl },
      onTokenRefresh: () => this.token(`https://${host}`),
    });
  }

  /** One plain call. Rejects where the connection breaks. */
  call(
    method: string,
    url: string,
    { headers = {}, body, token, patience }: RawCall = {},
  ): Promise<RawAnswer> {
    const text = typeof body === 'object' ? JSON.stringify(body) : body;
    const type = typeof body === 'object' ? 'application/json' : 'application/x-www-form-urlencoded';
    const all = {
      ...(text === undefined
        ? {}
        : { 'content-type': type, 'content-length': String(Buffer.byteLength(text)) }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...headers,
    };
    return new Promise((resolve, reject) => {
      const signal = patience === undefined ? {} : { signal: AbortSignal.timeout(patience) };
      const options = { method, headers: all, agent: this.agent, ca: this.ca, ...signal };
      const sent = request(url, options, (response) => {
        let answered = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => (answered += chunk));
        response.on('error', reject);
        response.on('end', () => {
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: parsed(answered) });
        });
      });
      sent.on('error', reject);
      sent.end(text);
    });
  }

  /** A plain call with the bot's token for the service at this address. */
  async signedCall(method: string, url: string, more: RawCall = {}): Promise<RawAnswer> {
    const { origin, hostname } = new URL(url);
    const resource = hostname.endsWith('.vault.azure.net') ? 'https://vault.azure.net' : origin;
    return this.call(method, url, { ...more, token: await this.token(resource) });
  }

  /** A fresh token of the bot's. */
  async token(resource: string): Promise<string> {
    const answer = await this.askForToken({ scope: `${resource}/.default` });
    return (answer.body as { access_token: string }).access_token;
  }

  /** Asks for a token with the bot's credentials, some of them changed. */
  askForToken(
    changes: Readonly<Record<string, string>>,
    tenant: string = contosoTenantId,
  ): Promise<RawAnswer> {
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: botApplication.appId,
      client_secret: botApplication.secret,
      ...changes,
    });
    const url = `https://login.microsoftonline.com/${tenant}/oauth2/v2.0/token`;
    return this.call('POST', url, { body: form.toString() });
  }

  private credential(): { getToken: () => Promise<{ token: string; expiresOnTimestamp: number }> } {
    const getToken = async (): Promise<{ token: string; expiresOnTimestamp: number }> => ({
      token: await this.token('https://graph.microsoft.com'),
      expiresOnTimestamp: Date.now() + 3_000_000,
    });
    return { getToken };
  }
}

/**
 * Starts a fresh Contoso without lags unless the test sets some, and a client for it. Its folder is removed when it
 * is closed, unless the test named one.
 */
export async function startCloudClient(options: Partial<CloudOptions> = {}): Promise<CloudClient> {
  const folder = options.folder ?? mkdtempSync(path.join(tmpdir(), 'cloud-'));
  const cloud = await startCloud({ world: contoso(), ...options, folder });
  cloud.lags.set({ replica: 0, licence: 0, directoryToDataverse: 0, bringIn: 0 });
  return new CloudClient({
    ...cloud,
    async close() {
      await cloud.close();
      if (options.folder === undefined) rmSync(folder, { recursive: true });
    },
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
