import { botApplication, contosoTenantId, people } from '../world/contosoIds';
import type { World } from '../world/world';
import type { Office } from './office';

/** Contoso's Teams: its people, the bot, and the channel "Contoso admins" of the team "Contoso IT". */
export function contosoOffice(world: World): Office {
  const ids: readonly string[] = Object.values(people);
  return {
    tenantId: contosoTenantId,
    botId: botApplication.appId,
    botName: 'Countersign',
    people: world.users
      .filter(({ id }) => ids.includes(id))
      .map(({ id, displayName, userPrincipalName }) => ({
        objectId: id,
        name: displayName,
        signInName: userPrincipalName,
      })),
    channels: [
      { team: 'Contoso IT', name: 'Contoso admins', members: ['Adele Vance', 'Megan Bowen', 'Nestor Wilke'] },
    ],
  };
}
