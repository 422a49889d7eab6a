import { ok } from '../../domain/result.ts';
import { proposalsList } from '../../domain/wording/proposals-list.ts';
import { CHANGE_GROUP } from '../change-verb.ts';
import { show } from '../say.ts';
import type { IncidentVerb } from '../verb.ts';

export const proposalsVerb: IncidentVerb = {
  about: 'incident',
  namesFirst: 'incident',
  group: CHANGE_GROUP,
  name: 'proposals',
  aliases: ['proposal'],
  usage: 'proposals',
  summary: 'The changes that people proposed: where each stands, who approved it, until when',
  examples: ['proposals'],
  run: async (_ask, incident) => ok(show(proposalsList(incident))),
};
