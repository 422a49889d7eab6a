import { createLookup, type Lookup } from '../cluster/lookup.ts';
import { type Refused, refuse } from '../result.ts';
import type { ActionSituation } from './action.ts';

/** What was seen of a cluster, and what binds the objects in it. */
export type Surroundings = Pick<ActionSituation, 'view'> & { readonly lookup: Lookup };

/** A situation with what binds the objects around it. */
export type Scene = ActionSituation & Surroundings;

/** Lays out what stands around an action's target. */
export function createScene(situation: ActionSituation): Scene {
  return { ...situation, lookup: createLookup(situation.view) };
}

/** A no because of how things are: a sentence that says so, and what could be done instead. */
export function because(what: string, example?: string): Refused {
  return refuse({ kind: 'conflict', what, ...(example === undefined ? {} : { example }) });
}

/** A no because of what was typed. */
export function mistyped(what: string, options?: readonly string[]): Refused {
  return refuse({ kind: 'invalid', what, ...(options === undefined ? {} : { options }) });
}
