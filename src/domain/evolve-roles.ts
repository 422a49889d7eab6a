import { addNotice } from './evolve-notices.ts';
import type { Fact, FactBody } from './fact.ts';
import type { Incident } from './incident.ts';
import { withoutAsked, withoutQuestions } from './open-questions.ts';
import { emptyRole, type RoleState } from './role.ts';
import { wanting } from './wanting.ts';

type RoleFact = Extract<
  FactBody,
  { kind: 'role.proposed' | 'role.escalated' | 'role.assigned' | 'role.vacated' }
>;

/** Folds who is asked for a role, who holds it, and who left it. */
export function evolveRoles(incident: Incident, fact: Fact, body: RoleFact): Incident {
  const role = incident.roles[body.role] ?? emptyRole;
  switch (body.kind) {
    case 'role.proposed':
      return proposed(incident, fact, body, role);
    case 'role.escalated': {
      if (!body.everyone) return incident;
      const asked = {
        ...role,
        asked: null,
        acceptBy: null,
        everyone: true,
        tried: [...role.tried, body.from],
      };
      const next = wanting(withRole(incident, body.role, asked), role.candidates);
      return addNotice(next, fact, {
        kind: 'role-escalated',
        role: body.role,
        from: body.from,
        to: role.candidates,
      });
    }
    case 'role.assigned': {
      const held = { ...role, holder: body.user, asked: null, acceptBy: null, everyone: false, tried: [] };
      const next = wanting(withRole(withoutQuestions(incident, body.role), body.role, held), [body.user]);
      return addNotice(next, fact, {
        kind: 'role-assigned',
        role: body.role,
        user: body.user,
      });
    }
    case 'role.vacated': {
      const free = {
        ...role,
        holder: null,
        asked: null,
        acceptBy: null,
        everyone: false,
        tried: [body.user],
      };
      return addNotice(withRole(withoutAsked(incident, body.role), body.role, free), fact, {
        kind: 'role-vacated',
        role: body.role,
        user: body.user,
        reason: body.reason,
      });
    }
  }
}

function proposed(
  incident: Incident,
  fact: Fact,
  body: Extract<RoleFact, { kind: 'role.proposed' }>,
  role: RoleState,
): Incident {
  const before = role.asked;
  const next = wanting(
    withRole(incident, body.role, {
      ...role,
      candidates: body.candidates,
      asked: body.user,
      proposal: role.proposal + 1,
      acceptBy: body.acceptBy,
      tried: before === null ? role.tried : [...role.tried, before],
    }),
    [body.user],
  );
  return addNotice(
    next,
    fact,
    before === null || before === body.user
      ? { kind: 'role-proposed', role: body.role, user: body.user, acceptBy: body.acceptBy }
      : { kind: 'role-escalated', role: body.role, from: before, to: [body.user] },
  );
}

function withRole(incident: Incident, name: string, role: RoleState): Incident {
  return { ...incident, roles: { ...incident.roles, [name]: role } };
}
