import { takeQueryOptions } from '../../src/commands/grammar/query-options.ts';
import { queryWords } from '../../src/commands/grammar/query-words.ts';
import { tokens } from '../../src/commands/grammar/token.ts';
import type { QueryVerb } from '../../src/commands/query-verb.ts';
import { canIVerb } from '../../src/commands/verbs/can-i.ts';
import { changesVerb } from '../../src/commands/verbs/changes.ts';
import { describeVerb } from '../../src/commands/verbs/describe.ts';
import { drainVerb } from '../../src/commands/verbs/drain.ts';
import { eventsVerb } from '../../src/commands/verbs/events.ts';
import { getVerb } from '../../src/commands/verbs/get.ts';
import { imagesVerb } from '../../src/commands/verbs/images.ts';
import { logsVerb } from '../../src/commands/verbs/logs.ts';
import { rolloutVerb } from '../../src/commands/verbs/rollout.ts';
import { topVerb } from '../../src/commands/verbs/top.ts';
import type { Query } from '../../src/domain/query/query.ts';
import { sentenceOf } from '../../src/domain/refusal.ts';

/** Every verb that asks the cluster. */
export const queryVerbs: readonly QueryVerb[] = [
  getVerb,
  describeVerb,
  logsVerb,
  eventsVerb,
  topVerb,
  rolloutVerb,
  changesVerb,
  imagesVerb,
  canIVerb,
  drainVerb,
];

/** The query that a text means, or the sentence why it is refused. */
export function read(text: string, own: string | null = null): Query | string {
  const [name = '', ...rest] = text.split(' ');
  const verb = queryVerbs.find((each) => each.name === name);
  if (!verb) throw new Error(`no verb ${name}`);
  const words = takeQueryOptions(
    queryWords(tokens(rest.join(' '))),
    [...verb.grammar.options, 'cluster'],
    '',
  );
  if (!words.ok) return sentenceOf(words.refusal);
  const query = verb.grammar.read(words.value, own);
  return query.ok ? query.value : sentenceOf(query.refusal);
}
