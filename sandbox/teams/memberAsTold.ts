import { type Office, type OfficePerson, teamsIdOf } from './office';

/** A person as the connector tells a bot about a member of a conversation (TeamsChannelAccount). */
export function memberAsTold(office: Office, person: OfficePerson): Record<string, string> {
  const [givenName = '', ...rest] = person.name.split(' ');
  return {
    id: teamsIdOf(office, person),
    objectId: person.objectId,
    aadObjectId: person.objectId,
    name: person.name,
    givenName,
    surname: rest.join(' '),
    email: person.signInName,
    userPrincipalName: person.signInName,
    tenantId: office.tenantId,
    userRole: 'user',
  };
}
