import { ok } from '../../domain/result.ts';
import { actions } from '../../domain/wording/actions.ts';
import { incidentButton } from '../button-handler.ts';
import { acceptIncident } from '../deeds/accept-incident.ts';
import { say } from '../say.ts';

export const acceptButton = incidentButton(actions.accept, async (ask, incident) => {
  const done = await acceptIncident(ask, incident);
  return done.ok ? ok(say(done.value)) : done;
});
