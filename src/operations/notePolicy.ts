import { createHash } from 'node:crypto';
import type { Surroundings } from './surroundings';

/** The audit chain of what belongs to no request. */
export const systemChain = 'system';

/** Writes a policy that differs from the last one noted into the audit chain, by its digest and what it names. */
export async function notePolicy({ store, policy }: Surroundings): Promise<void> {
  const digest = createHash('sha256').update(JSON.stringify(policy)).digest('hex');
  const entries = await store.audit.entries(systemChain);
  const last = entries.findLast((entry) => entry.kind === 'policy');
  if (last?.body['digest'] === digest) return;
  const environments = policy.environments.map(({ id, approvers, approvals, limit }) => ({
    id,
    approvers,
    approvals,
    limit,
  }));
  const body = { digest, environments, operators: policy.operators, auditors: policy.auditors };
  await store.audit.append(systemChain, [{ kind: 'policy', body }]);
}
