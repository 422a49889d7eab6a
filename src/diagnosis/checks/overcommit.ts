import type { Quantities } from '../../domain/cluster/meta.ts';
import type { Node } from '../../domain/cluster/node.ts';
import { nodeWord } from '../../domain/cluster/node-word.ts';
import { refKey, refOf, refWords } from '../../domain/cluster/object-ref.ts';
import type { Pod } from '../../domain/cluster/pod.ts';
import { podRequests } from '../../domain/cluster/pod-requests.ts';
import { quantityWords } from '../../domain/cluster/quantity-words.ts';
import { isMeant } from '../../domain/cluster/runs.ts';
import type { Finding } from '../../domain/finding.ts';
import type { Check, Situation } from '../check.ts';
import { look } from '../words/look.ts';
import { line, table } from '../words/proof.ts';

/** From this share of what a node can give on, what runs there begins to wait or to be killed. */
const SATURATED = 0.9;

/** Limits may add up to more than there is, and often do; this much, on a node that is this full, is a risk. */
const PROMISED = 1.5;
const FILLED = 0.75;

type Resource = 'cpu' | 'memory';

const names: Readonly<Record<Resource, string>> = { cpu: 'CPU', memory: 'memory' };

/**
 * Check 31: nodes that use nearly all that they can give, with who uses most and who asked for nothing; and nodes whose
 * pods may take far more memory than there is. Without metrics nothing is said of use.
 */
export const overcommit: Check = {
  id: 'overcommit',
  title: 'Nodes that use nearly all of their CPU or memory, or promised far more than they have',
  reads: ['nodes', 'pods'],
  uses: ['nodeusage', 'podusage'],
  run: (situation) =>
    situation.view.nodes.flatMap((node) => {
      const uses = situation.lookup.usageOf(node)?.uses;
      if (!uses) return [];
      const full = (['cpu', 'memory'] as const).filter((each) => shareOf(node, uses, each) >= SATURATED);
      return full.length > 0
        ? full.map((resource) => saturation(situation, node, uses, resource))
        : promises(situation, node, uses);
    }),
};

function shareOf({ allocatable }: Node, uses: Quantities, resource: Resource): number {
  const has = allocatable[resource] ?? 0;
  return has > 0 ? (uses[resource] ?? 0) / has : 0;
}

function saturation({ lookup }: Situation, node: Node, uses: Quantities, resource: Resource): Finding {
  const pods = lookup.podsOn(node.name).filter(isMeant);
  const takes = (pod: Pod) => lookup.usageOf(pod)?.uses[resource] ?? 0;
  const users = pods.toSorted((a, b) => takes(b) - takes(a));
  const unasked = pods.filter((pod) => (podRequests(pod.spec)[resource] ?? 0) === 0);
  const byOwner = [...Map.groupBy(pods, (pod) => refKey(lookup.topOwner(pod))).values()]
    .map((group) => ({
      pod: group[0],
      sum: group.reduce((sum, pod) => sum + takes(pod), 0),
      count: group.length,
    }))
    .sort((a, b) => b.sum - a.sum);
  const [most] = byOwner;
  const used = uses[resource] ?? 0;
  const by =
    most?.pod && most.sum > 0
      ? `, ${percent(most.sum / used)} of it by ${ownersWords(most.pod, most.count, lookup)}`
      : '';
  const asked = unasked.length > 0 ? `; ${unasked.length} of ${pods.length} pods asked for none` : '';
  const has = node.allocatable[resource] ?? 0;
  return {
    check: 'overcommit',
    object: refOf(node),
    // Whoever is there suffers; those who use most come first.
    affects: users.map(refOf),
    sentence: `Node ${nodeWord(node.name)} uses ${percent(used / has)} of its ${names[resource]}${by}${asked}`,
    confidence: 'proven',
    severity: 'high',
    layer: 'mechanism',
    changedAt: null,
    evidence: [
      line('Uses', `${quantityWords(resource, used)} of ${quantityWords(resource, has)}, measured once`),
      line('Asked for', `${quantityWords(resource, sumOf(pods, resource))} by ${pods.length} pods`),
      table(
        'Who uses most',
        ['pod', 'uses', 'asked for', 'class'],
        users
          .slice(0, 10)
          .map((pod) => [
            `${pod.namespace}/${pod.name}`,
            quantityWords(resource, takes(pod)),
            quantityWords(resource, podRequests(pod.spec)[resource] ?? 0),
            pod.qos,
          ]),
      ),
    ],
    lookNext: [
      look.top('nodes', null),
      look.describe(node),
      ...users.slice(0, 1).map((pod) => look.describe(pod)),
    ],
    help: null,
  };
}

function ownersWords(pod: Pod, count: number, lookup: Situation['lookup']): string {
  const owner = lookup.topOwner(pod);
  if (owner.kind === 'Pod') return refWords(owner);
  return `${count} ${count === 1 ? 'pod' : 'pods'} of ${refWords(owner)}`;
}

function promises({ lookup }: Situation, node: Node, uses: Quantities): readonly Finding[] {
  const has = node.allocatable.memory ?? 0;
  const pods = lookup.podsOn(node.name).filter(isMeant);
  const promised = pods.reduce((sum, { spec }) => sum + limitOf(spec.containers), 0);
  if (has === 0 || promised < PROMISED * has || shareOf(node, uses, 'memory') < FILLED) return [];
  return [
    {
      check: 'overcommit',
      object: refOf(node),
      affects: [],
      sentence: `Node ${nodeWord(node.name)} uses ${percent(shareOf(node, uses, 'memory'))} of its memory, and its pods may take ${percent(promised / has)} of it by their limits`,
      confidence: 'context',
      severity: 'medium',
      layer: 'cause',
      changedAt: null,
      evidence: [line('Limits', `${quantityWords('memory', promised)} of ${quantityWords('memory', has)}`)],
      lookNext: [look.top('nodes', null), look.describe(node)],
      help: null,
    },
  ];
}

function limitOf(containers: Pod['spec']['containers']): number {
  return containers.reduce(
    (sum, { role, limits }) => (role === 'init' ? sum : sum + (limits.memory ?? 0)),
    0,
  );
}

function sumOf(pods: readonly Pod[], resource: Resource): number {
  return pods.reduce((sum, { spec }) => sum + (podRequests(spec)[resource] ?? 0), 0);
}

function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}
