import { HOUR, SECOND } from '../../domain/instant.ts';
import { isLabelName } from '../../domain/query/kubernetes-name.ts';
import { readLabelSelector } from '../../domain/query/label-selector.ts';
import type { Scope } from '../../domain/query/query.ts';
import { ok, type Result, refuse } from '../../domain/result.ts';
import { readWhen } from '../../domain/when.ts';
import type { OptionWords, QueryOption } from './query-options.ts';
import { straight } from './query-words.ts';

/** Longer ago than this, a cluster has forgotten. */
const LONGEST = 7 * 24 * HOUR;

/** More lines than this are for a log store, not for a channel. */
const MOST_LINES = 5_000;

/** A filter longer than a line is a paste. */
const LONGEST_FILTER = 200;

/** The option's value as it was typed. */
function typedValue({ values }: OptionWords, option: QueryOption): string | null {
  return values.get(option) ?? null;
}

/** The namespace after `-n`; null: none was given. */
export function readNamespace(options: OptionWords, example: string): Result<string | null> {
  return readName(typedValue(options, 'namespace'), 'namespace', example);
}

/** The container after `-c`; null: none was given. */
export function readContainer(options: OptionWords, example: string): Result<string | null> {
  return readName(typedValue(options, 'container'), 'container', example);
}

function readName(typed: string | null, what: string, example: string): Result<string | null> {
  if (typed === null) return ok(null);
  const name = straight(typed).toLowerCase();
  return isLabelName(name)
    ? ok(name)
    : refuse({ kind: 'invalid', what: noName(typed, `a ${what}`), example });
}

/** Why a word can't be a name: `“-x” can’t be the name of a pod. Names have ...`. */
export function noName(typed: string, of: string): string {
  const shown = typed.length > 60 ? `${typed.slice(0, 59)}…` : typed;
  return `“${shown}” can’t be the name of ${of}. Names have small letters, digits and dashes, and begin with a letter or a digit.`;
}

/** The label selector after `-l`, made again from what it means; null: none was given. */
export function readSelector(options: OptionWords): Result<string | null> {
  const typed = typedValue(options, 'selector');
  return typed === null ? ok(null) : readLabelSelector(straight(typed));
}

/** How long back `--since` reaches, in milliseconds (`45s`, `90m`, `1h30m`, `2d`); null: none was given. */
export function readSince(options: OptionWords, example: string): Result<number | null> {
  const typed = typedValue(options, 'since');
  if (typed === null) return ok(null);
  const words = [typed.toLowerCase().replace(/\s*ago$/, ''), 'ago'];
  const read = readWhen(words);
  const ms = read?.used === words.length && read.when.kind === 'ago' ? read.when.ms : null;
  if (ms === null || ms < SECOND) {
    return refuse({ kind: 'invalid', what: `I can’t read the time “${typed.slice(0, 40)}”.`, example });
  }
  return ms > LONGEST
    ? refuse({ kind: 'invalid', what: '--since reaches back at most 7 days.', example })
    : ok(ms);
}

/** How many lines `--tail` asks for; null: none was given. */
export function readTail(options: OptionWords, example: string): Result<number | null> {
  const typed = typedValue(options, 'tail');
  if (typed === null) return ok(null);
  const lines = /^[1-9]\d{0,5}$/.test(typed) ? Number(typed) : null;
  return lines === null || lines > MOST_LINES
    ? refuse({ kind: 'invalid', what: `--tail takes a number of lines, at most ${MOST_LINES}.`, example })
    : ok(lines);
}

/** The text after `--grep`; it is compared here and never sent. Null: none was given. */
export function readGrep(options: OptionWords, example: string): Result<string | null> {
  const typed = typedValue(options, 'grep');
  return typed !== null && typed.length > LONGEST_FILTER
    ? refuse({ kind: 'invalid', what: `--grep takes at most ${LONGEST_FILTER} characters.`, example })
    : ok(typed);
}

/** The cluster after `--cluster`, as the configuration may call it; null: none was given. */
export function readCluster(options: OptionWords): string | null {
  return typedValue(options, 'cluster');
}

/**
 * Where to look. A list without `-n` and `-A` is of the incident's namespace, or of all when it has none; a name
 * without them is looked for everywhere, because guessing between two things of one name is not reading the right one.
 */
export function readScope(
  options: OptionWords,
  asked: { readonly named: boolean; readonly own: string | null; readonly inTarget?: string | null },
  example: string,
): Result<Scope> {
  const namespace = readNamespace(options, example);
  if (!namespace.ok) return namespace;
  const all = options.flags.has('all-namespaces');
  const inTarget = asked.inTarget ?? null;
  if (all && namespace.value !== null) {
    return refuse({ kind: 'invalid', what: 'Give either -n or -A, not both.', example });
  }
  if (inTarget !== null && namespace.value !== null && inTarget !== namespace.value) {
    const what = `You named two namespaces, ${inTarget} and ${namespace.value}.`;
    return refuse({ kind: 'ambiguous', what, example });
  }
  const given = namespace.value ?? inTarget;
  if (given !== null) return ok({ kind: 'namespace', namespace: given });
  if (asked.named) return ok({ kind: 'anywhere' });
  const own = asked.own !== null && isLabelName(asked.own) ? asked.own : null;
  return ok(all || own === null ? { kind: 'all' } : { kind: 'namespace', namespace: own });
}
