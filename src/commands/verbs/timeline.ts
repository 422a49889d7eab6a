import { ok, refuse } from '../../domain/result.ts';
import { TIMELINE_MOST, TIMELINE_SHOWN, timeline } from '../../domain/wording/timeline.ts';
import { plain } from '../grammar/token.ts';
import { show } from '../say.ts';
import type { IncidentVerb } from '../verb.ts';

export const timelineVerb: IncidentVerb = {
  about: 'incident',
  namesFirst: 'incident',
  name: 'timeline',
  aliases: ['log', 'history'],
  usage: 'timeline [n]',
  summary: `What happened, the last ${TIMELINE_SHOWN} entries or n of them`,
  examples: ['timeline', 'timeline 30'],
  async run(ask, incident, { words }) {
    const word = plain(words[0]);
    if (word !== '' && !/^[1-9]\d{0,5}$/.test(word)) {
      return refuse({
        kind: 'invalid',
        what: `After timeline comes a number of entries, at most ${TIMELINE_MOST}.`,
        example: '/incident timeline 30',
      });
    }
    const shown = word === '' ? TIMELINE_SHOWN : Number(word);
    return ok(show(timeline(incident, await ask.deps.log.facts(incident.id), shown)));
  },
};
