import type { OperationOptions } from '@azure-rest/core-client';
import type { Answer } from '../http/answer';

/** What the vault answered, with what the library made of it where it was a success. */
export interface VaultAnswer<T> extends Answer {
  readonly result?: T;
}

/** Notes the answer as it came: to be passed with every operation of the vault's client. */
export type VaultOptions = Pick<OperationOptions, 'onResponse'>;

/**
 * The library returns successes and throws refusals: here both are answers. It trips over a refusal without a
 * body, so the answer is taken as it came. Rejects only where there was no answer.
 */
export async function vaultAnswer<T>(work: (options: VaultOptions) => Promise<T>): Promise<VaultAnswer<T>> {
  let last: Answer | undefined;
  const onResponse: VaultOptions['onResponse'] = ({ status, headers, bodyAsText }) => {
    last = { status, body: parsed(bodyAsText), header: (name) => headers.get(name) };
  };
  try {
    const result = await work({ onResponse });
    return { status: 200, body: undefined, header: () => undefined, result };
  } catch (error) {
    if (last === undefined || last.status < 300) throw error;
    return last;
  }
}

/** A proxy or a gateway may answer with a page of its own. */
function parsed(text: string | null | undefined): unknown {
  try {
    return text ? (JSON.parse(text) as unknown) : undefined;
  } catch {
    return undefined;
  }
}
