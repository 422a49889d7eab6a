import { ok } from '../../domain/result.ts';
import { resolveIncident } from '../deeds/resolve-incident.ts';
import { textOf } from '../grammar/token.ts';
import { say } from '../say.ts';
import type { IncidentVerb } from '../verb.ts';

export const resolveVerb: IncidentVerb = {
  about: 'incident',
  namesFirst: 'unclear',
  name: 'resolve',
  aliases: ['resolved', 'fixed'],
  usage: 'resolve [what fixed it]',
  summary: 'It is over; say what fixed it',
  examples: ['resolve Rolled back to 1.41'],
  async run(ask, incident, { words }) {
    const done = await resolveIncident(ask, incident, textOf(words) || null);
    return done.ok ? ok(say(done.value)) : done;
  },
};
