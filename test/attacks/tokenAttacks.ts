import { generateKeyPairSync } from 'node:crypto';
import { withClaims, withPart, type Attack } from './attack';

const other = generateKeyPairSync('rsa', { modulusLength: 2048 });
const now = (): number => Math.floor(Date.now() / 1000);
const refused = [401];

/** What a token can be that the Bot Framework did not make for this bot. */
export const tokenAttacks: readonly Attack[] = [
  { name: 'no token at all', change: (d) => ({ ...d, authorization: '' }), status: refused, isKnown: false },
  {
    name: 'something else than a bearer token',
    change: (d) => ({ ...d, authorization: 'Basic YTpi' }),
    status: refused,
    isKnown: false,
  },
  {
    name: 'a token that is none',
    change: (d) => ({ ...d, authorization: 'Bearer a.b.c' }),
    status: refused,
    isKnown: false,
  },
  {
    name: 'a token that somebody else signed, under the right key id',
    change: (d) => ({ ...d, signedBy: { alg: 'RS256', key: other.privateKey } }),
    status: refused,
    isKnown: false,
  },
  {
    name: 'a token of a key that is not published',
    change: (d) => ({ ...d, signedBy: { alg: 'RS256', kid: 'unknown', key: other.privateKey } }),
    status: refused,
    isKnown: false,
  },
  {
    name: 'a token without a signature (alg: none)',
    change: (d) => ({ ...d, signedBy: { alg: 'none' } }),
    status: refused,
    isKnown: false,
  },
  {
    name: 'a token signed by HS256 with the public key',
    change: (d) => ({ ...d, signedBy: { alg: 'HS256' } }),
    status: refused,
    isKnown: false,
  },
  {
    name: 'a token that is over',
    change: (d) => withClaims(d, { nbf: now() - 7_200, exp: now() - 3_600 }),
    status: refused,
    isKnown: false,
  },
  {
    name: 'a token that is not valid yet',
    change: (d) => withClaims(d, { nbf: now() + 3_600, exp: now() + 7_200 }),
    status: refused,
    isKnown: false,
  },
  {
    name: 'a token of another issuer',
    change: (d) => withClaims(d, { iss: 'https://sts.windows.net/other/' }),
    status: refused,
    isKnown: false,
  },
  {
    name: 'a token for another bot',
    change: (d) => withClaims(d, { aud: '99999999-0000-4000-8000-000000000000' }),
    status: refused,
    isKnown: false,
  },
  {
    name: 'a token without an audience',
    change: (d) => withClaims(d, { aud: undefined }),
    status: refused,
    isKnown: false,
  },
  {
    name: 'a token for another service address',
    change: (d) => withClaims(d, { serviceurl: 'https://evil.example/' }),
    status: refused,
    isKnown: false,
  },
  {
    name: 'a token without a service address',
    change: (d) => withClaims(d, { serviceurl: undefined }),
    status: refused,
    isKnown: false,
  },
  {
    name: 'a service address elsewhere, in body and token alike',
    change: (d) =>
      withPart(withClaims(d, { serviceurl: 'https://evil.example/' }), {
        serviceUrl: 'https://evil.example/',
      }),
    status: [403],
    isKnown: false,
  },
  {
    name: 'a service address without TLS',
    change: (d) =>
      withPart(withClaims(d, { serviceurl: 'http://smba.trafficmanager.net/emea/' }), {
        serviceUrl: 'http://smba.trafficmanager.net/emea/',
      }),
    status: [403],
    isKnown: false,
  },
  {
    name: 'no service address in the body',
    change: (d) => withPart(d, { serviceUrl: undefined }),
    status: [400],
    isKnown: false,
  },
];

const otherTenant = '99999999-0000-4000-8000-000000000001';

/** What an activity can say that comes from somewhere else, signed as it has to be. */
export const placeAttacks: readonly Attack[] = [
  {
    name: 'a conversation of another tenant',
    change: (d) =>
      withPart(d, { conversation: { ...(d.activity['conversation'] as object), tenantId: otherTenant } }),
    status: [403],
    isKnown: false,
  },
  {
    name: 'channel data of another tenant',
    change: (d) => withPart(d, { channelData: { tenant: { id: otherTenant } } }),
    status: [403],
    isKnown: false,
  },
  {
    name: 'no tenant at all',
    change: (d) =>
      withPart(d, {
        channelData: {},
        conversation: { ...(d.activity['conversation'] as object), tenantId: undefined },
      }),
    status: [403],
    isKnown: false,
  },
  {
    name: 'another channel than Teams',
    change: (d) => withPart(d, { channelId: 'webchat' }),
    status: [401, 403],
    isKnown: false,
  },
  {
    name: 'an application instead of a person',
    change: (d) => withPart(d, { from: { id: '28:app', name: 'App', role: 'bot' } }),
    status: [403],
    isKnown: false,
  },
  {
    name: 'a person whose object id is none',
    change: (d) => withPart(d, { from: { ...(d.activity['from'] as object), aadObjectId: "' or 1=1 --" } }),
    status: [403],
    isKnown: false,
  },
];
