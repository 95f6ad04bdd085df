import { groups, longAgo, people } from './contosoIds';
import { serviceAccountId, serviceAccounts } from './contosoUsers';
import type { DirectoryGroup } from './world';

/** Contoso's groups: for the policy, for group teams, for a security group, and some that nobody can be added to. */
export function contosoGroups(): DirectoryGroup[] {
  const finance = serviceAccounts.flatMap(([, environments], index) =>
    environments.includes(4) ? [serviceAccountId(index)] : [],
  );
  return [
    group('administrators', 'Dynamics administrators', [
      people['Diego Siciliani'],
      people['Pradeep Gupta'],
      people['Joni Sherman'],
    ]),
    group('operators', 'Countersign operators', [people['Nestor Wilke']]),
    group('auditors', 'Countersign auditors', [people['Isaiah Langer']]),
    group('financeUsers', 'Finance environment users', [
      people['Adele Vance'],
      people['Megan Bowen'],
      people['Alex Wilber'],
      people['Diego Siciliani'],
      people['Lidia Holloway'],
      ...finance,
    ]),
    group('approvers', 'Countersign approvers', [people['Megan Bowen'], groups.itLeads]),
    group('itLeads', 'IT leads', [people['Alex Wilber']]),
    group('empty', 'Nobody yet', []),
    {
      ...group('dynamic', 'All of Sales', [people['Lidia Holloway']]),
      groupTypes: ['DynamicMembership'],
      membershipRule: 'user.department -eq "Sales"',
    },
    { ...group('synced', 'Headquarters', [people['Adele Vance']]), onPremisesSyncEnabled: true },
  ];
}

function group(key: keyof typeof groups, displayName: string, members: string[]): DirectoryGroup {
  return {
    id: groups[key],
    displayName,
    description: null,
    mailNickname: displayName.toLowerCase().replaceAll(' ', '-'),
    groupTypes: [],
    membershipRule: null,
    onPremisesSyncEnabled: null,
    members,
    createdAt: longAgo,
  };
}
