import type { Incident } from './incident.ts';
import type { RoleName } from './role.ts';

/**
 * Takes back what nobody needs to answer any more: the questions for this role (or for all of them, when the incident
 * is over) that are still waiting to be said in the channel.
 */
export function withoutQuestions(incident: Incident, role: RoleName | null): Incident {
  const notices = incident.notices.filter(
    ({ body }) =>
      (body.kind !== 'role-proposed' && body.kind !== 'role-escalated') ||
      (role !== null && body.role !== role),
  );
  return notices.length === incident.notices.length ? incident : { ...incident, notices };
}

/** An incident that is over waits for nobody: who was asked for a role is not asked any more. */
export function withoutAsks(incident: Incident): Incident {
  const roles = Object.entries(incident.roles).map(([name, state]) => [
    name,
    { ...state, asked: null, acceptBy: null, everyone: false },
  ]);
  return withoutQuestions({ ...incident, roles: Object.fromEntries(roles) }, null);
}
