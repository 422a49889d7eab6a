import type { Incident } from '../../domain/incident.ts';
import { HOUR, type Instant, MINUTE } from '../../domain/instant.ts';
import { runningWatches } from '../../domain/investigation.ts';
import { ok, type Result, refuse } from '../../domain/result.ts';
import { readWhen } from '../../domain/when.ts';
import type { Ask } from '../ask.ts';
import { change } from '../change.ts';
import type { Reply } from '../door.ts';
import { takeOptions } from '../grammar/options.ts';
import { plain, type Token } from '../grammar/token.ts';
import { ASK_GROUP, type QueryVerb, questionOf } from '../query-verb.ts';
import { say } from '../say.ts';
import type { IncidentVerb } from '../verb.ts';
import { verbNamed } from '../verb-named.ts';

const example = '/incident watch get pods -n shop --for 30m';

/** How long a watch runs unless told, and at most: nobody reads the one that was forgotten. */
const USUAL = 15 * MINUTE;
const LONGEST = 2 * HOUR;

/** Asking the same again and again; `queries` are the verbs that can be asked so. */
export function watchVerb(queries: () => readonly QueryVerb[]): IncidentVerb {
  return {
    about: 'incident',
    namesFirst: 'incident',
    group: ASK_GROUP,
    name: 'watch',
    aliases: [],
    usage: 'watch <question> [--for 15m] | watch off [number]',
    summary:
      'Ask the same again and again in one message, and say when the answer changes; it ends by itself',
    examples: ['watch get pods -n shop', 'watch rollout deploy/checkout --for 30m', 'watch off'],
    async run(ask, incident, { words }) {
      const [first, second] = words;
      const word = plain(first);
      if (word === '') return ok(say([running(incident)]));
      if (['off', 'stop', 'end'].includes(word)) return end(ask, incident, second);
      return start(ask, incident, { words, queries: queries() });
    },
  };
}

async function start(
  ask: Ask,
  incident: Incident,
  { words, queries }: { readonly words: readonly Token[]; readonly queries: readonly QueryVerb[] },
): Promise<Result<Reply>> {
  const taken = takeOptions(words, { options: { for: 'value' }, strict: false, example });
  if (!taken.ok) return taken;
  const [verbWord, ...rest] = taken.value.rest;
  const named = verbNamed(queries, plain(verbWord));
  const query = queries.find(({ name }) => name === named?.name);
  if (!query) {
    return refuse({
      kind: 'invalid',
      what: 'Say what to watch, as you would ask it once.',
      example,
      options: queries.map(({ name }) => name),
    });
  }
  const written = taken.value.options.get('for');
  const until = readUntil(written && 'value' in written ? written.value : null, ask.at);
  if (!until.ok) return until;
  const question = await questionOf(ask, incident, query.grammar, { verb: query.name, words: rest });
  if (!question.ok) return question;
  const request = { kind: 'start-watch', question: question.value, until: until.value } as const;
  const done = await change(ask, incident, request);
  if (!done.ok) return done;
  const { text, cluster } = question.value;
  if (!done.value.changed) return ok(say([`“${text}” is being watched already.`]));
  return ok(
    say([`Watching ${cluster}: ${text}, until `, { kind: 'time', at: until.value, style: 'time' }, '.']),
  );
}

async function end(ask: Ask, incident: Incident, word: Token | undefined): Promise<Result<Reply>> {
  const text = plain(word);
  if (text !== '' && text !== 'all' && !/^[1-9]\d{0,3}$/.test(text)) {
    return refuse({
      kind: 'invalid',
      what: 'After off comes the number of a watch.',
      example: '/incident watch off 1',
    });
  }
  const watch = text === '' || text === 'all' ? null : Number(text);
  const done = await change(ask, incident, { kind: 'end-watch', watch });
  return done.ok ? ok(say(['Ended. The message says so, too.'])) : done;
}

function readUntil(typed: string | null, now: Instant): Result<Instant> {
  if (typed === null) return ok(now + USUAL);
  const read = readWhen([typed.toLowerCase(), 'ago']);
  const ms = read?.when.kind === 'ago' ? read.when.ms : null;
  if (ms === null || ms < MINUTE || ms > LONGEST) {
    return refuse({ kind: 'invalid', what: 'A watch runs from 1 minute to 2 hours.', example });
  }
  return ok(now + ms);
}

function running({ investigation }: Incident): string {
  const watches = runningWatches(investigation);
  if (watches.length === 0) return `Nothing is being watched. Start with ${example}`;
  const list = watches.map(({ watch, question }) => `${watch} (${question.text})`).join(', ');
  return `Watched: ${list}. End one with /incident watch off ${watches[0]?.watch}`;
}
