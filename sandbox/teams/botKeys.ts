import { createHash, generateKeyPairSync, sign } from 'node:crypto';

/** The keys by which the Bot Framework signs what it sends to a bot; made anew at each start. */
export interface BotKeys {
  /** A token for the claims, signed by RS256, with the issuer of the Bot Framework added. */
  sign(claims: Readonly<Record<string, unknown>>): string;
  /** The metadata document of login.botframework.com, which says where the keys are. */
  readonly metadata: Readonly<Record<string, unknown>>;
  /** The key set, endorsed for Teams. */
  readonly keySet: Readonly<Record<string, unknown>>;
}

/** Makes a pair of keys and says them in the form in which login.botframework.com does. */
export function makeBotKeys(): BotKeys {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const jwk = publicKey.export({ format: 'jwk' });
  const kid = createHash('sha256').update(String(jwk.n)).digest('base64url').slice(0, 27);
  return {
    sign: (claims) => {
      const parts = [
        { alg: 'RS256', kid, x5t: kid, typ: 'JWT' },
        { iss: 'https://api.botframework.com', ...claims },
      ].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
      const text = parts.join('.');
      return `${text}.${sign('sha256', Buffer.from(text), privateKey).toString('base64url')}`;
    },
    metadata: {
      issuer: 'https://api.botframework.com',
      authorization_endpoint: 'https://invalid.botframework.com',
      jwks_uri: 'https://login.botframework.com/v1/.well-known/keys',
      id_token_signing_alg_values_supported: ['RS256'],
      token_endpoint_auth_methods_supported: ['private_key_jwt'],
    },
    keySet: {
      keys: [
        {
          kty: 'RSA',
          use: 'sig',
          alg: 'RS256',
          kid,
          x5t: kid,
          n: jwk.n,
          e: jwk.e,
          endorsements: ['msteams'],
        },
      ],
    },
  };
}
