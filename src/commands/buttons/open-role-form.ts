import { isOver } from '../../domain/decide-lifecycle.ts';
import { isOpen } from '../../domain/status.ts';
import { actions } from '../../domain/wording/actions.ts';
import { formReply, incidentButton } from '../button-handler.ts';
import { roleForm } from '../forms/role.ts';

export const openRoleFormButton = incidentButton(actions.openRoleForm, async (_ask, incident) =>
  isOpen(incident.status) ? formReply(roleForm(incident)) : isOver(incident),
);
