import { endpointsOf } from '../../domain/cluster/endpoints.ts';
import type { Service } from '../../domain/cluster/network.ts';
import { refOf, refWords } from '../../domain/cluster/object-ref.ts';
import { isMeant } from '../../domain/cluster/runs.ts';
import { selects } from '../../domain/cluster/selector.ts';
import type { Finding } from '../../domain/finding.ts';
import type { Check, Situation } from '../check.ts';
import { look } from '../words/look.ts';
import { line } from '../words/proof.ts';

/** Check 6: Services that people reach from outside and that stand on one pod. */
export const singlePointOfFailure: Check = {
  id: 'single-point-of-failure',
  title: 'Services reached from outside that stand on one pod',
  reads: ['services', 'endpointslices', 'pods'],
  uses: ['ingresses', 'poddisruptionbudgets'],
  run: (situation) => {
    const entries = entriesOf(situation);
    return situation.view.services.flatMap((service) => {
      const entry = entries.get(`${service.namespace}/${service.name}`);
      return entry === undefined ? [] : finding(service, entry, situation);
    });
  },
};

/** By which door each Service is reached: its own load balancer, or an Ingress. */
function entriesOf({ view }: Situation): ReadonlyMap<string, string> {
  const balanced = view.services
    .filter(({ type }) => type === 'LoadBalancer')
    .map(({ namespace, name }) => [`${namespace}/${name}`, 'its load balancer'] as const);
  const routed = view.ingresses.flatMap((ingress) =>
    ingress.backends.map(({ service }) => [`${ingress.namespace}/${service}`, refWords(ingress)] as const),
  );
  return new Map([...balanced, ...routed]);
}

function finding(service: Service, entry: string, { view, lookup }: Situation): readonly Finding[] {
  const pods = lookup.podsBehind(service).filter(isMeant);
  const [pod] = pods;
  const { ready } = endpointsOf(service, lookup);
  const makers = new Set(pods.map((each) => lookup.topOwner(each).name));
  if (!pod || ready !== 1 || makers.size > 1) return [];
  const workload = lookup.object(lookup.topOwner(pod));
  const wanted = workload !== null && 'replicas' in workload ? workload.replicas : 1;
  const budget = view.poddisruptionbudgets.find(
    ({ namespace, selector }) => namespace === pod.namespace && selects(selector, pod.labels),
  );
  const left = wanted > 1 ? `only 1 of ${wanted} pods left` : 'a single pod';
  return [
    {
      check: 'single-point-of-failure',
      object: refOf(service),
      affects: [refOf(lookup.topOwner(pod))],
      sentence: `${refWords(service)}, reached by ${entry}, stands on ${left}${budget ? '' : ' and no disruption budget'}`,
      confidence: 'context',
      severity: 'medium',
      layer: 'cause',
      changedAt: null,
      evidence: [
        line(
          'Way',
          `${entry} -> ${refWords(service)} -> ${refWords(lookup.topOwner(pod))}, 1 ready endpoint`,
        ),
        line('Budget', budget ? refWords(budget) : 'none selects the pod'),
      ],
      lookNext: [look.describe(service), look.get('pods', pod.namespace)],
      help:
        wanted === 1 && workload?.kind === 'Deployment'
          ? { action: 'scale', target: refOf(workload), text: 'Scale to 2, if it can run twice' }
          : null,
    },
  ];
}
