/**
 * Product names by Microsoft's part numbers, for the licences that are borrowed most. Source: "Product names and
 * service plan identifiers for licensing" in Microsoft's Entra documentation.
 */
const productNames: Readonly<Record<string, string>> = {
  DYN365_ENTERPRISE_PLAN1: 'Dynamics 365 Customer Engagement Plan',
  DYN365_ENTERPRISE_SALES: 'Dynamics 365 Sales Enterprise',
  DYN365_ENTERPRISE_CUSTOMER_SERVICE: 'Dynamics 365 Customer Service Enterprise',
  DYN365_ENTERPRISE_FIELD_SERVICE: 'Dynamics 365 Field Service Enterprise',
  DYN365_TEAM_MEMBERS: 'Dynamics 365 Team Members',
  POWERAPPS_PER_USER: 'Power Apps Premium',
};

/** The name people know the licence by; its part number where that is all there is. */
export function licenceName(partNumber: string): string {
  return productNames[partNumber] ?? partNumber;
}
