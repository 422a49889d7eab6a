import { isReady } from '../../cluster/conditions.ts';
import type { ClusterEvent } from '../../cluster/event.ts';
import type { Quantities } from '../../cluster/meta.ts';
import type { Lease, Node } from '../../cluster/node.ts';
import type { Pod } from '../../cluster/pod.ts';
import { quantitiesWords, quantityWords } from '../../cluster/quantity-words.ts';
import type { Instant } from '../../instant.ts';
import { ageWords } from './age.ts';
import { conditionLines } from './condition-lines.ts';
import { eventSection } from './event-lines.ts';
import { identityLines } from './identity-lines.ts';
import { sectionsText } from './sections.ts';

export type NodeStory = {
  readonly node: Node;
  readonly lease: Lease | null;
  /** Those that run on it or are meant to. */
  readonly pods: readonly Pod[];
  readonly events: readonly ClusterEvent[];
  readonly gaps: readonly string[];
  readonly now: Instant;
};

/** More pods than this are counted. */
const PODS_SHOWN = 40;

/** `Node a: Ready, 34 pods.` */
export function nodeSummary({ node, pods }: Pick<NodeStory, 'node' | 'pods'>): string {
  const state = isReady(node) ? 'Ready' : 'NotReady';
  const cordoned = node.unschedulable ? ', takes no new pods (cordoned)' : '';
  return `Node ${node.name}: ${state}${cordoned}, ${pods.length} ${pods.length === 1 ? 'pod' : 'pods'}.`;
}

/** A node as a text: its heartbeat, conditions, taints, room, pods, events. */
export function describeNode({ node, lease, pods, events, gaps, now }: NodeStory): string {
  return sectionsText([
    {
      title: null,
      lines: [
        ...identityLines(node, [], now),
        `${node.architecture}, kubelet ${node.kubeletVersion}`,
        node.addresses.map(({ type, address }) => `${type} ${address}`).join(', '),
        ...(lease?.renewedAt ? [`heartbeat ${ageWords(lease.renewedAt, now)} ago`] : []),
        ...(node.unschedulable ? ['takes no new pods (cordoned)'] : []),
        ...(node.podCidr === null ? [] : [`pods’ addresses: ${node.podCidr}`]),
      ],
    },
    { title: 'Conditions', lines: conditionLines(node.conditions, now) },
    {
      title: 'Taints',
      lines: node.taints.map(({ key, value, effect, addedAt }) => {
        const since = addedAt === null ? '' : ` for ${ageWords(addedAt, now)}`;
        return `${key}${value === '' ? '' : `=${value}`}:${effect}${since}`;
      }),
    },
    { title: 'Room', lines: roomLines(node, pods) },
    { title: `Pods (${pods.length})`, lines: podLines(pods, now) },
    eventSection(events, now, false),
    { title: 'Not seen', lines: gaps },
  ]);
}

/** What can be used, and how much of it pods have asked for. */
function roomLines({ allocatable }: Node, pods: readonly Pod[]): readonly string[] {
  const live = pods.filter(({ phase }) => phase !== 'Succeeded' && phase !== 'Failed');
  const asked = (resource: string) =>
    live.reduce(
      (sum, pod) =>
        sum + pod.spec.containers.reduce((all, each) => all + (amount(each.requests, resource) ?? 0), 0),
      0,
    );
  const lines = ['cpu', 'memory'].flatMap((resource) => {
    const room = amount(allocatable, resource);
    if (room === null || room === 0) return [];
    const used = asked(resource);
    const share = Math.round((used / room) * 100);
    return [
      `${resource}: ${quantityWords(resource, used)} of ${quantityWords(resource, room)} requested (${share}%)`,
    ];
  });
  const slots = amount(allocatable, 'pods');
  return [
    ...lines,
    ...(slots === null ? [] : [`pods: ${live.length} of ${slots}`]),
    `allocatable: ${quantitiesWords(allocatable)}`,
  ];
}

function amount(quantities: Quantities, resource: string): number | null {
  return Object.hasOwn(quantities, resource) ? (quantities[resource] ?? null) : null;
}

function podLines(pods: readonly Pod[], now: Instant): readonly string[] {
  const shown = pods.slice(0, PODS_SHOWN).map((pod) => {
    const ready = isReady(pod) ? 'ready' : 'not ready';
    return `${pod.namespace}/${pod.name}: ${pod.phase}, ${ready}, ${ageWords(pod.createdAt, now)}`;
  });
  return pods.length > PODS_SHOWN ? [...shown, `and ${pods.length - PODS_SHOWN} more`] : shown;
}
