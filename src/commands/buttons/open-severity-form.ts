import { isOver } from '../../domain/decide-lifecycle.ts';
import { isOpen } from '../../domain/status.ts';
import { actions } from '../../domain/wording/actions.ts';
import { formReply, incidentButton } from '../button-handler.ts';
import { severityForm } from '../forms/severity.ts';

export const openSeverityFormButton = incidentButton(actions.openSeverityForm, async (_ask, incident) =>
  isOpen(incident.status) ? formReply(severityForm(incident)) : isOver(incident),
);
