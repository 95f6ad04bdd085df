import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { botApplication, contosoTenantId } from '../../../sandbox/world/contosoIds';
import { makeCertificate, signToken, thumbprintOf } from '../../support/assertions';
import type { CloudClient, RawAnswer } from '../../support/cloudClient';
import { nobody, type CodeCause } from './cause';

const scope = 'https://graph.microsoft.com/.default';
const endpoint = `https://login.microsoftonline.com/${contosoTenantId}/oauth2/v2.0/token`;
const jwtBearer = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const issuer = 'https://oidc.contoso-cluster.example/';
const audience = 'api://AzureADTokenExchange';

function present(client: CloudClient, assertion: string): Promise<RawAnswer> {
  const proof = { client_secret: '', client_assertion: assertion, client_assertion_type: jwtBearer };
  return client.askForToken({ scope, ...proof });
}

/** Presents an assertion by a certificate that is registered, with some claims changed. */
async function presentOwn(
  client: CloudClient,
  changes: Readonly<Record<string, unknown>> = {},
  days = 30,
): Promise<RawAnswer> {
  const { privateKey, certificate } = await makeCertificate(days);
  client.cloud.edit('setApplication', { application: 'Countersign', certificates: [certificate] });
  const { appId } = botApplication;
  const claims = { iss: appId, sub: appId, aud: endpoint, ...changes };
  return present(client, signToken(claims, { privateKey, header: thumbprintOf(certificate) }));
}

/** Presents the token of an outside issuer that is trusted, with some claims changed. */
function presentFederated(
  client: CloudClient,
  changes: Readonly<Record<string, unknown>> = {},
  forged = false,
): Promise<RawAnswer> {
  const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const others = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const kid = randomUUID();
  const federatedCredentials = [{ issuer, subject: 'the bot', audience }];
  client.cloud.edit('setApplication', { application: 'Countersign', federatedCredentials });
  const jwk = { ...keys.publicKey.export({ format: 'jwk' }), kid };
  client.cloud.edit('setIssuers', { issuers: [{ issuer, keys: [jwk] }] });
  const claims = { iss: issuer, sub: 'the bot', aud: audience, ...changes };
  const { privateKey } = forged ? others : keys;
  return present(client, signToken(claims, { privateKey, header: { kid } }));
}

/** What proves the application without a secret. */
export const goodProofs: Readonly<Record<string, (client: CloudClient) => Promise<RawAnswer>>> = {
  'its certificate': (client) => presentOwn(client),
  'a token of an issuer that it trusts': (client) => presentFederated(client),
};

const over = { exp: 1_700_000_000, nbf: 1_600_000_000 };

/** Refusals of the token endpoint, by their AADSTS numbers. */
export const entraCauses: readonly CodeCause[] = [
  {
    code: '7000215',
    status: 401,
    when: 'the secret is wrong',
    cause: (client) => client.askForToken({ scope, client_secret: 'wrong' }),
  },
  {
    code: '7000222',
    status: 401,
    when: 'the secret is expired',
    cause: (client) => {
      client.cloud.edit('setApplication', { application: 'Countersign', expiredSecrets: ['once-good'] });
      return client.askForToken({ scope, client_secret: 'once-good' });
    },
  },
  {
    code: '700016',
    status: 400,
    when: 'the tenant does not know the application',
    cause: (client) => client.askForToken({ scope, client_id: nobody }),
  },
  {
    code: '700038',
    status: 400,
    when: 'the application id is none',
    cause: (client) => client.askForToken({ scope, client_id: 'countersign' }),
  },
  {
    code: '7000216',
    status: 401,
    when: 'nothing is presented',
    cause: (client) => client.askForToken({ scope, client_secret: '' }),
  },
  {
    code: '50027',
    status: 400,
    when: 'the assertion is no token',
    cause: (client) => present(client, 'not-a-token'),
  },
  {
    code: '700021',
    status: 401,
    when: 'the assertion is made by another application',
    cause: (client) => presentOwn(client, { iss: nobody, sub: nobody }),
  },
  {
    code: '700027',
    status: 401,
    when: 'the certificate is not registered',
    cause: async (client) => {
      const { privateKey, certificate } = await makeCertificate();
      const { appId } = botApplication;
      const claims = { iss: appId, sub: appId, aud: endpoint };
      return present(client, signToken(claims, { privateKey, header: thumbprintOf(certificate) }));
    },
  },
  {
    code: '700027',
    status: 401,
    when: 'the certificate is over',
    cause: (client) => presentOwn(client, {}, -1),
  },
  {
    code: '700023',
    status: 401,
    when: 'the assertion is made out to somebody else',
    cause: (client) => presentOwn(client, { aud: 'https://login.contoso.example/' }),
  },
  {
    code: '700024',
    status: 401,
    when: 'the assertion is over',
    cause: (client) => presentOwn(client, over),
  },
  {
    code: '700211',
    status: 401,
    when: 'the issuer is not trusted',
    cause: (client) => presentFederated(client, { iss: 'https://oidc.elsewhere.example/' }),
  },
  {
    code: '700212',
    status: 401,
    when: 'the token of the issuer is for another audience',
    cause: (client) => presentFederated(client, { aud: 'api://another' }),
  },
  {
    code: '700213',
    status: 401,
    when: 'the token of the issuer speaks of somebody else',
    cause: (client) => presentFederated(client, { sub: 'another' }),
  },
  {
    code: '50013',
    status: 401,
    when: "the issuer's key did not sign the token",
    cause: (client) => presentFederated(client, {}, true),
  },
  {
    code: '500011',
    status: 400,
    when: 'the tenant does not know the resource',
    cause: (client) => client.askForToken({ scope: 'api://nobody/.default' }),
  },
  {
    code: '70003',
    status: 400,
    when: 'another grant is asked for',
    cause: (client) => client.askForToken({ scope, grant_type: 'password' }),
  },
  {
    code: '90002',
    status: 400,
    when: 'there is no such tenant',
    cause: (client) => client.askForToken({ scope }, 'elsewhere.example'),
  },
  {
    code: '1002012',
    status: 400,
    when: 'the scope is not one of an application',
    cause: (client) => client.askForToken({ scope: 'User.Read' }),
  },
];
