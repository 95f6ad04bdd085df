/** Where Microsoft's services are. Sovereign clouds have other addresses, so they come from the configuration. */
export interface CloudAddresses {
  /** Entra's sign-in service, which issues the tokens. */
  readonly authority: string;
  /** Microsoft Graph, without a version and without a slash at the end. */
  readonly graph: string;
  readonly graphScope: string;
  /** Power Platform's administration, without a slash at the end. */
  readonly powerPlatform: string;
  readonly powerPlatformScope: string;
  /** Where conversations in Teams are opened, without a slash at the end. Source: Microsoft's list of Teams' global service addresses. */
  readonly teams: string;
  /** The Azure portal, without a slash at the end. */
  readonly portal: string;
}

/** The addresses of Microsoft's public cloud. Dataverse and the vault have an address of each customer's own. */
export const publicCloud: CloudAddresses = {
  authority: 'https://login.microsoftonline.com',
  graph: 'https://graph.microsoft.com',
  graphScope: 'https://graph.microsoft.com/.default',
  powerPlatform: 'https://api.bap.microsoft.com',
  powerPlatformScope: 'https://service.powerapps.com/.default',
  teams: 'https://smba.trafficmanager.net/teams',
  portal: 'https://portal.azure.com',
};
