import { maySee } from '../../domain/may-see.ts';
import { ok } from '../../domain/result.ts';
import { openIncidents, recentIncidents } from '../../domain/wording/open-incidents.ts';
import { plain } from '../grammar/token.ts';
import { show } from '../say.ts';
import type { WorkspaceVerb } from '../verb.ts';

/** `list all` looks at this many. */
const RECENT = 30;

export const listVerb: WorkspaceVerb = {
  about: 'workspace',
  name: 'list',
  aliases: ['ls'],
  usage: 'list [all]',
  summary: 'The open incidents, the worst first; with “all” the latest ones, over or not',
  examples: ['list', 'list all'],
  async run(ask, { words }) {
    const seen = (list: readonly Parameters<typeof maySee>[0][]) =>
      list.filter((incident) => maySee(incident, ask.asker));
    if (plain(words[0]) === 'all')
      return ok(show(recentIncidents(seen(await ask.deps.index.recent(RECENT)))));
    return ok(show(openIncidents(seen(await ask.deps.index.open()))));
  },
};
