import { randomBytes } from 'node:crypto';
import { createSecureContext, type SecureContext } from 'node:tls';
import { generate } from 'selfsigned';

/** A certificate authority that lives in memory. */
export interface CertificateAuthority {
  /** Its certificate, PEM. */
  readonly certificate: string;
  /** A certificate for this host, made once and kept. */
  contextFor(host: string): Promise<SecureContext>;
}

const curve = { keyType: 'ec', curve: 'P-256', algorithm: 'sha256' } as const;

/** Makes a new authority. Its key is never written anywhere. */
export async function createCertificateAuthority(): Promise<CertificateAuthority> {
  const dates = validity();
  // Each has a name of its own, so that a process may trust several at once.
  const name = `Countersign sandbox ${randomBytes(4).toString('hex')}`;
  const root = await generate([{ name: 'commonName', value: name }], {
    ...curve,
    ...dates,
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  const contexts = new Map<string, Promise<SecureContext>>();
  const make = async (host: string): Promise<SecureContext> => {
    const leaf = await generate([{ name: 'commonName', value: host.slice(0, 64) }], {
      ...curve,
      ...dates,
      ca: { key: root.private, cert: root.cert },
      extensions: [
        { name: 'basicConstraints', cA: false },
        { name: 'keyUsage', digitalSignature: true },
        { name: 'extKeyUsage', serverAuth: true },
        { name: 'subjectAltName', altNames: [{ type: 2, value: host }] },
      ],
    });
    return createSecureContext({ key: leaf.private, cert: leaf.cert });
  };
  return {
    certificate: root.cert,
    contextFor(host) {
      const known = contexts.get(host) ?? make(host);
      contexts.set(host, known);
      return known;
    },
  };
}

/** Backdated, because clocks differ, and short, because nobody is to trust it for long. */
function validity(): { notBeforeDate: Date; notAfterDate: Date } {
  const day = 86_400_000;
  return { notBeforeDate: new Date(Date.now() - day), notAfterDate: new Date(Date.now() + 30 * day) };
}
