import type { AccessToken, GetTokenOptions, TokenCredential } from '@azure/identity';
import { ServiceFault, type FaultFacts } from '../../domain/serviceFault';
import { errorChain, numberOf, textOf } from './errorChain';

const longestWait = 15_000;

/**
 * The credential as the clients here use it. Without a token nothing is sent, so every failure is a `ServiceFault`
 * of Entra: `denied` where Entra refused (4xx), else `notSent`. Entra is waited for 15 s at most.
 */
export function createTokenSource(credential: TokenCredential): TokenCredential {
  return {
    async getToken(scopes: string | string[], options: GetTokenOptions = {}): Promise<AccessToken> {
      const token = await credential
        .getToken(scopes, { ...options, abortSignal: AbortSignal.timeout(longestWait) })
        .catch((error: unknown) => {
          throw faultOfToken(error);
        });
      if (token === null) throw new ServiceFault({ service: 'Entra', what, kind: 'notSent' });
      // The credential keeps its tokens itself. Were the pipelines told the true expiry, they would renew in the
      // background, where a failure is an unhandled rejection and ends the process; so they ask every time.
      return { token: token.token, expiresOnTimestamp: 0 };
    },
  };
}

const what = 'issue a token';

function faultOfToken(error: unknown): ServiceFault {
  const facts: FaultFacts = { service: 'Entra', what, kind: 'notSent' };
  const status = statusOf(error);
  if (status === undefined || status < 400 || status >= 500 || status === 429) return new ServiceFault(facts);
  const code = codeOf(error);
  return new ServiceFault({ ...facts, kind: 'denied', status, ...(code === undefined ? {} : { code }) });
}

/** MSAL says `status`, the identity library's own requests say `statusCode`. */
function statusOf(error: unknown): number | undefined {
  return numberOf(error, 'status') ?? numberOf(error, 'statusCode');
}

/** `AADSTS7000215` where Entra told its number, else OAuth's word for it, such as `invalid_client`. */
function codeOf(error: unknown): string | undefined {
  for (const link of errorChain(error)) {
    const number: unknown = Reflect.get(link, 'errorNo');
    if (typeof number === 'string' || typeof number === 'number') return `AADSTS${String(number)}`;
  }
  return textOf(error, 'errorCode');
}
