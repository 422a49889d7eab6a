import { ok } from '../../domain/result.ts';
import { isOpen } from '../../domain/status.ts';
import { actions } from '../../domain/wording/actions.ts';
import { formReply, incidentButton } from '../button-handler.ts';
import { reopenIncident } from '../deeds/reopen-incident.ts';
import { reopenForm } from '../forms/reopen.ts';
import { say } from '../say.ts';

/** Asks for the reason; where it is open already, says so instead. */
export const reopenButton = incidentButton(actions.reopen, async (ask, incident) => {
  if (!isOpen(incident.status)) return formReply(reopenForm(incident));
  const done = await reopenIncident(ask, incident, '');
  return done.ok ? ok(say(done.value)) : done;
});
