import type { Quantities } from '../../../domain/cluster/meta.ts';
import type { EnvVar } from '../../../domain/cluster/pod-spec.ts';
import { redact } from '../../../domain/redaction/redact.ts';
import { redactWords } from '../../../domain/redaction/redact-words.ts';
import { REDACTED } from '../../../domain/redaction/redacted.ts';
import { isSecretName } from '../../../domain/redaction/secret-names.ts';
import { isFields, text, texts } from './fields.ts';
import { createKnownContainers, type KnownContainers } from './known-containers.ts';
import { createKnownPodSpecs, type KnownPodSpecs } from './known-pod-specs.ts';
import { quantity } from './quantity.ts';

/** Remembered texts; pods of one workload have the same variables, arguments and annotations. */
const MEMORY = 20_000;

/** Longer texts are seldom the same twice. */
const MEMORABLE = 400;

/** Addresses, digests, times and numbers: nothing in them to take out, and each pod has its own. */
const BARE = /^[0-9a-f.:/-]{1,100}$/;

/** The part of a text that is looked at for one of `max` characters. */
const MARGIN = 1_500;

/**
 * What projecting needs besides the fields: redaction and quantities, each remembered for the time of one reading, so
 * that what was taken out stays in memory no longer than the answer it came with.
 */
export type Reading = {
  /** Any text that people or programs wrote: redacted, at most `max` characters. */
  hidden(value: unknown, max?: number): string;
  /** A value that has a name: all of it is a secret when the name says so. */
  named(name: string, value: string, max?: number): string;
  /** A variable with a literal value; the same one is the same object, which a view of many pods needs far less of. */
  variable(name: string, value: string): EnvVar;
  /** The parts of a command: after `--password` comes one. */
  words(value: unknown): readonly string[];
  quantities(value: unknown): Quantities;
  /** Containers that were not parsed, because they had been seen before. */
  readonly containers: KnownContainers;
  /** The same of whole specs. */
  readonly podSpecs: KnownPodSpecs;
};

/**
 * What one reading leaves to the next one of the same cluster: texts in which there was nothing to take out. Nothing else
 * stays in memory; most of them are there again.
 */
export type ReadingMemory = { clean: ReadonlySet<string> };

/** Nothing was read yet. */
export function createReadingMemory(): ReadingMemory {
  return { clean: new Set() };
}

/** A reading for one view. From now on `memory` holds what this one finds. */
export function createReading(memory: ReadingMemory = createReadingMemory()): Reading {
  const before = memory.clean;
  const clean = new Set<string>();
  memory.clean = clean;
  const said = new Map<string, string>();
  const spoken = new Map<string, readonly string[]>();
  const judged = new Map<string, boolean>();
  const variables = new Map<string, Map<string, EnvVar>>();

  const hidden = (value: unknown, max = 1_000): string => {
    const written = text(value);
    if (written === '' || BARE.test(written)) return cut(written, max);
    const long = written.length > max + MARGIN ? written.slice(0, max + MARGIN) : written;
    if (long.length > MEMORABLE) return cut(redact(long), max);
    if (clean.has(long)) return cut(long, max);
    const known = said.get(long);
    if (known !== undefined) return cut(known, max);
    const shown = before.has(long) ? long : redact(long);
    if (shown !== long) {
      if (said.size < MEMORY) said.set(long, shown);
    } else if (clean.size < MEMORY) clean.add(long);
    return cut(shown, max);
  };

  const isSecret = (name: string): boolean => {
    const known = judged.get(name);
    if (known !== undefined) return known;
    const judgement = isSecretName(name);
    if (judged.size < MEMORY) judged.set(name, judgement);
    return judgement;
  };

  const counts = rememberedCounts();

  const named = (name: string, value: string, max?: number): string =>
    value !== '' && isSecret(name) ? REDACTED : hidden(value, max);

  const variable = (name: string, value: string): EnvVar => {
    const values = variables.get(name) ?? new Map<string, EnvVar>();
    const known = values.get(value);
    if (known) return known;
    const made = { name, value: named(name, value), from: null };
    if (variables.size < MEMORY && values.size < 100 && value.length <= MEMORABLE) {
      variables.set(name, values.set(value, made));
    }
    return made;
  };

  return {
    containers: createKnownContainers(),
    podSpecs: createKnownPodSpecs(),
    hidden,
    named,
    variable,
    words: (value) => {
      const all = texts(value);
      if (all.length === 0) return all;
      const key = all.join('\n');
      const known = spoken.get(key);
      if (known?.length === all.length) return known;
      const shown = redactWords(all);
      if (spoken.size < MEMORY) spoken.set(key, shown);
      return shown;
    },
    quantities: (value) => {
      const found: Record<string, number> = {};
      if (!isFields(value)) return found;
      for (const resource in value) {
        const written = value[resource];
        const counting = counts(resource, typeof written === 'number' ? String(written) : text(written));
        if (counting !== null) found[resource] = counting;
      }
      return found;
    },
  };
}

/** Quantities by how they are written: most containers ask for the same. */
function rememberedCounts(): (resource: string, written: string) => number | null {
  const [cpus, others] = [new Map<string, number | null>(), new Map<string, number | null>()];
  return (resource, written) => {
    const counted = resource === 'cpu' ? cpus : others;
    const known = counted.get(written);
    if (known !== undefined) return known;
    const value = quantity(resource, written);
    if (counted.size < MEMORY) counted.set(written, value);
    return value;
  };
}

function cut(written: string, max: number): string {
  return written.length > max ? written.slice(0, max) : written;
}
