import { idIn } from './contosoIds';

/** The security roles that each of Contoso's environments has, in each of its two units. */
export const roleNames = [
  'System Administrator',
  'System Customizer',
  'Basic User',
  'Stock Sync Reader',
] as const;

/** Name of a role. */
export type RoleName = (typeof roleNames)[number];

/** Role templates, the same in every environment (recorded role lists); a role of one's own has none. */
export const roleTemplates: Readonly<Record<RoleName, string | null>> = {
  'System Administrator': '627090ff-40a3-4053-8790-584edc5be201',
  'System Customizer': '119f245c-3cc8-4b62-b31c-d1a046ced15d',
  'Basic User': '236750cd-45ae-4939-ab12-b24b920ced93',
  'Stock Sync Reader': null,
};

/** Id of a role's copy in the root unit or in the child unit of the environment with this number. */
export function roleIdIn(environment: number, name: RoleName, unit: 'root' | 'child'): string {
  return idIn(environment, unit === 'root' ? '401' : '402', roleNames.indexOf(name) + 1);
}

/** Id of the root unit or of the child unit of the environment with this number. */
export function unitIdIn(environment: number, unit: 'root' | 'child'): string {
  return idIn(environment, 'b00', unit === 'root' ? 1 : 2);
}
