import type { ZodType } from 'zod/v4';
import type { ServiceName } from './service';
import type { ReportViolation } from './violations';

/** Says what in a body does not fit its schema, place by place, without any value; nothing where all fits. */
export function misfit(schema: ZodType, body: unknown): string | undefined {
  const result = schema.safeParse(body);
  if (result.success) return undefined;
  return result.error.issues
    .map(({ path, message, code }) => {
      const place = path.map(String).join('.') || 'the body';
      return code === 'unrecognized_keys' ? `${place}: ${message}` : `${place}: ${code}`;
    })
    .join('; ');
}

/** A check that reports every answer which does not fit. */
export function answerCheck(
  report: ReportViolation,
): (service: ServiceName, request: Request, schema: ZodType, body: unknown) => void {
  return (service, request, schema, body) => {
    const what = misfit(schema, body);
    if (what !== undefined) report(service, 'answer', request, what);
  };
}
