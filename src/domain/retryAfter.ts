import type { Duration } from './time';

/**
 * `Retry-After` in ms: seconds, or a date that is compared with the answer's own `Date`, so no clock is asked. Nothing
 * where it is missing or says neither.
 */
export function retryAfterOf(value: string | undefined, date: string | undefined): Duration | undefined {
  if (value === undefined) return undefined;
  if (/^\d+(\.\d+)?$/.test(value)) return Math.ceil(Number(value) * 1000);
  const span = Date.parse(value) - Date.parse(date ?? '');
  return Number.isFinite(span) ? Math.max(0, span) : undefined;
}
