import type { ClusterView } from '../../cluster/cluster-view.ts';
import type { Pod } from '../../cluster/pod.ts';
import { selects } from '../../cluster/selector.ts';
import type { Warning } from '../warning.ts';
import { named } from './counted.ts';

/**
 * Network policies that hold a pod by its labels and would let go of it with them. A pod that no policy holds may reach
 * everything and be reached by everything
 * (https://kubernetes.io/docs/concepts/services-networking/network-policies/#the-two-sorts-of-pod-isolation), and one
 * that is set aside is often set aside because nobody trusts it. `after`: its labels then.
 */
export function lostPolicyWarnings(
  pod: Pod,
  after: Pod['labels'],
  { networkpolicies }: ClusterView,
): readonly Warning[] {
  const lost = networkpolicies.filter(
    ({ namespace, pods }) =>
      namespace === pod.namespace && selects(pods, pod.labels) && !selects(pods, after),
  );
  if (lost.length === 0) return [];
  const names = named(lost.map(({ name }) => name));
  const sentence = `Network policies go by these labels (${names}) and do not hold the pod any more: what they kept apart can reach each other then.`;
  return [{ id: 'policies-lost', level: 'must-acknowledge', sentence, measure: lost.length }];
}
