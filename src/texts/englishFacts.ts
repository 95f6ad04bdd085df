import { accessModes } from '../domain/accessMode';
import type { Evidence } from '../domain/evidence';

type Value = Evidence['facts'][string];

const modes: Readonly<Record<string, string>> = {
  [accessModes.readWrite]: 'Read-Write',
  [accessModes.administrative]: 'Administrative',
  [accessModes.read]: 'Read',
  [accessModes.support]: 'Support User',
  [accessModes.nonInteractive]: 'Non-interactive',
  [accessModes.delegatedAdmin]: 'Delegated Admin',
};

/** The Access Mode of that number as Dynamics 365 names it; a number it does not know stays a number. */
export function accessModeName(mode: unknown): string {
  return modes[String(mode)] ?? String(mode);
}

const eitherOr =
  (yes: string, no: string) =>
  (value: Value): string =>
    value === true ? yes : no;

const words: Readonly<Record<string, (value: Value) => string>> = {
  accessMode: (mode) => `Access Mode: ${accessModeName(mode)}`,
  enabled: eitherOr('enabled', 'not enabled'),
  disabled: eitherOr('disabled', 'not disabled'),
  licensed: eitherOr('licence there', 'no licence'),
  licence: (name) => `licence: ${named(name)}`,
  roles: (roles) => (named(roles) === '' ? 'no roles' : `roles: ${named(roles)}`),
  member: eitherOr('a member', 'not a member'),
  securityGroup: (group) =>
    group === 'none' ? 'the environment has no security group' : `security group: ${named(group)}`,
  businessUnit: (unit) => `business unit: ${named(unit)}`,
  account: (account) => `account: ${named(account)}`,
  used: (count) => `slots used: ${named(count)}`,
  held: (count) => `held: ${named(count)}`,
  limit: (count) => `limit: ${named(count)}`,
};

/** A fact of the evidence in English; one it has no words for by its name. Lists have been shortened before. */
export function englishFact(name: string, value: Value): string {
  return Object.hasOwn(words, name) ? (words[name]?.(value) ?? '') : `${name}: ${named(value)}`;
}

function named(value: Value): string {
  return typeof value === 'object' ? value.join(', ') : String(value);
}
