import type { UserId } from '../../domain/actor.ts';
import type { Line } from '../../domain/document.ts';
import type { Incident } from '../../domain/incident.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { RoleName } from '../../domain/role.ts';
import type { Ask } from '../ask.ts';
import { change } from '../change.ts';

/** Gives a role to somebody. `onlyIfFree`: not when somebody else has it meanwhile. */
export async function assignRole(
  ask: Ask,
  incident: Incident,
  to: { readonly role: RoleName; readonly user: UserId; readonly onlyIfFree?: boolean },
): Promise<Result<Line>> {
  const done = await change(ask, incident, { kind: 'assign-role', ...to });
  if (!done.ok) return done;
  const when = done.value.changed ? 'now' : 'already';
  const { id } = done.value.incident;
  if (to.user === ask.asker.user) return ok([`You are ${to.role} of ${id} ${when}.`]);
  return ok([{ kind: 'user', user: to.user }, ` is ${to.role} of ${id} ${when}.`]);
}

/** Takes a role from whoever holds it; the next on its list is asked. */
export async function vacateRole(ask: Ask, incident: Incident, role: RoleName): Promise<Result<Line>> {
  const own = incident.roles[role]?.holder === ask.asker.user;
  const reason = own ? 'gave it up' : 'was released from it';
  const done = await change(ask, incident, { kind: 'vacate-role', role, reason });
  if (!done.ok) return done;
  const { id } = done.value.incident;
  return ok([done.value.changed ? `Nobody is ${role} of ${id} now.` : `Nobody is ${role} of ${id} yet.`]);
}
