import { ok, refuse } from '../../domain/result.ts';
import { renameIncident } from '../deeds/rename-incident.ts';
import { textOf } from '../grammar/token.ts';
import { say } from '../say.ts';
import type { IncidentVerb } from '../verb.ts';

export const renameVerb: IncidentVerb = {
  about: 'incident',
  namesFirst: 'text',
  name: 'rename',
  aliases: ['title'],
  usage: 'rename <title>',
  summary: 'Give the incident a better title',
  examples: ['rename Checkout rejects Visa cards'],
  async run(ask, incident, { words }) {
    const title = textOf(words);
    if (title === '') {
      const example = '/incident rename Checkout rejects Visa cards';
      return refuse({ kind: 'invalid', what: 'The new title is missing.', example });
    }
    const done = await renameIncident(ask, incident, title);
    return done.ok ? ok(say(done.value)) : done;
  },
};
