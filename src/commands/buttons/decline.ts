import { ok } from '../../domain/result.ts';
import { actions } from '../../domain/wording/actions.ts';
import { incidentButton } from '../button-handler.ts';
import { declineIncident } from '../deeds/decline-incident.ts';
import { say } from '../say.ts';

export const declineButton = incidentButton(actions.decline, async (ask, incident) => {
  const done = await declineIncident(ask, incident, null);
  return done.ok ? ok(say(done.value)) : done;
});
