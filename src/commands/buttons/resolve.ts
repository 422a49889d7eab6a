import { ok } from '../../domain/result.ts';
import { isOpen } from '../../domain/status.ts';
import { actions } from '../../domain/wording/actions.ts';
import { formReply, incidentButton } from '../button-handler.ts';
import { resolveIncident } from '../deeds/resolve-incident.ts';
import { resolveForm } from '../forms/resolve.ts';
import { say } from '../say.ts';

/** Asks what fixed it; where it is over already, says so instead. */
export const resolveButton = incidentButton(actions.resolve, async (ask, incident) => {
  if (isOpen(incident.status)) return formReply(resolveForm(incident));
  const done = await resolveIncident(ask, incident, null);
  return done.ok ? ok(say(done.value)) : done;
});
