import { blockWords } from '../../domain/cluster/address-range.ts';
import { conditionOf } from '../../domain/cluster/conditions.ts';
import { freeOn, hindrances } from '../../domain/cluster/fit.ts';
import { type ObjectRef, refKey, refOf, refWords } from '../../domain/cluster/object-ref.ts';
import type { Pod } from '../../domain/cluster/pod.ts';
import { type PodRange, podRangeOf } from '../../domain/cluster/pod-ranges.ts';
import { isMeant } from '../../domain/cluster/runs.ts';
import type { Evidence, Finding } from '../../domain/finding.ts';
import { HOUR, type Instant, MINUTE } from '../../domain/instant.ts';
import { oneLine } from '../../domain/one-line.ts';
import type { Check, Situation } from '../check.ts';
import { clock } from '../words/clock.ts';
import { listed } from '../words/listed.ts';
import { look } from '../words/look.ts';
import { line } from '../words/proof.ts';

/**
 * A range that is full by this share is as good as full. In a small cluster the first blocks always fill the smallest
 * range around them, so that alone says something only from this many blocks on.
 */
const FULL = 0.95;
const MANY = 64;

/** How long a refusal of the allocator counts: it repeats itself while a node waits, and the node is taken away then. */
const RECENT = 2 * HOUR;

/** Nodes that got no block of addresses, by the word of the allocator or because they have none now. */
type Refused = { readonly nodes: readonly string[]; readonly since: Instant | null };

/**
 * Check 30: each node gets a block of the cluster's pod addresses, and no node can join when none is left, whatever the
 * scheduler then says of memory and selectors. Proven by nodes that were refused a block; else as sure as the blocks in
 * use make it.
 */
export const podCidrExhaustion: Check = {
  id: 'pod-cidr-exhaustion',
  title: 'No block of pod addresses is left for another node',
  reads: ['nodes', 'pods'],
  uses: ['events'],
  run: (situation) => {
    const range = podRangeOf(situation.view.nodes);
    if (!range) return [];
    const refused = refusedNodes(situation);
    const full = range.total >= MANY && range.used / range.total >= FULL;
    return refused.nodes.length > 0 || full ? [finding(situation, range, refused)] : [];
  },
};

function refusedNodes({ view }: Situation): Refused {
  const events = view.events.filter(
    ({ reason, about, lastAt }) =>
      reason === 'CIDRNotAvailable' && about.kind === 'Node' && view.takenAt - lastAt <= RECENT,
  );
  // A node has no block in its first moments, before the allocator has seen it.
  const without = view.nodes.filter(
    ({ podCidr, createdAt }) => podCidr === null && view.takenAt - createdAt > 5 * MINUTE,
  );
  const since = events.map(({ firstAt }) => firstAt);
  const nodes = [...new Set([...events.map(({ about }) => about.name), ...without.map(({ name }) => name)])];
  if (events.length > 0) return { nodes, since: Math.min(...since) };
  // Blocks are also missing where nodes of another pool never get any; only the youngest tell that they ran out.
  const youngest = Math.max(
    ...view.nodes.filter(({ podCidr }) => podCidr !== null).map(({ createdAt }) => createdAt),
  );
  const late = without.filter(({ createdAt }) => createdAt >= youngest);
  return late.length > 0
    ? { nodes: late.map(({ name }) => name), since: Math.min(...late.map(({ createdAt }) => createdAt)) }
    : { nodes: [], since: null };
}

function finding(situation: Situation, range: PodRange, refused: Refused): Finding {
  const { view, lookup } = situation;
  const pending = pendingPods(situation, refused.since);
  const groups = [...Map.groupBy(pending, (pod) => refKey(lookup.topOwner(pod))).values()].sort(
    (a, b) => b.length - a.length,
  );
  const [most] = groups;
  const object = most?.[0] ? lookup.topOwner(most[0]) : anyNode(situation);
  const since = begin(pending, refused);
  const from = since === null ? '' : ` since ${clock(since, view.takenAt)}`;
  const wait = most
    ? `; ${most.length} ${most.length === 1 ? 'pod' : 'pods'} of ${refWords(object)} wait for one`
    : '';
  const proven = refused.nodes.length > 0 && range.used >= FULL * range.total;
  return {
    check: 'pod-cidr-exhaustion',
    object,
    affects: [
      ...groups.slice(1).flatMap(([pod]) => (pod ? [lookup.topOwner(pod)] : [])),
      ...pending.map(refOf),
    ],
    sentence: `${rangeWords(range)} that nodes get for their pods are in use, so no further node can join${from}${wait}`,
    confidence: proven ? 'proven' : pending.length > 0 || refused.nodes.length > 0 ? 'consistent' : 'context',
    severity: pending.length > 0 ? 'critical' : 'medium',
    layer: 'cause',
    changedAt: since,
    evidence: evidence(situation, range, refused, pending),
    lookNext: [
      look.get('nodes', null),
      ...pending.slice(0, 1).flatMap((pod) => [look.describe(pod), look.events(pod)]),
    ],
    help: null,
  };
}

/** Pods that wait for a node since then, and that an empty node of a kind that is there could take. */
function pendingPods({ view, lookup }: Situation, since: Instant | null): readonly Pod[] {
  const waiting = view.pods.filter((pod) => {
    const scheduled = conditionOf(pod, 'PodScheduled');
    if (pod.node !== null || !isMeant(pod) || scheduled?.reason !== 'Unschedulable') return false;
    const from = scheduled.changedAt ?? pod.createdAt;
    return since === null || from >= since - 30 * MINUTE;
  });
  if (waiting.length === 0) return [];
  const free = new Map(view.nodes.map((node) => [node, freeOn(node, lookup)]));
  const fits = (pod: Pod) =>
    view.nodes.some((node) =>
      hindrances(pod.spec, node, free.get(node) ?? {}).every(
        (each) => each.kind === 'slots' || (each.kind === 'resource' && !each.never),
      ),
    );
  // Pods of one owner ask for the same.
  const byOwner = Map.groupBy(waiting, ({ owner, uid }) => owner?.uid ?? uid);
  return [...byOwner.values()].flatMap((pods) => (pods[0] && fits(pods[0]) ? pods : []));
}

function begin(pending: readonly Pod[], { since }: Refused): Instant | null {
  const waits = pending.map((pod) => conditionOf(pod, 'PodScheduled')?.changedAt ?? pod.createdAt);
  if (since !== null) return since;
  return waits.length > 0 ? Math.min(...waits) : null;
}

/** For a cluster in which nobody waits yet: something to look at. */
function anyNode({ view }: Situation): ObjectRef {
  const [youngest] = view.nodes.toSorted((a, b) => b.createdAt - a.createdAt);
  return youngest ? refOf(youngest) : { kind: 'Node', namespace: null, name: '' };
}

function rangeWords({ around, bits, used, total }: PodRange): string {
  const which = `blocks (/${bits}) of ${blockWords(around)}`;
  return used >= total ? `All ${total} ${which}` : `${used} of ${total} ${which}`;
}

function evidence(
  { view, lookup }: Situation,
  { around, bits, used, total }: PodRange,
  { nodes, since }: Refused,
  pending: readonly Pod[],
): readonly Evidence[] {
  const [first] = pending;
  const scaling = (first ? lookup.eventsAbout(first) : []).findLast(({ reason }) =>
    /^(?:NotTriggerScaleUp|FailedScaleUp)$/.test(reason),
  );
  const slots = view.nodes.reduce((sum, { allocatable }) => sum + (allocatable.pods ?? 0), 0);
  const running = view.pods.filter((pod) => pod.node !== null && isMeant(pod)).length;
  const says = first ? (conditionOf(first, 'PodScheduled')?.message ?? '') : '';
  return [
    line(
      'Blocks of addresses',
      `${used} of ${total} in use: the smallest range around them is ${blockWords(around)}, each node has a /${bits}`,
    ),
    ...(nodes.length > 0
      ? [
          line(
            'Nodes without a block',
            `${nodes.length} since ${since === null ? 'an unknown time' : clock(since, view.takenAt)}: ${listed(nodes)}`,
          ),
        ]
      : []),
    line(
      'Slots for pods',
      `${Math.max(0, slots - running)} of ${slots} are free on the ${view.nodes.length} nodes`,
    ),
    ...(says === '' ? [] : [line('The scheduler says', oneLine(says, 300))]),
    ...(scaling ? [line('The autoscaler says', oneLine(scaling.message, 300))] : []),
  ];
}
