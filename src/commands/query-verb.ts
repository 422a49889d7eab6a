import { harmless } from '../domain/harmless.ts';
import type { Incident } from '../domain/incident.ts';
import { oneLine } from '../domain/one-line.ts';
import { namespacesFor, withinNamespaces } from '../domain/query/ask-rule.ts';
import { chooseCluster } from '../domain/query/choose-cluster.ts';
import type { Query, Question } from '../domain/query/query.ts';
import { redact } from '../domain/redaction/redact.ts';
import { ok, type Result } from '../domain/result.ts';
import type { VerbHelp } from '../domain/wording/help.ts';
import type { Ask } from './ask.ts';
import { change } from './change.ts';
import type { Reply } from './door.ts';
import { type OptionWords, type QueryOption, takeQueryOptions } from './grammar/query-options.ts';
import { readCluster } from './grammar/query-values.ts';
import { queryWords } from './grammar/query-words.ts';
import { textOf } from './grammar/token.ts';
import { say } from './say.ts';
import type { IncidentVerb, Typed } from './verb.ts';

/** How the help calls the verbs that ask the cluster. */
export const ASK_GROUP = 'Ask the cluster (read-only)';

/** What was typed is repeated with the answer; a pasted page is not. */
const LONGEST_TEXT = 200;

/** What a verb makes of its words: a validated query, or the refusal that says how to ask. */
export type QueryGrammar = Omit<VerbHelp, 'group'> & {
  readonly options: readonly QueryOption[];
  /** `own` is the incident's namespace, which a list is about when none is named. */
  readonly read: (words: OptionWords, own: string | null) => Result<Query>;
};

/** A verb that asks the cluster; its grammar is there for whoever asks the same again and again. */
export type QueryVerb = IncidentVerb & { readonly grammar: QueryGrammar };

/** A verb that parses its words, asks, and says at once that the answer will come in the channel. */
export function queryVerb(grammar: QueryGrammar): QueryVerb {
  const { name, aliases, usage, summary, examples } = grammar;
  return {
    about: 'incident',
    namesFirst: 'incident',
    group: ASK_GROUP,
    name,
    aliases,
    usage,
    summary,
    examples,
    grammar,
    async run(ask, incident, typed) {
      const question = await questionOf(ask, incident, grammar, typed);
      if (!question.ok) return question;
      const done = await change(ask, incident, { kind: 'ask-cluster', question: question.value });
      return done.ok ? ok(asking(ask, done.value.incident, question.value)) : done;
    },
  };
}

/** The question that somebody typed: validated, for one cluster, and one that they may ask. */
export async function questionOf(
  ask: Ask,
  incident: Incident,
  grammar: QueryGrammar,
  typed: Typed,
): Promise<Result<Question>> {
  const example = exampleOf(grammar);
  const words = takeQueryOptions(queryWords(typed.words), [...grammar.options, 'cluster'], example);
  if (!words.ok) return words;
  const query = grammar.read(words.value, incident.namespace);
  if (!query.ok) return query;
  const named = readCluster(words.value);
  const cluster = chooseCluster(ask.deps.asking.clusters, {
    named,
    pinned: incident.policy.cluster,
    example,
  });
  if (!cluster.ok) return cluster;
  const namespaces = await namespacesOf(ask);
  const allowed = withinNamespaces(query.value, namespaces);
  if (!allowed.ok) return allowed;
  const text = oneLine(harmless(redact(`${grammar.name} ${textOf(typed.words)}`)), LONGEST_TEXT);
  return ok({ text, query: allowed.value, cluster: cluster.value, namespaces });
}

/** The first example as a whole line to type. */
function exampleOf({ examples, name }: Pick<QueryGrammar, 'examples' | 'name'>): string {
  return `/incident ${examples[0] ?? name}`;
}

/** The namespaces that somebody may ask about; null: all. Groups are asked for only when there are rules, each once. */
export async function namespacesOf({ deps, asker }: Ask): Promise<readonly string[] | null> {
  const { rules } = deps.asking;
  const groups = [...new Set(rules.flatMap((rule) => rule.groups))];
  const members = await Promise.all(
    groups.map((group) => deps.directory.members({ kind: 'usergroup', group })),
  );
  const mine = new Set(groups.filter((_, index) => members[index]?.includes(asker.user)));
  return namespacesFor(rules, (group) => mine.has(group));
}

function asking({ asker }: Ask, { channel, id }: Incident, { cluster, text }: Question): Reply {
  const what = `Asking ${cluster}: ${text}.`;
  if (channel === null) return say([`${what} The answer comes in the channel of ${id}.`]);
  if (channel.id === asker.channel) return say([`${what} The answer comes here in the channel.`]);
  return say([`${what} The answer comes in `, { kind: 'channel', channel: channel.id }, '.']);
}
