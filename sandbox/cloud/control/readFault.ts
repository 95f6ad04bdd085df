import { z } from 'zod/v4';
import type { Fault } from '../faults';

const target = {
  service: z.enum(['Entra', 'Graph', 'Dataverse', 'Power Platform', 'Key Vault', 'Teams']).optional(),
  method: z.string().optional(),
  /** A piece of host, path and query; between slashes it is a pattern. */
  path: z.string().optional(),
  times: z.union([z.int().positive(), z.literal('always')]).default(1),
  skip: z.int().nonnegative().optional(),
};

const effect = z.discriminatedUnion('kind', [
  z.strictObject({
    ...target,
    kind: z.literal('status'),
    status: z.int().min(200).max(599),
    code: z.string().optional(),
    body: z.unknown().optional(),
    headers: z.record(z.string(), z.string()).optional(),
  }),
  z.strictObject({ ...target, kind: z.literal('lostBefore') }),
  z.strictObject({ ...target, kind: z.literal('lostAfter') }),
  z.strictObject({ ...target, kind: z.literal('delay'), milliseconds: z.number().nonnegative() }),
  z.strictObject({ ...target, kind: z.literal('throttle'), retryAfterSeconds: z.number().nonnegative() }),
  z.strictObject({
    ...target,
    kind: z.literal('flip'),
    environment: z.string(),
    user: z.string(),
    accessMode: z.int().min(0).max(5),
  }),
]);

/** A fault as it came over the control surface. Throws where it is none. */
export function readFault(body: unknown): Fault {
  const result = effect.safeParse(body);
  if (!result.success)
    throw new Error(`That is no fault; nothing was changed. ${z.prettifyError(result.error)}`);
  const { path, ...rest } = result.data;
  const pattern = path === undefined ? undefined : /^\/(.+)\/$/.exec(path)?.[1];
  const place = path === undefined ? {} : { path: pattern === undefined ? path : new RegExp(pattern) };
  // Absent and undefined are different things to the rest of the code.
  return Object.fromEntries(
    Object.entries({ ...rest, ...place }).filter(([, value]) => value !== undefined),
  ) as unknown as Fault;
}
