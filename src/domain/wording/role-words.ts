import type { Incident } from '../incident.ts';
import { COMMANDER, type RoleName } from '../role.ts';

/** `Commander`: a role's name as the first word of a line. */
export function roleTitle(role: RoleName): string {
  return role.charAt(0).toUpperCase() + role.slice(1);
}

/** The incident's roles, the leading one first, the others as they were configured. */
export function rolesInOrder(incident: Pick<Incident, 'roles'>): readonly RoleName[] {
  const names = Object.keys(incident.roles);
  return [...names.filter((name) => name === COMMANDER), ...names.filter((name) => name !== COMMANDER)];
}

/** The id that a button about a role carries: `INC-7/commander`. */
export function roleSubject(id: string, role: RoleName): string {
  return `${id}/${role}`;
}

/** Takes a role button's id apart; null when it is none. */
export function parseRoleSubject(value: string): { readonly id: string; readonly role: RoleName } | null {
  const slash = value.indexOf('/');
  if (slash < 1 || slash === value.length - 1) return null;
  return { id: value.slice(0, slash), role: value.slice(slash + 1) };
}
