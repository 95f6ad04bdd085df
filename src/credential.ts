import {
  ClientCertificateCredential,
  ClientSecretCredential,
  ManagedIdentityCredential,
  WorkloadIdentityCredential,
  type TokenCredential,
} from '@azure/identity';
import type { Config } from './config';

/**
 * The bot's identity, which proves itself as the configuration says: by a secret, by a certificate, by the token that
 * a cluster or another issuer puts into a file, or as a managed identity. Files are read when a token is asked for,
 * so a renewed one is taken up without a restart. Connects to nothing yet.
 */
export function credentialOf({ app, cloud }: Pick<Config, 'app' | 'cloud'>): TokenCredential {
  const { tenantId, clientId, proof } = app;
  const options = { authorityHost: cloud.authority };
  switch (proof.by) {
    case 'secret':
      return new ClientSecretCredential(tenantId, clientId, proof.secret, options);
    case 'certificate':
      return new ClientCertificateCredential(tenantId, clientId, { certificatePath: proof.file }, options);
    case 'tokenFile':
      return new WorkloadIdentityCredential({ tenantId, clientId, tokenFilePath: proof.file, ...options });
    case 'managedIdentity':
      return new ManagedIdentityCredential({ clientId });
  }
}
