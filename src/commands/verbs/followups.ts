import { ok } from '../../domain/result.ts';
import { followupsList } from '../../domain/wording/followups-list.ts';
import { show } from '../say.ts';
import type { IncidentVerb } from '../verb.ts';

export const followupsVerb: IncidentVerb = {
  about: 'incident',
  namesFirst: 'incident',
  name: 'followups',
  aliases: ['follow-ups', 'todos'],
  usage: 'followups',
  summary: 'The action items: whose each is, until when, who added it',
  examples: ['followups'],
  run: async (_ask, incident) => ok(show(followupsList(incident))),
};
