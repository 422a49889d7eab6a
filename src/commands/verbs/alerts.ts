import { ok } from '../../domain/result.ts';
import { alertsList } from '../../domain/wording/alerts-list.ts';
import { show } from '../say.ts';
import type { IncidentVerb } from '../verb.ts';

export const alertsVerb: IncidentVerb = {
  about: 'incident',
  namesFirst: 'incident',
  name: 'alerts',
  aliases: ['alert'],
  usage: 'alerts',
  summary: 'The alerts of the incident and their state',
  examples: ['alerts', 'INC-7 alerts'],
  async run(ask, incident) {
    return ok(show(alertsList(incident, await ask.deps.episodes.all(incident.id))));
  },
};
