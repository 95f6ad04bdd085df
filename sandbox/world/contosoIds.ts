/** Contoso's tenant id. */
export const contosoTenantId = 'c0117050-0000-4000-8000-000000000001';

/** The bot's registration; the secret opens nothing but the sandbox. */
export const botApplication = {
  appId: 'c0117050-0000-4000-8000-0000000000b0',
  objectId: 'c0117050-0000-4000-8000-0000000000b1',
  secret: 'sandbox~secret~of~the~bot~0123456789',
} as const;

/** The registration that approvers sign in to afresh; the secret opens nothing but the sandbox. */
export const signInApplication = {
  appId: 'c0117050-0000-4000-8000-0000000000c0',
  objectId: 'c0117050-0000-4000-8000-0000000000c1',
  secret: 'sandbox~secret~of~the~sign-in~0123456789',
  /** The host under which browsers reach the bot. */
  host: 'countersign.contoso.com',
} as const;

/** Object ids of Contoso's people. */
export const people = {
  'Adele Vance': 'ade1e000-0000-4000-8000-000000000001',
  'Megan Bowen': 'ade1e000-0000-4000-8000-000000000002',
  'Alex Wilber': 'ade1e000-0000-4000-8000-000000000003',
  'Diego Siciliani': 'ade1e000-0000-4000-8000-000000000004',
  'Lidia Holloway': 'ade1e000-0000-4000-8000-000000000005',
  'Pradeep Gupta': 'ade1e000-0000-4000-8000-000000000006',
  'Nestor Wilke': 'ade1e000-0000-4000-8000-000000000007',
  'Isaiah Langer': 'ade1e000-0000-4000-8000-000000000008',
  'Joni Sherman': 'ade1e000-0000-4000-8000-000000000009',
} as const;

/** Object ids of Contoso's groups. */
export const groups = {
  /** A group team in every environment holds System Administrator for it. */
  administrators: '96009000-0000-4000-8000-000000000001',
  operators: '96009000-0000-4000-8000-000000000002',
  auditors: '96009000-0000-4000-8000-000000000003',
  /** The security group of Contoso Finance. */
  financeUsers: '96009000-0000-4000-8000-000000000004',
  /** Megan directly, Alex by a group within. */
  approvers: '96009000-0000-4000-8000-000000000005',
  itLeads: '96009000-0000-4000-8000-000000000006',
  /** Nobody is in it. */
  empty: '96009000-0000-4000-8000-000000000007',
  /** A rule computes its members. */
  dynamic: '96009000-0000-4000-8000-000000000008',
  /** Synced from on-premises. */
  synced: '96009000-0000-4000-8000-000000000009',
} as const;

/** SKU ids as Microsoft publishes them (product names and service plan identifiers for licensing). */
export const skus = {
  sales: '1e1a282c-9c54-43a2-9310-98ef728faace',
  powerAppsPerUser: 'b30411f5-fea1-4a59-9ad9-3db7c7ead579',
  customerService: '749742bf-0d37-4158-a120-33567104deeb',
  office: '6fd2c87f-b296-42f0-b197-1e91e994b900',
} as const;

/** Power Platform's ids of Contoso's environments. */
export const environments = {
  production: 'e0000000-0000-4000-8000-000000000001',
  salesEmea: 'e0000000-0000-4000-8000-000000000002',
  legacy: 'e0000000-0000-4000-8000-000000000003',
  finance: 'e0000000-0000-4000-8000-000000000004',
  sealed: 'e0000000-0000-4000-8000-000000000005',
} as const;

/** When everything that was there before the sandbox began was made: 1 June 2026. */
export const longAgo = Date.UTC(2026, 5, 1);

/** The n-th id of a kind (three hexadecimal digits) in the environment with this number. */
export function idIn(environment: number, kind: string, n: number): string {
  return `e${String(environment)}000${kind}-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;
}
