import { accountDraft } from '../../support/accountDraft';
import type { CloudClient, RawAnswer } from '../../support/cloudClient';

/** What a refusal is provoked with. */
export interface Provoking {
  readonly client: CloudClient;
  /** Moves the cloud's clock ahead by so many ms. */
  readonly passTime: (milliseconds: number) => void;
}

/** Brings the sandbox to refuse, and returns the refusal. */
export type Provoked = (with_: Provoking) => Promise<RawAnswer>;

/** Makes an account in Graph and returns its id. */
export async function makeAccount(
  client: CloudClient,
  changes: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const body = accountDraft('svc-provoked', changes);
  const answer = await client.signedCall('POST', 'https://graph.microsoft.com/v1.0/users', { body });
  return (answer.body as { id: string }).id;
}
