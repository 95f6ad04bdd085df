import type { ServiceName } from './service';

/** Something that the contracts do not allow. */
export interface Violation {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly service: ServiceName;
  /** Whether the caller sent it or the sandbox itself answered it. */
  readonly side: 'request' | 'answer';
  readonly method: string;
  /** Host, path and query as sent. */
  readonly url: string;
  /** What is wrong, without any value that was sent. */
  readonly what: string;
}

/** Notes a violation together with its call. */
export type ReportViolation = (
  service: ServiceName,
  side: Violation['side'],
  request: Request,
  what: string,
) => void;

/** A reporter that appends to this list. */
export function reportTo(violations: Violation[], now: () => number): ReportViolation {
  return (service, side, request, what) => {
    violations.push({
      at: now(),
      service,
      side,
      method: request.method,
      url: request.url.replace(/^https:\/\//, ''),
      what,
    });
  };
}
