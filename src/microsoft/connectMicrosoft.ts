import { Agent } from 'node:https';
import type { TokenCredential } from '@azure/identity';
import type { Log, Microsoft, Scopes } from '../ports';
import type { CloudAddresses } from './cloudAddresses';
import type { Connection } from './connection';
import { DataverseClient } from './dataverse/dataverseClient';
import { DataverseEnvironments } from './dataverse/dataverseEnvironments';
import { GraphClient } from './graph/graphClient';
import { GraphDirectory } from './graph/graphDirectory';
import { createGraphSender } from './graph/graphSender';
import { createTokenSource } from './http/tokenSource';
import { KeyVault } from './keyVault/keyVault';
import { BapPowerPlatform } from './powerPlatform/bapPowerPlatform';

/** What the services are connected with. */
export interface MicrosoftOptions {
  /** The bot's identity. It keeps its tokens itself, as all credentials of `@azure/identity` do. */
  readonly credential: TokenCredential;
  readonly cloud: CloudAddresses;
  readonly scopes: Scopes;
  readonly log: Log;
}

/**
 * The ports to Microsoft's services over their client libraries. Connects to nothing yet. Behind a corporate proxy
 * set `HTTPS_PROXY` and `NODE_USE_ENV_PROXY=1`: Graph is called by `fetch`, which looks at both.
 */
export function connectMicrosoft(options: MicrosoftOptions): Microsoft {
  const { cloud, scopes, log } = options;
  const connection: Connection = {
    tokens: createTokenSource(options.credential),
    scopes,
    log,
    agent: new Agent({ keepAlive: true, proxyEnv: process.env }),
  };
  return {
    directory: new GraphDirectory(new GraphClient(createGraphSender(cloud, connection), log), cloud.graph),
    environments: new DataverseEnvironments(new DataverseClient(connection)),
    powerPlatform: new BapPowerPlatform(cloud, connection),
    vault: new KeyVault(cloud, connection),
  };
}
