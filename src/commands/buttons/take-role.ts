import { ok } from '../../domain/result.ts';
import { actions } from '../../domain/wording/actions.ts';
import { roleButton } from '../button-handler.ts';
import { assignRole } from '../deeds/assign-role.ts';
import { say } from '../say.ts';

/** An offer is for whoever comes first: it never takes a role from somebody who has it by now. */
export const takeRoleButton = roleButton(actions.takeRole, async (ask, incident, role) => {
  const done = await assignRole(ask, incident, { role, user: ask.asker.user, onlyIfFree: true });
  return done.ok ? ok(say(done.value)) : done;
});
