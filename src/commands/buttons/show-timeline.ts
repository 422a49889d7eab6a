import { ok } from '../../domain/result.ts';
import { actions } from '../../domain/wording/actions.ts';
import { timeline } from '../../domain/wording/timeline.ts';
import { incidentButton } from '../button-handler.ts';
import { show } from '../say.ts';

export const showTimelineButton = incidentButton(actions.showTimeline, async (ask, incident) =>
  ok(show(timeline(incident, await ask.deps.log.facts(incident.id)))),
);
