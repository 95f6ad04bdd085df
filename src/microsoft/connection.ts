import type { Agent } from 'node:https';
import type { TokenCredential } from '@azure/identity';
import type { Log, Scopes } from '../ports';

/** What every client of a service needs. */
export interface Connection {
  /** Made by `createTokenSource`: its failures are faults already. */
  readonly tokens: TokenCredential;
  readonly scopes: Scopes;
  readonly log: Log;
  /** Keeps connections open, and knows the proxy. */
  readonly agent: Agent;
}
