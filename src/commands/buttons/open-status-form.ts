import { isOver } from '../../domain/decide-lifecycle.ts';
import { isOpen } from '../../domain/status.ts';
import { actions } from '../../domain/wording/actions.ts';
import { formReply, incidentButton } from '../button-handler.ts';
import { statusForm } from '../forms/status.ts';

export const openStatusFormButton = incidentButton(actions.openStatusForm, async (_ask, incident) =>
  isOpen(incident.status) ? formReply(statusForm(incident)) : isOver(incident),
);
