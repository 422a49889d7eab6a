import { type LostNode, lostNodes, nodeLosses } from '../../domain/cluster/node-losses.ts';
import { nodeWord } from '../../domain/cluster/node-word.ts';
import { refOf } from '../../domain/cluster/object-ref.ts';
import { isMeant } from '../../domain/cluster/runs.ts';
import type { Evidence, Finding, Help } from '../../domain/finding.ts';
import type { Instant } from '../../domain/instant.ts';
import { oneLine } from '../../domain/one-line.ts';
import type { Check, Situation } from '../check.ts';
import { clock, span } from '../words/clock.ts';
import { listed } from '../words/listed.ts';
import { look } from '../words/look.ts';
import { line, table } from '../words/proof.ts';

/** What a Service has on the node, and what it has left elsewhere. */
type Share = { readonly service: string; readonly here: number; readonly left: number };

/**
 * Check 26: nodes that are not ready, with their heartbeat and what each Service has left. On a dead node pods keep the
 * phase Running and their containers stay `ready`, so neither is looked at.
 */
export const nodeNotReady: Check = {
  id: 'node-not-ready',
  title: 'Nodes that are not ready, with what their Services have left',
  reads: ['nodes'],
  uses: ['leases', 'pods', 'endpointslices'],
  run: (situation) => {
    const together = new Set(
      nodeLosses(situation.view).flatMap(({ lost }) => lost.map(({ node }) => node.name)),
    );
    const lost = lostNodes(situation.view);
    if (lost.length === 0) return [];
    const endpoints = endpointsOf(situation);
    return lost.map((each) =>
      finding(situation, each, sharesOf(endpoints, each.node.name), together.has(each.node.name)),
    );
  },
};

function finding(situation: Situation, lost: LostNode, shares: readonly Share[], together: boolean): Finding {
  const { view, lookup } = situation;
  const { node, condition, since, lease } = lost;
  const pods = lookup.podsOn(node.name).filter(isMeant);
  const bare = shares.filter(({ left }) => left === 0);
  const harm =
    bare.length > 0
      ? `; ${listed(bare.map(({ service }) => `Service ${service}`))} ${bare.length === 1 ? 'has' : 'have'} nothing left elsewhere`
      : '';
  return {
    check: 'node-not-ready',
    object: refOf(node),
    affects: pods.map(refOf),
    sentence: `Node ${nodeWord(node.name)} is not ready since ${clock(since, view.takenAt)}: ${whyWords(lost, view.takenAt)}; ${pods.length} ${pods.length === 1 ? 'pod is' : 'pods are'} on it${harm}`,
    confidence: 'proven',
    severity: bare.length > 0 ? 'critical' : 'high',
    // When many went at once, what they share is the cause.
    layer: together ? 'mechanism' : 'cause',
    changedAt: since,
    evidence: [
      line(
        'Ready',
        `${condition?.status ?? 'no condition'}${condition?.reason ? `, ${condition.reason}` : ''}: ${oneLine(condition?.message ?? '', 300)}`,
      ),
      line('Lease', lease?.renewedAt ? `renewed ${span(view.takenAt - lease.renewedAt)} ago` : 'not seen'),
      ...(node.unschedulable ? [line('Cordoned', 'yes: somebody may be at work on it')] : []),
      ...serviceTable(shares),
    ],
    lookNext: [look.describe(node), look.events(node), look.get('nodes', null)],
    // Many at once are not failing by themselves, and without them there may be no room.
    help: together || node.unschedulable ? null : cordoning(node),
  };
}

function cordoning(node: LostNode['node']): Help {
  return {
    action: 'cordon',
    target: refOf(node),
    text: 'Cordon it, so that no pod is put on it when it comes back before anybody knows why it went',
    remedy: { action: 'cordon', parameters: {} },
  };
}

/** Unknown: its kubelet is not heard of. False: the kubelet is there and says what it lacks. */
function whyWords({ condition, lease, node }: LostNode, takenAt: Instant): string {
  if (condition === null) return 'it has never said that it is';
  if (condition.status === 'False') return oneLine(condition.message || condition.reason, 160);
  const heard = lease?.renewedAt ? ` for ${span(takenAt - lease.renewedAt)}` : '';
  const gone = node.taints.some(({ key }) => key === 'node.kubernetes.io/out-of-service');
  return gone ? 'it was taken out of service' : `its kubelet was not heard of${heard}`;
}

/** Endpoints of a view, laid out once for all nodes that are lost. */
type Endpoints = {
  readonly on: (node: string) => readonly Endpoint[];
  readonly of: (service: string) => readonly Endpoint[];
};
type Endpoint = { readonly service: string; readonly node: string | null; readonly ready: boolean };

function endpointsOf({ view }: Situation): Endpoints {
  const all = view.endpointslices.flatMap(({ namespace, service, name, endpoints }) =>
    endpoints.map(({ node, ready }) => ({ service: `${namespace}/${service ?? name}`, node, ready })),
  );
  const byNode = Map.groupBy(all, ({ node }) => node ?? '');
  const byService = Map.groupBy(all, ({ service }) => service);
  return { on: (node) => byNode.get(node) ?? [], of: (service) => byService.get(service) ?? [] };
}

/** For the Services that have an endpoint on the node; those with the least left first. */
function sharesOf({ on, of }: Endpoints, node: string): readonly Share[] {
  return [...Map.groupBy(on(node), ({ service }) => service)]
    .map(([service, here]) => ({
      service,
      here: here.length,
      left: of(service).filter((endpoint) => endpoint.ready && endpoint.node !== node).length,
    }))
    .sort((a, b) => a.left - b.left || b.here - a.here);
}

function serviceTable(shares: readonly Share[]): readonly Evidence[] {
  if (shares.length === 0) return [];
  const rows = shares.map(({ service, here, left }) => [service, String(here), String(left)]);
  return [table('Services with endpoints on it', ['service', 'here', 'ready elsewhere'], rows)];
}
