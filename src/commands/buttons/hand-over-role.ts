import { isOver } from '../../domain/decide-lifecycle.ts';
import { isOpen } from '../../domain/status.ts';
import { actions } from '../../domain/wording/actions.ts';
import { formReply, roleButton } from '../button-handler.ts';
import { roleForm } from '../forms/role.ts';

export const handOverRoleButton = roleButton(actions.handOverRole, async (_ask, incident, role) =>
  isOpen(incident.status) ? formReply(roleForm(incident, { role })) : isOver(incident),
);
