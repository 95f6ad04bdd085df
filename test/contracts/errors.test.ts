import { contosoTenantId } from '../../sandbox/world/contosoIds';
import { startCloudClient, type CloudClient } from '../support/cloudClient';
import { contract } from './support/contract';
import { dataverseErrors } from './support/dataverseErrors';
import { graphErrors } from './support/graphErrors';
import { otherErrors } from './support/otherErrors';
import { textPattern } from './support/matching';
import type { Provoked } from './support/provoked';

interface Catalogued {
  readonly id: string;
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: '' | { readonly error: Readonly<Record<string, unknown>> };
}
const services = ['graph', 'dataverse', 'powerPlatform', 'keyVault'] as const;
const catalogue = contract('errors.json') as Readonly<
  Record<(typeof services)[number], readonly Catalogued[]>
>;
const errors = services.flatMap((service) =>
  catalogue[service].map((one) => ({ ...one, name: `${service}.${one.id}` })),
);
const provoked: Readonly<Record<string, Provoked>> = { ...graphErrors, ...dataverseErrors, ...otherErrors };

/** Bodies that the sandbox does not bring about; a fault can answer any of them word for word. */
const notPlayed: Readonly<Record<string, string>> = {
  'graph.replicationWriteFails': 'a replica that lags refuses with Request_ResourceNotFound',
  'graph.concurrency': 'one call after the other is answered',
  'graph.directoryThrottled': 'a code of the directory’s old interface; a throttled call gets 429',
  'graph.caeChallenge': 'tokens are not evaluated continuously',
  'dataverse.duplicateKey': 'no rows are created',
  'dataverse.hardDeleteRefused': 'no rows are deleted',
  'dataverse.throttleTime': 'a throttled call gets the code for too many requests',
  'dataverse.throttleConcurrency': 'a throttled call gets the code for too many requests',
};

/** Where the words of the sandbox are other ones. Nothing may be decided by words. */
const inOtherWords: Readonly<Record<string, string>> = {
  'graph.invalidGuid': 'every body that does not fit is refused alike',
  'graph.throttled': 'says that a fault answered',
  'dataverse.throttleRequests': 'says that a fault answered',
  'keyVault.throttled': 'says that a fault answered',
};

/** Headers and properties that the sandbox leaves out. */
const leftOut: Readonly<Record<string, readonly string[]>> = {
  'graph.throttled': ['innerError'],
  'dataverse.throttleRequests': [
    'x-ms-ratelimit-burst-remaining-xrm-requests',
    'x-ms-ratelimit-time-remaining-xrm-requests',
  ],
};

describe('The catalogue of refusals', () => {
  let client: CloudClient;
  let ahead = 0;
  beforeEach(async () => {
    ahead = 0;
    client = await startCloudClient({ now: () => Date.now() + ahead });
  });
  afterEach(() => client.cloud.close());

  it('is all here: played, or not played for a reason that is told', () => {
    const told = [...Object.keys(provoked), ...Object.keys(notPlayed)];
    expect(told.sort()).toEqual(errors.map(({ name }) => name).sort());
    expect(Object.keys(inOtherWords).filter((name) => !(name in provoked))).toEqual([]);
  });

  it.each(errors.filter(({ name }) => name in provoked))('holds for $name', async ({ name, ...expected }) => {
    const provoke = provoked[name];
    if (provoke === undefined) throw new Error(`Nothing provokes ${name}.`);
    const passTime = (milliseconds: number): void => void (ahead += milliseconds);
    const { status, headers, body } = await provoke({ client, passTime });
    expect(status).toBe(expected.status);
    const absent: string[] = [];
    for (const [header, value] of Object.entries(expected.headers ?? {})) {
      const answered = headers[header.toLowerCase()];
      if (answered === undefined) absent.push(header);
      else if (header === 'Retry-After') expect(answered).toMatch(/^\d+$/);
      else expect(answered).toMatch(textPattern(value, { tid: contosoTenantId }));
    }
    if (expected.body === '') {
      expect(body).toBe('');
      return;
    }
    const { error } = body as { error: Readonly<Record<string, unknown>> };
    absent.push(...Object.keys(expected.body.error).filter((property) => !(property in error)));
    expect(absent).toEqual(leftOut[name] ?? []);
    expect(String(error['code']).toLowerCase()).toBe(String(expected.body.error['code']).toLowerCase());
    const sameWords = textPattern(String(expected.body.error['message'])).test(String(error['message']));
    expect({ name, sameWords }).toEqual({ name, sameWords: !(name in inOtherWords) });
  });
});
