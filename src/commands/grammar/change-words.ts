import type { Action, Parameters } from '../../domain/action/action.ts';
import type { Wish } from '../../domain/proposal/proposal.ts';
import { ok, type Result, refuse } from '../../domain/result.ts';
import { exampleOf, takeAction } from './action-word.ts';
import { takeChangeOptions } from './change-options.ts';
import { placeTarget, takeTarget } from './change-target.ts';
import { readParameters } from './parameter-values.ts';
import { queryWords } from './query-words.ts';
import type { Token } from './token.ts';

/** A change as somebody asks for it, validated as far as that can be done without the cluster. */
export type Change = {
  readonly action: Action;
  readonly target: Wish['target'];
  readonly parameters: Parameters;
  readonly reason: string;
  /** The one that was named; null: none was. */
  readonly cluster: string | null;
};

/**
 * Reads `<action> <target> [parameters] --reason "..." [-n ns] [--cluster name]`. `verb` is how the examples begin; `own`
 * the incident's namespace.
 */
export function readChange(
  tokens: readonly Token[],
  { verb, own }: { readonly verb: string; readonly own: string | null },
): Result<Change> {
  const general = `/incident ${exampleOf(undefined, verb)}`;
  const options = takeChangeOptions(queryWords(tokens), general);
  if (!options.ok) return options;
  const { rest, namespace, cluster, parameters: typed } = options.value;
  const taken = takeAction(rest);
  if (!taken.ok) return taken;
  const { action } = taken.value;
  const example = `/incident ${exampleOf(action, verb)}`;
  const named = takeTarget(action, taken.value.rest, example);
  if (!named.ok) return named;
  const placed = placeTarget(named.value, { named: namespace, own }, example);
  if (!placed.ok) return placed;
  const read = readParameters(action, typed);
  if ('refused' in read) return refuse({ ...read.refused.refusal, example });
  const words = named.value.rest.map(({ text }) => text).join(' ');
  if (options.value.reason !== null && words !== '') {
    const what = `I don’t know what to do with “${words.slice(0, 60)}”. One object at a time, and the reason after --reason.`;
    return refuse({ kind: 'invalid', what, example });
  }
  const reason = options.value.reason ?? words;
  if (reason.trim() === '') {
    return refuse({ kind: 'invalid', what: 'Say why: whoever approves decides by it.', example });
  }
  return ok({ action, target: placed.value, parameters: read.parameters, reason: reason.trim(), cluster });
}
