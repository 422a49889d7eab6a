import type { UserId } from '../../domain/actor.ts';
import type { Form } from '../../domain/form.ts';
import type { Incident } from '../../domain/incident.ts';
import { refuse } from '../../domain/result.ts';
import type { RoleName } from '../../domain/role.ts';
import { rolesInOrder, roleTitle } from '../../domain/wording/role-words.ts';
import { assignRole } from '../deeds/assign-role.ts';
import { type FormHandler, filled, incidentForm } from '../form-handler.ts';
import { roleNamed } from '../grammar/named-values.ts';

/** The form that gives a role to a person. */
export function roleForm(
  incident: Incident,
  known: { readonly role?: RoleName; readonly user?: UserId } = {},
): Form {
  const roles = rolesInOrder(incident);
  const role = roles.find((name) => name === known.role);
  return {
    name: 'role',
    subject: incident.id,
    title: `Roles of ${incident.id}`,
    submit: 'Give the role',
    fields: [
      {
        name: 'role',
        label: 'Role',
        kind: 'choice',
        choices: roles.map((value) => ({ value, label: roleTitle(value) })),
        ...(role ? { initial: role } : {}),
      },
      {
        name: 'user',
        label: 'Who takes it?',
        kind: 'user',
        ...(known.user ? { initial: known.user } : {}),
      },
    ],
  };
}

export const roleFormHandler: FormHandler = incidentForm('role', 'role', async (ask, incident, values) => {
  const role = roleNamed(incident, filled(values, 'role').toLowerCase());
  if (!role.ok) return role;
  const user = filled(values, 'user');
  if (user === '') return refuse({ kind: 'invalid', what: 'Pick the person who takes the role.' });
  return assignRole(ask, incident, { role: role.value, user });
});
