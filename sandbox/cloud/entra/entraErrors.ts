import { randomUUID } from 'node:crypto';

/** A refusal of the token endpoint. */
export interface EntraRefusal {
  readonly status: number;
  readonly error: string;
  readonly number: number;
  readonly text: string;
  readonly withAddress?: boolean;
}

const invalidClient = { status: 401, error: 'invalid_client', withAddress: true } as const;

/** Refusals of the token endpoint, as recorded from a real tenant or listed in Entra's reference of its codes. */
export const entraErrors = {
  expiredSecret: (appId: string): EntraRefusal => ({
    ...invalidClient,
    number: 7000222,
    text: `The provided client secret keys for app '${appId}' are expired. Visit the Azure portal to create new keys for your app.`,
  }),
  missingCredential: (): EntraRefusal => ({
    ...invalidClient,
    number: 7000216,
    text: "'client_assertion', 'client_secret' or 'request' is required for the 'client_credentials' grant type.",
  }),
  malformedAssertion: (): EntraRefusal => ({
    status: 400,
    error: 'invalid_request',
    number: 50027,
    text: 'JWT token is invalid or malformed.',
    withAddress: true,
  }),
  assertionOfAnother: (): EntraRefusal => ({
    ...invalidClient,
    number: 700021,
    text: "Client assertion application identifier doesn't match 'client_id' parameter.",
  }),
  badSignature: (why: string): EntraRefusal => ({
    ...invalidClient,
    number: 700027,
    text: `The certificate with identifier used to sign the client assertion is not registered on application. [Reason - ${why}]`,
  }),
  wrongAudience: (): EntraRefusal => ({
    ...invalidClient,
    number: 700023,
    text: 'Client assertion audience claim does not match Realm issuer.',
  }),
  assertionOutOfTime: (): EntraRefusal => ({
    ...invalidClient,
    number: 700024,
    text: 'Client assertion is not within its valid time range.',
  }),
  noFederation: (number: 700211 | 700212 | 700213, what: string, value: string): EntraRefusal => ({
    ...invalidClient,
    number,
    text: `No matching federated identity record found for presented assertion ${what} '${value}'. Check your federated identity credential Subject, Audience and Issuer against the presented assertion.`,
  }),
  foreignSignature: (): EntraRefusal => ({
    ...invalidClient,
    number: 50013,
    text: 'Assertion failed signature validation.',
  }),
  notInTheTenant: (appId: string, tenant: string): EntraRefusal => ({
    status: 400,
    error: 'unauthorized_client',
    number: 700016,
    text: `Application with identifier '${appId}' was not found in the directory '${tenant}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.`,
    withAddress: true,
  }),
  invalidSecret: (appId: string): EntraRefusal => ({
    status: 401,
    error: 'invalid_client',
    number: 7000215,
    text: `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${appId}'.`,
    withAddress: true,
  }),
  unknownApplication: (appId: string): EntraRefusal => ({
    status: 400,
    error: 'unauthorized_client',
    number: 700038,
    text: `${appId} is not a valid application identifier.`,
  }),
  unknownResource: (resource: string, tenant: string): EntraRefusal => ({
    status: 400,
    error: 'invalid_resource',
    number: 500011,
    text: `The resource principal named ${resource} was not found in the tenant named ${tenant}. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You might have sent your authentication request to the wrong tenant.`,
    withAddress: true,
  }),
  unsupportedGrant: (grant: string): EntraRefusal => ({
    status: 400,
    error: 'unsupported_grant_type',
    number: 70003,
    text: `The app requested an unsupported grant type '${grant}'.`,
  }),
  unknownTenant: (tenant: string): EntraRefusal => ({
    status: 400,
    error: 'invalid_request',
    number: 90002,
    text: `Tenant '${tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.`,
    withAddress: true,
  }),
  invalidGrant: (number: 54005 | 70000 | 50148 | 501481): EntraRefusal => ({
    status: 400,
    error: 'invalid_grant',
    number,
    text: {
      54005:
        'OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.',
      70000: 'The provided value for the code parameter is not valid.',
      50148: 'The redirect_uri does not match the one that the code was asked for with.',
      501481: 'The Code_Verifier does not match the code_challenge supplied in the authorization request.',
    }[number],
    withAddress: true,
  }),
  invalidScope: (scope: string): EntraRefusal => ({
    status: 400,
    error: 'invalid_scope',
    number: 1002012,
    text: `The provided value for scope ${scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).`,
    withAddress: true,
  }),
} as const;

/** The refusal as the token endpoint answers it. */
export function entraRefusal(refusal: EntraRefusal, at: number): Response {
  const timestamp = `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')}Z`;
  const [trace, correlation] = [randomUUID(), randomUUID()];
  const body = {
    error: refusal.error,
    error_description: `AADSTS${String(refusal.number)}: ${refusal.text} Trace ID: ${trace} Correlation ID: ${correlation} Timestamp: ${timestamp}`,
    error_codes: [refusal.number],
    timestamp,
    trace_id: trace,
    correlation_id: correlation,
    ...(refusal.withAddress
      ? { error_uri: `https://login.microsoftonline.com/error?code=${String(refusal.number)}` }
      : {}),
  };
  return Response.json(body, { status: refusal.status });
}
