import type { Condition } from '../domain/cluster/meta.ts';
import { type ObjectRef, refWords } from '../domain/cluster/object-ref.ts';
import type { Layer } from '../domain/finding.ts';
import { MINUTE } from '../domain/instant.ts';
import { oneLine } from '../domain/one-line.ts';

/** Why an autoscaler can't act. */
export type AutoscalerReason = {
  /** `api`: metrics are away for everybody; `pods`: for these pods; `target`: what it scales was not found. */
  readonly kind: 'api' | 'pods' | 'target' | 'other';
  readonly words: string;
  readonly layer: Layer;
  /** How long it may last and mean nothing, in milliseconds. */
  readonly patience: number;
};

/** A Deployment may follow its autoscaler by a moment, and the programs that give metrics are replaced now and then. */
const PATIENCE = 2 * MINUTE;

/** The controller does not count a pod's CPU in the first five minutes (`--horizontal-pod-autoscaler-cpu-initialization-period`). */
const STARTING = 5 * MINUTE;

type Rule = {
  readonly said: RegExp;
  readonly kind?: AutoscalerReason['kind'];
  readonly layer?: Layer;
  readonly patience?: number;
  readonly words: (match: RegExpExecArray, target: ObjectRef) => string;
};

/**
 * What the controller writes into its conditions, from its sources: `horizontal.go`, `replica_calculator.go` and
 * `metrics/client.go` in https://github.com/kubernetes/kubernetes/tree/master/pkg/controller/podautoscaler.
 */
const rules: readonly Rule[] = [
  {
    said: /missing request for (\S+) in container (\S+) of Pod/,
    words: ([, resource, container]) =>
      `container ${container} asks for no ${resource}, and the autoscaler goes by the share of what it asks for`,
  },
  {
    said: /missing request for (\S+)/,
    words: ([, resource]) =>
      `not all of its containers ask for ${resource}, and the autoscaler goes by the share of what they ask for`,
  },
  {
    said: /controlled by multiple HPAs: \[(.*)\]/,
    words: ([, others]) => `several autoscalers select the same pods (${oneLine(others ?? '', 160)})`,
  },
  {
    said: /from (resource|custom|external) metrics API: (?:the server is currently unable|the server could not find the requested resource|no \S+ metrics API)/,
    kind: 'api',
    layer: 'mechanism',
    words: ([, api]) =>
      `the ${api} metrics API (${api === 'resource' ? '' : `${api}.`}metrics.k8s.io) does not answer`,
  },
  {
    said: /from (resource|custom|external) metrics API: (.*)/,
    layer: 'mechanism',
    words: ([, api, rest]) => `the ${api} metrics API does not give its metric: ${oneLine(rest ?? '', 160)}`,
  },
  {
    said: /no metrics returned from|did not receive metrics for|no pods returned by selector/,
    kind: 'pods',
    layer: 'symptom',
    patience: STARTING,
    words: (_, target) =>
      `there are no metrics of the pods of ${refWords(target)} (pods that are not ready give none)`,
  },
  {
    said: /no matches for kind/,
    words: (_, target) =>
      `the API server does not know the kind of its target, ${refWords(target)}, as it is written`,
  },
  {
    said: /target's current scale: .*not found/,
    kind: 'target',
    words: (_, target) => `its target, ${refWords(target)}, does not exist`,
  },
  {
    said: /failed calling webhook "([^"]+)"/,
    layer: 'mechanism',
    words: ([, webhook], target) =>
      `an admission webhook does not answer (${webhook}), so ${refWords(target)} can not be changed`,
  },
  {
    said: /unable to update the target scale: (.*)/,
    layer: 'mechanism',
    words: ([, rest], target) => `${refWords(target)} can not be changed: ${oneLine(rest ?? '', 160)}`,
  },
];

/** Reads a condition that says no. In: what it scales. */
export function autoscalerReason({ message, reason }: Condition, target: ObjectRef): AutoscalerReason {
  for (const { said, words, kind = 'other', layer = 'cause', patience = PATIENCE } of rules) {
    const match = said.exec(message);
    if (match) return { kind, layer, patience, words: words(match, target) };
  }
  const words = oneLine(message || reason, 200);
  return { kind: 'other', layer: 'mechanism', patience: PATIENCE, words };
}
