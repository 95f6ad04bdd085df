import { mkdtempSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Cloud, CloudOptions } from '../../sandbox/cloud/startCloud';
import { accountDraft } from '../support/accountDraft';
import { startCloudClient, type CloudClient } from '../support/cloudClient';

describe('The cloud', () => {
  const running: Cloud[] = [];
  afterEach(async () => {
    for (const cloud of running.splice(0)) await cloud.close();
  });
  const start = async (options: Partial<CloudOptions> = {}): Promise<CloudClient> => {
    const client = await startCloudClient(options);
    running.push(client.cloud);
    return client;
  };

  it('lets nothing out: a host that it does not play is refused', async () => {
    const client = await start();
    await expect(client.call('GET', 'https://example.com/')).rejects.toThrow();
    await expect(client.call('GET', 'https://unknown.crm4.dynamics.com/')).rejects.toThrow();
    expect(client.cloud.calls.after()).toEqual([]);
  });

  it('plays further services beside its own, with faults and the call log', async () => {
    const client = await start({
      services: (kit) => [
        {
          name: 'Teams',
          serves: (host) => host === 'smba.trafficmanager.net',
          fetch: (request) => Response.json(kit.entra.check(request, 'https://api.botframework.com').ok),
        },
      ],
    });
    const url = 'https://smba.trafficmanager.net/emea/v3/conversations';
    const token = await client.token('https://api.botframework.com');
    expect((await client.call('GET', url)).body).toBe(false);
    expect((await client.call('GET', url, { token })).body).toBe(true);
    client.cloud.faults.add({ service: 'Teams', times: 1, kind: 'lostBefore' });
    await expect(client.call('GET', url)).rejects.toThrow();
    expect(client.cloud.calls.after().map(({ service, status }) => [service, status])).toEqual([
      ['Entra', 200],
      ['Teams', 200],
      ['Teams', 200],
      ['Teams', 0],
    ]);
  });

  it('keeps its world from one start to the next, where it is asked to', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'cloud-'));
    const first = await start({ folder, keep: true });
    const made = await first.signedCall('POST', 'https://graph.microsoft.com/v1.0/users', {
      body: accountDraft('svc-kept'),
    });
    expect(made.status).toBe(201);
    // Kept before the caller heard of it, so that a kill loses nothing.
    const file = path.join(folder, 'world.json');
    expect(readFileSync(file, 'utf8')).toContain('svc-kept@contoso.com');
    expect(statSync(file).mode & 0o077).toBe(0);
    await first.cloud.close();
    const { cloud: second } = await start({ folder, keep: true });
    expect(second.world.user('svc-kept@contoso.com').id).toBe((made.body as { id: string }).id);
    const { cloud: fresh } = await start({ folder });
    expect(fresh.world.findUser('svc-kept@contoso.com')).toBeUndefined();
  });

  it('begins with a Contoso whose figures are true', async () => {
    const { cloud } = await start();
    const { world } = cloud;
    const used = (name: string): number => world.platform.nonInteractive(world.environment(name)).length;
    expect(
      ['Contoso Production', 'Contoso Sales EMEA', 'Contoso Legacy', 'Contoso Finance'].map(used),
    ).toEqual([2, 5, 7, 1]);
    expect(world.consumedUnits('DYN365_ENTERPRISE_SALES')).toBe(7);
    expect(world.systemUser('Contoso Production', 'Joni Sherman').isDisabled).toBe(true);
    const names = ['Adele Vance', 'Megan Bowen', 'Alex Wilber', 'Lidia Holloway', 'EDI gateway'];
    for (const name of names) expect(world.systemUser('Contoso Sales EMEA', name).isDisabled).toBe(false);
  });
});
