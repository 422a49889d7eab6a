import type { NodeTerm, PodSpec, Toleration } from '../../../domain/cluster/pod-spec.ts';
import { fields, isFields, list, number, numberOrNull, text, textOrNull, texts } from './fields.ts';
import { selectorOrNull } from './meta.ts';

type Operator = NodeTerm[number]['operator'];

const operators: ReadonlySet<unknown> = new Set(['NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt']);

const isOperator = (value: unknown): value is Operator => operators.has(value);

/** Required node affinity. */
export function nodeTerms(affinity: unknown): readonly NodeTerm[] {
  if (!isFields(affinity)) return [];
  const { requiredDuringSchedulingIgnoredDuringExecution: required } = fields(affinity.nodeAffinity);
  return list(fields(required).nodeSelectorTerms).map((term) => {
    const { matchExpressions, matchFields } = fields(term);
    return [...list(matchExpressions), ...list(matchFields)].map((expression) => {
      const { key, operator, values } = fields(expression);
      return { key: text(key), operator: isOperator(operator) ? operator : 'In', values: texts(values) };
    });
  });
}

export function podAntiAffinity(affinity: unknown): PodSpec['podAntiAffinity'] {
  if (!isFields(affinity) || !isFields(affinity.podAntiAffinity)) return [];
  const {
    requiredDuringSchedulingIgnoredDuringExecution: required,
    preferredDuringSchedulingIgnoredDuringExecution: preferred,
  } = affinity.podAntiAffinity;
  return [
    ...list(required).map((term) => antiTerm(term, true)),
    ...list(preferred).map((weighted) => antiTerm(fields(weighted).podAffinityTerm, false)),
  ];
}

function antiTerm(term: unknown, required: boolean): PodSpec['podAntiAffinity'][number] {
  const { topologyKey, labelSelector } = fields(term);
  return { topologyKey: text(topologyKey), required, selector: selectorOrNull(labelSelector) };
}

export function spread(constraints: unknown): PodSpec['spread'] {
  return list(constraints).map((constraint) => {
    const { topologyKey, maxSkew, whenUnsatisfiable } = fields(constraint);
    return {
      topologyKey: text(topologyKey),
      maxSkew: number(maxSkew, 1),
      required: whenUnsatisfiable !== 'ScheduleAnyway',
    };
  });
}

export function toleration(value: unknown): Toleration {
  const { key, operator, value: tolerated, effect, tolerationSeconds } = fields(value);
  return {
    key: textOrNull(key),
    operator: operator === 'Exists' ? 'Exists' : 'Equal',
    value: text(tolerated),
    effect: textOrNull(effect),
    seconds: numberOrNull(tolerationSeconds),
  };
}
