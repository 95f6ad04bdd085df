import type { AdditionalPolicyConfig } from '@azure-rest/core-client';
import type { Scopes } from '../../ports';
import { allowance } from './allowance';
import type { Intent } from './answer';
import { baggageOf } from './baggageOf';

/**
 * The last thing that happens before a call leaves an Azure pipeline, after the token was got: looks at the
 * deadline, sets the time-out and the correlation id. `perRetry` places it there.
 */
export function departurePolicy(intent: Intent, scopes: Scopes): AdditionalPolicyConfig {
  return {
    position: 'perRetry',
    policy: {
      name: 'departurePolicy',
      sendRequest(request, next) {
        const scope = scopes.current();
        if (scope !== undefined) {
          request.headers.set('x-ms-client-request-id', scope.correlationId);
          request.headers.set('x-ms-correlation-request-id', scope.correlationId);
        }
        if (scope?.step !== undefined) request.headers.set('baggage', baggageOf(scope.step));
        request.timeout = allowance(intent, scope);
        return next(request);
      },
    },
  };
}
