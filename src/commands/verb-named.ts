import { nearest } from '../domain/nearest.ts';
import type { Verb } from './verb.ts';

/** The verb with this name or alias. */
export function verbNamed(verbs: readonly Verb[], word: string): Verb | null {
  return verbs.find((verb) => verb.name === word || verb.aliases.includes(word)) ?? null;
}

/** The name of the verb that was most likely meant by an unknown word; null when none is near. */
export function suggestVerb(verbs: readonly Verb[], word: string): string | null {
  const near = nearest(word, [...verbs.map(({ name }) => name), ...verbs.flatMap(({ aliases }) => aliases)]);
  return near === null ? null : (verbNamed(verbs, near)?.name ?? null);
}
