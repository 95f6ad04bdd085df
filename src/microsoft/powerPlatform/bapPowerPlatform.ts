import { z } from 'zod/v4';
import { ServiceFault } from '../../domain/serviceFault';
import type { PowerPlatform } from '../../ports';
import type { CloudAddresses } from '../cloudAddresses';
import type { Connection } from '../connection';
import { Caller } from '../http/caller';
import { decode } from '../http/decode';
import { query } from '../http/query';
import { createRestSender, type SendRest } from '../http/restSender';

const apiVersion = query({ 'api-version': '2023-06-01' });
const noGroup = '00000000-0000-0000-0000-000000000000';

/** Said with 403, but about the account and not about the bot (Microsoft's Terraform provider for Power Platform). */
const aboutTheAccount = new Set(['userNotLicensed', 'UserNotMemberOfCdsSecurityGroup']);

const environmentRow = z.object({
  name: z.string(),
  properties: z.object({
    displayName: z.string().nullish(),
    linkedEnvironmentMetadata: z
      .object({ instanceUrl: z.string().nullish(), securityGroupId: z.string().nullish() })
      .nullish(),
  }),
});

/**
 * Power Platform's administration, by its Business Application Platform API; the bot has to be registered there as
 * a management application.
 */
export class BapPowerPlatform implements PowerPlatform {
  private readonly caller: Caller;
  private readonly send: SendRest;

  constructor(cloud: CloudAddresses, connection: Connection) {
    this.caller = new Caller('Power Platform', connection.log);
    this.send = createRestSender(cloud.powerPlatform, cloud.powerPlatformScope, connection);
  }

  async environment(
    id: string,
  ): Promise<{ readonly name: string; readonly url: string; readonly securityGroupId?: string } | undefined> {
    const what = 'read the environment';
    const path = `${pathOf(id)}${apiVersion}`;
    const answer = await this.caller.find(what, () => this.send('read', { method: 'get', path }));
    if (answer === undefined) return undefined;
    const { name, properties } = decode('Power Platform', what, environmentRow, answer.body);
    const linked = properties.linkedEnvironmentMetadata;
    const groupId = linked?.securityGroupId;
    return {
      name: properties.displayName ?? name,
      // An environment without Dataverse has no address.
      url: (linked?.instanceUrl ?? '').replace(/\/+$/, ''),
      ...(groupId && groupId !== noGroup ? { securityGroupId: groupId } : {}),
    };
  }

  async addUser(id: string, objectId: string): Promise<void> {
    const path = `${pathOf(id)}/addUser${apiVersion}`;
    try {
      await this.caller.write('add the account to the environment', () =>
        this.send('write', { method: 'post', path, body: { objectId } }),
      );
    } catch (error) {
      throw error instanceof ServiceFault && aboutTheAccount.has(error.facts.code ?? '')
        ? new ServiceFault({ ...error.facts, kind: 'refused' })
        : error;
    }
  }
}

function pathOf(id: string): string {
  return `/providers/Microsoft.BusinessAppPlatform/scopes/admin/environments/${encodeURIComponent(id)}`;
}
