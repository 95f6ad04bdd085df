import { z } from 'zod/v4';

const linkedEnvironment = z.strictObject({
  resourceId: z.guid(),
  friendlyName: z.string(),
  uniqueName: z.string(),
  domainName: z.string(),
  version: z.string(),
  instanceUrl: z.url(),
  instanceApiUrl: z.url(),
  baseLanguage: z.int(),
  instanceState: z.literal('Ready'),
  createdTime: z.iso.datetime(),
  securityGroupId: z.guid().optional(),
});

/** An environment as the administration shows it: those parts of the recorded one that are played. */
export const bapEnvironment = z.strictObject({
  id: z.string(),
  type: z.literal('Microsoft.BusinessAppPlatform/scopes/environments'),
  location: z.string(),
  name: z.guid(),
  properties: z.strictObject({
    tenantId: z.guid(),
    azureRegion: z.string(),
    displayName: z.string(),
    createdTime: z.iso.datetime(),
    provisioningState: z.literal('Succeeded'),
    creationType: z.literal('User'),
    environmentSku: z.enum(['Production', 'Trial', 'Developer']),
    isDefault: z.boolean(),
    databaseType: z.enum(['CommonDataService', 'None']),
    linkedEnvironmentMetadata: linkedEnvironment.optional(),
    states: z.strictObject({ management: z.strictObject({ id: z.literal('Ready') }) }),
  }),
});

/** A list of environments. */
export const bapEnvironments = z.strictObject({ value: z.array(bapEnvironment) });

/** The body of addUser. */
export const bapAddUser = z.strictObject({ objectId: z.guid() });

/** What the administration says when it refuses. */
export const bapError = z.strictObject({
  error: z.strictObject({
    code: z.string(),
    message: z.string(),
    detailUrlType: z.literal('NotSpecified').optional(),
  }),
});
