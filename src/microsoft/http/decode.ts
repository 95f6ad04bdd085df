import { z } from 'zod/v4';
import type { ServiceName } from '../../domain/reason';
import { ServiceFault } from '../../domain/serviceFault';

/** The body in the shape that is needed. One that is shaped otherwise tells nothing: a fault of kind `unknown`. */
export function decode<T>(service: ServiceName, what: string, schema: z.ZodType<T>, body: unknown): T {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  throw new ServiceFault({ service, what, kind: 'unknown', code: 'UnexpectedAnswer' });
}
