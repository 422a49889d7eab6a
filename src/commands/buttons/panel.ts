import { ok } from '../../domain/result.ts';
import { actions } from '../../domain/wording/actions.ts';
import { panel } from '../../domain/wording/panel.ts';
import { incidentButton } from '../button-handler.ts';
import { show } from '../say.ts';

export const panelButton = incidentButton(actions.panel, async (_ask, incident) => ok(show(panel(incident))));
