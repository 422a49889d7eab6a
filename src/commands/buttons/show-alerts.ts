import { ok } from '../../domain/result.ts';
import { actions } from '../../domain/wording/actions.ts';
import { alertsList } from '../../domain/wording/alerts-list.ts';
import { incidentButton } from '../button-handler.ts';
import { show } from '../say.ts';

export const showAlertsButton = incidentButton(actions.showAlerts, async (ask, incident) =>
  ok(show(alertsList(incident, await ask.deps.episodes.all(incident.id)))),
);
