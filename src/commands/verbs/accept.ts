import { ok } from '../../domain/result.ts';
import { acceptIncident } from '../deeds/accept-incident.ts';
import { say } from '../say.ts';
import type { IncidentVerb } from '../verb.ts';

export const acceptVerb: IncidentVerb = {
  about: 'incident',
  namesFirst: 'incident',
  name: 'accept',
  aliases: [],
  usage: 'accept',
  summary: 'Yes, this alert is an incident: open its channel',
  examples: ['INC-7 accept'],
  async run(ask, incident) {
    const done = await acceptIncident(ask, incident);
    return done.ok ? ok(say(done.value)) : done;
  },
};
