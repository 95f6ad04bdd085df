import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { accountTruth } from '../support/accountTruth';
import { makeCertificate, signToken } from '../support/assertions';
import { patience, startStory, type Story } from '../support/startStory';

const environment = 'Contoso Production';

describe('A bot without a secret', () => {
  let folder: string;
  let story: Story | undefined;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'countersign-proof-'));
  });
  afterEach(async () => {
    await story?.end();
    story = undefined;
    rmSync(folder, { recursive: true });
  });
  const fileWith = (text: string): string => {
    const file = path.join(folder, 'proof');
    writeFileSync(file, text);
    return file;
  };

  it('makes an account from the question to the end, signed in by its certificate', async () => {
    const { privateKey, certificate } = await makeCertificate();
    const proof = { AZURE_CLIENT_CERTIFICATE_PATH: fileWith(`${privateKey}${certificate}`) };
    story = await startStory([], {}, undefined, proof);
    const { cloud } = story.sandbox;
    cloud.edit('setApplication', {
      application: 'Countersign',
      secrets: [],
      certificates: [certificate],
    });
    for (const name of ['Adele Vance', 'Megan Bowen']) await story.person(name).install();
    const label = await story.approved(environment, 'certified');
    await story.shows(label, 'Access Mode: Non-interactive');
    expect(accountTruth(story.sandbox, environment, 'svc-certified@contoso.com')).toMatchObject({
      accessMode: 4,
      licences: 0,
    });
    const services = cloud.calls.after().map(({ service, status }) => `${service} ${String(status)}`);
    expect(services).toEqual(expect.arrayContaining(['Entra 200', 'Teams 201', 'Key Vault 200']));
  }, 90_000);

  it('answers, signed in by the token that its cluster keeps in a file', async () => {
    const issuer = 'https://oidc.contoso-cluster.example/';
    const subject = 'system:serviceaccount:countersign:bot';
    const audience = 'api://AzureADTokenExchange';
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const kid = randomUUID();
    const token = signToken({ iss: issuer, sub: subject, aud: audience }, { privateKey, header: { kid } });
    story = await startStory([], {}, undefined, { AZURE_FEDERATED_TOKEN_FILE: fileWith(token) });
    const { cloud } = story.sandbox;
    cloud.edit('setApplication', {
      application: 'Countersign',
      secrets: [],
      federatedCredentials: [{ issuer, subject, audience }],
    });
    cloud.edit('setIssuers', {
      issuers: [{ issuer, keys: [{ ...publicKey.export({ format: 'jwk' }), kid }] }],
    });
    const adele = story.person('Adele Vance');
    await adele.install();
    await adele.writes('slots');
    await adele.waitsFor(({ reads }) => reads.includes(environment) && reads.includes('5 free'), patience);
  }, 90_000);
});
