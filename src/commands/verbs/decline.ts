import { ok } from '../../domain/result.ts';
import { declineIncident } from '../deeds/decline-incident.ts';
import { textOf } from '../grammar/token.ts';
import { say } from '../say.ts';
import type { IncidentVerb } from '../verb.ts';

export const declineVerb: IncidentVerb = {
  about: 'incident',
  namesFirst: 'unclear',
  name: 'decline',
  aliases: [],
  usage: 'decline [why]',
  summary: 'No, this alert is no incident',
  examples: ['INC-7 decline Planned maintenance'],
  async run(ask, incident, { words }) {
    const done = await declineIncident(ask, incident, textOf(words) || null);
    return done.ok ? ok(say(done.value)) : done;
  },
};
