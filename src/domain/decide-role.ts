import { isOver } from './decide-lifecycle.ts';
import type { FactBody } from './fact.ts';
import type { Incident } from './incident.ts';
import type { Request } from './request.ts';
import { ok, type Result, refuse } from './result.ts';
import { isOpen } from './status.ts';

type RoleRequest = Extract<Request, { kind: 'assign-role' | 'vacate-role' }>;

/** Roles are taken, given and left freely while the incident is open; one person may hold several. */
export function decideRole(incident: Incident, request: RoleRequest): Result<readonly FactBody[]> {
  const role = incident.roles[request.role];
  if (!Object.hasOwn(incident.roles, request.role) || !role) {
    return refuse({
      kind: 'not-found',
      what: `There is no role "${request.role}".`,
      options: Object.keys(incident.roles),
      example: '/incident role commander me',
    });
  }
  if (!isOpen(incident.status)) return isOver(incident);
  if (incident.status === 'triage') {
    return refuse({
      kind: 'conflict',
      what: `${incident.id} is still in triage. Accept it first, then take the role.`,
      example: `/incident ${incident.id} accept`,
    });
  }
  if (request.kind === 'vacate-role') {
    if (role.holder === null) return ok([]);
    return ok([{ kind: 'role.vacated', role: request.role, user: role.holder, reason: request.reason }]);
  }
  if (role.holder === request.user) return ok([]);
  if (request.onlyIfFree && role.holder !== null) {
    return refuse({
      kind: 'conflict',
      what: `Somebody else is ${request.role} already; the card says who. Taking over is possible, if you two agree.`,
      example: `/incident ${incident.id} role ${request.role} me`,
    });
  }
  return ok([{ kind: 'role.assigned', role: request.role, user: request.user, previous: role.holder }]);
}
