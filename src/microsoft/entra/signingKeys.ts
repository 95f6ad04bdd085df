import { createPublicKey, type KeyObject } from 'node:crypto';
import { z } from 'zod/v4';
import type { Duration, Instant } from '../../domain/time';
import { ServiceFault } from '../../domain/serviceFault';

const keySet = z.object({
  keys: z.array(z.looseObject({ kid: z.string(), kty: z.literal('RSA'), n: z.string(), e: z.string() })),
});

/** Keys are read again after this long, in ms. */
const oldest: Duration = 24 * 3_600_000;

const what = 'read the keys that tokens are signed with';

/** The keys with which a tenant's tokens are signed, by their ids; read when they are needed, and kept. */
export class SigningKeys {
  private keys: ReadonlyMap<string, KeyObject> = new Map();
  private readAt: Instant = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly address: string,
    private readonly patience: Duration,
  ) {}

  /** The key of this id; nothing where the tenant has none. May throw a `ServiceFault`. */
  async key(id: string): Promise<KeyObject | undefined> {
    const age = performance.now() - this.readAt;
    // Tokens come from Entra alone, for a code that was redeemed: a key that is not known is a new one.
    if (age > oldest || !this.keys.has(id)) await this.read();
    return this.keys.get(id);
  }

  private async read(): Promise<void> {
    const answer = await fetch(this.address, { signal: AbortSignal.timeout(this.patience) }).catch(
      () => undefined,
    );
    const parsed = keySet.safeParse(
      answer?.ok === true ? await answer.json().catch(() => undefined) : undefined,
    );
    if (!parsed.success) {
      const status = answer === undefined ? {} : { status: answer.status };
      throw new ServiceFault({ service: 'Entra', what, kind: 'unknown', ...status });
    }
    const all = parsed.data.keys.map(
      (jwk) => [jwk.kid, createPublicKey({ key: jwk, format: 'jwk' })] as const,
    );
    this.keys = new Map(all);
    this.readAt = performance.now();
  }
}
