import { ok, refuse } from '../../domain/result.ts';
import { helpOn, helpOverview } from '../../domain/wording/help.ts';
import { plain } from '../grammar/token.ts';
import { show } from '../say.ts';
import type { Verb, WorkspaceVerb } from '../verb.ts';
import { suggestVerb, verbNamed } from '../verb-named.ts';

/** Help on the given verbs; they come in late, because help is one of them. */
export function helpVerb(verbs: () => readonly Verb[]): WorkspaceVerb {
  return {
    about: 'workspace',
    name: 'help',
    aliases: ['commands'],
    usage: 'help [verb]',
    summary: 'What /incident can do, or more on one verb',
    examples: ['help', 'help note'],
    async run(_ask, { words }) {
      const word = plain(words[0]);
      if (word === '') return ok(show(helpOverview(verbs())));
      const verb = verbNamed(verbs(), word);
      if (verb) return ok(show(helpOn(verb)));
      const near = suggestVerb(verbs(), word);
      return refuse({
        kind: 'not-found',
        what: `There is no verb “${word}”.${near ? ` Did you mean ${near}?` : ''}`,
        example: `/incident help${near ? ` ${near}` : ''}`,
      });
    },
  };
}
