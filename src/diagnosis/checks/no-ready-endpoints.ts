import { conditionOf, isReady } from '../../domain/cluster/conditions.ts';
import { endpointsOf } from '../../domain/cluster/endpoints.ts';
import type { Service } from '../../domain/cluster/network.ts';
import { refOf, refWords } from '../../domain/cluster/object-ref.ts';
import type { Pod } from '../../domain/cluster/pod.ts';
import { isMeant } from '../../domain/cluster/runs.ts';
import type { Finding } from '../../domain/finding.ts';
import type { Check, Situation } from '../check.ts';
import { emptyService } from '../empty-service.ts';
import { clock } from '../words/clock.ts';
import { look } from '../words/look.ts';
import { line, table } from '../words/proof.ts';
import { troubleWords } from '../words/trouble-words.ts';

/**
 * Check 34: Services that nobody answers for, and why. Read from EndpointSlices: one endpoint that is not ready, as in
 * every rollout, is no failure.
 */
export const noReadyEndpoints: Check = {
  id: 'no-ready-endpoints',
  title: 'Services that nobody answers for, and why',
  reads: ['services', 'endpointslices', 'pods'],
  uses: ['deployments', 'statefulsets'],
  run: (situation) =>
    situation.view.services.flatMap((service) => {
      const { lookup } = situation;
      // Without a selector somebody else makes the endpoints; an external name has none.
      if (Object.keys(service.selector).length === 0 || service.type === 'ExternalName') return [];
      if (!lookup.sawAll('pods', service.namespace) || !lookup.sawAll('endpointslices', service.namespace)) {
        return [];
      }
      const pods = lookup.podsBehind(service).filter(isMeant);
      if (pods.length === 0)
        return endpointsOf(service, lookup).ready > 0 ? [] : emptyService(service, situation);
      // With publishNotReadyAddresses every endpoint counts as ready, so only the pods tell.
      const answering = service.publishNotReady
        ? pods.filter(isReady).length
        : endpointsOf(service, lookup).ready;
      return answering > 0 ? [] : [finding(service, pods, situation)];
    }),
};

function finding(service: Service, pods: readonly Pod[], { view }: Situation): Finding {
  const unready = pods.filter((pod) => !isReady(pod));
  const turned = unready.flatMap((pod) => conditionOf(pod, 'Ready')?.changedAt ?? []);
  // It went dark when the last of them did.
  const since = turned.length === 0 ? null : Math.max(...turned);
  const troubles = [...new Set(unready.flatMap((pod) => troubleWords(pod) ?? []))];
  const behind = unready.length === 0;
  const why = behind
    ? `, although ${pods.length === 1 ? 'its pod is' : `its ${pods.length} pods are`} ready: the endpoints are behind`
    : `: ${pods.length === 1 ? 'its pod is not ready' : `none of its ${pods.length} pods is ready`}${troubles[0] ? ` (${troubles[0]})` : ''}`;
  const spread = service.publishNotReady ? ', and it sends traffic to them all the same' : '';
  return {
    check: 'no-ready-endpoints',
    object: refOf(service),
    affects: pods.map(refOf),
    sentence: `${refWords(service)} has no ready endpoint${since === null ? '' : ` since ${clock(since, view.takenAt)}`}${why}${spread}`,
    confidence: behind ? 'consistent' : 'proven',
    severity: 'high',
    layer: 'symptom',
    changedAt: since,
    evidence: [
      line(
        'Selects',
        Object.entries(service.selector)
          .map(([key, value]) => `${key}=${value}`)
          .join(','),
      ),
      table(
        'Its pods',
        ['pod', 'phase', 'trouble'],
        pods.map((pod) => [pod.name, pod.phase, troubleWords(pod) ?? 'ready']),
      ),
    ],
    lookNext: [look.describe(service), ...unready.slice(0, 1).map((pod) => look.describe(pod))],
    help: null,
  };
}
