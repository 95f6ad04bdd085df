import { createHash } from 'node:crypto';
import { people, signInApplication, contosoTenantId } from '../../../sandbox/world/contosoIds';
import type { CloudClient, RawAnswer } from '../../support/cloudClient';
import type { CodeCause } from './cause';

const verifier = 'v'.repeat(43);
const redirect = `https://${signInApplication.host}/step-up/return`;

/** Megan signs in; the code that her browser is sent back with. */
async function codeOf(client: CloudClient): Promise<string> {
  const query = new URLSearchParams({
    ...{ client_id: signInApplication.appId, redirect_uri: redirect, response_type: 'code' },
    ...{ response_mode: 'query', scope: 'openid', state: 's', nonce: 'n', code_challenge_method: 'S256' },
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
  });
  const address = `https://login.microsoftonline.com/${contosoTenantId}/oauth2/v2.0/authorize?${query.toString()}`;
  const form = new URLSearchParams({ person: people['Megan Bowen'], turn: 'fresh' });
  const { headers } = await client.call('POST', address, { body: form.toString() });
  return new URL(String(headers['location'])).searchParams.get('code') ?? '';
}

/** Redeems a code, with something otherwise than it should be. */
function redeem(
  client: CloudClient,
  code: string,
  change: Readonly<Record<string, string>> = {},
): Promise<RawAnswer> {
  return client.askForToken({
    ...{ grant_type: 'authorization_code', client_id: signInApplication.appId },
    ...{ client_secret: signInApplication.secret, scope: 'openid', redirect_uri: redirect },
    ...{ code, code_verifier: verifier, ...change },
  });
}

/** Refusals of a code that a browser brought, by their AADSTS numbers. */
export const signInCauses: readonly CodeCause[] = [
  {
    code: '54005',
    status: 400,
    when: 'a code is redeemed a second time',
    cause: async (client) => {
      const code = await codeOf(client);
      await redeem(client, code);
      return redeem(client, code);
    },
  },
  { code: '70000', status: 400, when: 'there is no such code', cause: (client) => redeem(client, 'none') },
  {
    code: '50148',
    status: 400,
    when: 'a code is redeemed for another address',
    cause: async (client) => redeem(client, await codeOf(client), { redirect_uri: 'https://other.example/' }),
  },
  {
    code: '501481',
    status: 400,
    when: 'a code is redeemed with another verifier',
    cause: async (client) => redeem(client, await codeOf(client), { code_verifier: 'w'.repeat(43) }),
  },
];
