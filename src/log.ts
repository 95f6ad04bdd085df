import pino from 'pino';
import type { Log, Scopes } from './ports';

/**
 * Structured logging to standard output, a JSON object a line. Each line carries the correlation id of the turn of
 * work it belongs to.
 */
export function createLog(level: string, scopes: Scopes): Log {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    mixin: () => {
      const scope = scopes.current();
      return scope === undefined
        ? {}
        : { correlationId: scope.correlationId, ...(scope.step === undefined ? {} : { step: scope.step }) };
    },
  });
}
