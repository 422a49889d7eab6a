import type { Action, Parameters } from '../../domain/action/action.ts';
import { isLabelName } from '../../domain/query/kubernetes-name.ts';
import { ok, type Result, refuse } from '../../domain/result.ts';
import { noName } from './query-values.ts';
import { straight } from './query-words.ts';

/** More pods than anybody means; the action itself says how many it takes. */
const MOST_REPLICAS = 1_000;

/** The annotation is a whole number of 32 bits. */
const COST_LIMIT = 2_147_483_647;

type Read = (text: string) => Result<string | number>;

const readers: Readonly<Record<string, Read>> = {
  replicas: (text) => {
    const replicas = /^\d{1,4}$/.test(text) ? Number(text) : null;
    return replicas === null || replicas > MOST_REPLICAS
      ? invalid(`How many pods: a whole number from 0 to ${MOST_REPLICAS}.`)
      : ok(replicas);
  },
  cost: (text) => {
    const cost = /^-?\d{1,10}$/.test(straight(text)) ? Number(straight(text)) : null;
    return cost === null || Math.abs(cost) > COST_LIMIT
      ? invalid('The cost is a whole number, as -100: the pod with the lowest goes first.')
      : ok(cost);
  },
  image: (text) =>
    /^[^\s@]{1,400}@sha256:[0-9a-f]{64}$/.test(text)
      ? ok(text)
      : invalid(
          'The image is given with its digest (repository@sha256:…), never by a tag: a tag may mean another build tomorrow. “images” shows the digests that run.',
        ),
  container: (text) =>
    isLabelName(straight(text).toLowerCase())
      ? ok(straight(text).toLowerCase())
      : invalid(noName(text, 'a container')),
  revision: (text) =>
    /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/.test(straight(text).toLowerCase())
      ? ok(straight(text).toLowerCase())
      : invalid(
          'A revision is given by its number, or by the name of what keeps it, as “rollout” shows them.',
        ),
};

/** The first parameter that can't be taken, and why. */
export type BadParameter = {
  readonly parameter: string;
  readonly refused: Extract<Result<never>, { ok: false }>;
};

/**
 * The parameters of an action, from what was typed for each (nothing typed is nothing given). Refused are one that the
 * action does not have, one that it needs, and one that can't be read.
 */
export function readParameters(
  action: Action,
  typed: Readonly<Record<string, string>>,
): { readonly parameters: Parameters } | BadParameter {
  const parameters: Record<string, string | number> = {};
  for (const [parameter, text] of Object.entries(typed)) {
    if (text.trim() === '') continue;
    if (!Object.hasOwn(action.parameters, parameter)) {
      const has = Object.keys(action.parameters);
      const takes = has.length === 0 ? 'no parameter' : `only ${has.join(' and ')}`;
      return { parameter, refused: invalid(`${action.title} takes ${takes}, not ${parameter}.`) };
    }
    const read = readers[parameter]?.(text.trim()) ?? ok(text.trim());
    if (!read.ok) return { parameter, refused: read };
    parameters[parameter] = read.value;
  }
  for (const [parameter, { required, meaning }] of Object.entries(action.parameters)) {
    if (required && !Object.hasOwn(parameters, parameter)) {
      return { parameter, refused: invalid(`${action.title} needs its ${parameter}. ${meaning}`) };
    }
  }
  return { parameters };
}

function invalid(what: string) {
  return refuse({ kind: 'invalid', what });
}
