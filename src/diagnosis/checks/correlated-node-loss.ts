import {
  isMany,
  type LostNode,
  type NodeLoss,
  nodeLosses,
  replacements,
  silentNodes,
  zoneOf,
} from '../../domain/cluster/node-losses.ts';
import { nodeWord } from '../../domain/cluster/node-word.ts';
import { refOf } from '../../domain/cluster/object-ref.ts';
import type { Evidence, Finding } from '../../domain/finding.ts';
import { type Instant, SECOND } from '../../domain/instant.ts';
import { oneLine } from '../../domain/one-line.ts';
import type { Check, Situation } from '../check.ts';
import { clock, span } from '../words/clock.ts';
import { listed } from '../words/listed.ts';
import { look } from '../words/look.ts';
import { line, table } from '../words/proof.ts';

const ADVICE =
  'Do not drain, reboot or delete these nodes: what runs on them may run well, there may be no other place for it, and new nodes would have the same trouble';

/**
 * Check 28: many nodes, or all of a zone or pool, that went at once, that stopped renewing their leases, or that are
 * replaced one after the other. Machines do not fail together; what they share does.
 */
export const correlatedNodeLoss: Check = {
  id: 'correlated-node-loss',
  title: 'Many nodes that went at once, with the advice to leave them alone',
  reads: ['nodes'],
  uses: ['leases', 'events'],
  run: (situation) => [
    ...nodeLosses(situation.view).map((loss) => lossFinding(situation, loss)),
    ...silence(situation),
    ...loop(situation),
  ],
};

const common = {
  check: 'correlated-node-loss',
  // What they share is not among the objects of the cluster.
  confidence: 'consistent',
  severity: 'critical',
  layer: 'cause',
  help: null,
} as const;

function lossFinding({ view }: Situation, { lost, whole }: NodeLoss): Finding {
  const [first] = lost as readonly [LostNode, ...LostNode[]];
  const last = Math.max(...lost.map(({ since }) => since));
  const where = whole === null ? '' : ` (all of ${whole})`;
  const unheard = lost.some(({ condition }) => condition?.status !== 'False');
  const share = unheard
    ? 'that points to their network or the control plane rather than to the nodes'
    : `that points to something that they share rather than to each of them${saidBy(first)}`;
  const within = last - first.since < SECOND ? '' : ` within ${span(last - first.since)}`;
  return {
    ...common,
    object: refOf(first.node),
    affects: lost.slice(1).map(({ node }) => refOf(node)),
    sentence: `${lost.length} of ${view.nodes.length} nodes${where} stopped being ready at ${clock(first.since, view.takenAt)}${within}: ${share}; do not drain or delete them`,
    changedAt: first.since,
    evidence: [
      line('Advice', ADVICE),
      ...zones(lost, view.nodes, view.takenAt),
      timeline(lost, view.takenAt),
    ],
    lookNext: [look.get('nodes', null), look.describe(first.node), look.events(first.node), look.changes()],
  };
}

function saidBy({ condition }: LostNode): string {
  return condition?.message ? ` (${oneLine(condition.message, 120)})` : '';
}

function zones(
  lost: readonly LostNode[],
  nodes: Situation['view']['nodes'],
  takenAt: Instant,
): readonly Evidence[] {
  const byZone = Map.groupBy(lost, ({ node }) => zoneOf(node) ?? '-');
  if (byZone.size === 1 && byZone.has('-')) return [];
  return [
    table(
      'By zone',
      ['zone', 'went', 'of', 'first', 'last'],
      [...byZone].map(([zone, group]) => {
        const times = group.map(({ since }) => since);
        return [
          zone,
          String(group.length),
          String(nodes.filter((node) => (zoneOf(node) ?? '-') === zone).length),
          clock(Math.min(...times), takenAt),
          clock(Math.max(...times), takenAt),
        ];
      }),
    ),
  ];
}

function timeline(lost: readonly LostNode[], takenAt: Instant): Evidence {
  return table(
    'Nodes',
    ['node', 'ready', 'since', 'reason', 'heard of'],
    lost.map(({ node, condition, since, lease }) => [
      node.name,
      condition?.status ?? '-',
      clock(since, takenAt),
      condition?.reason ?? '-',
      lease?.renewedAt ? `${span(takenAt - lease.renewedAt)} ago` : '-',
    ]),
  );
}

/** Before nodes count as lost, they are only not heard of; when all are silent, the clocks may differ, too. */
function silence({ view }: Situation): readonly Finding[] {
  const silent = silentNodes(view).toSorted((a, b) => (a.renewedAt ?? 0) - (b.renewedAt ?? 0));
  const [first] = silent;
  if (!first || !isMany(silent.length, view.nodes.length)) return [];
  const refs = silent.map(({ name }) => ({ kind: 'Node', namespace: null, name }));
  const [object, ...affects] = refs as [(typeof refs)[number]];
  const all = silent.length === view.nodes.length;
  return [
    {
      ...common,
      object,
      affects,
      sentence: `${silent.length} of ${view.nodes.length} nodes count as ready and have not renewed their lease for more than 40 s: the control plane can not be written to, or does not hear them; do not drain or delete them`,
      changedAt: first.renewedAt,
      evidence: [
        line('Advice', ADVICE),
        ...(all ? [line('Or', 'the clock of the API server and that of this view differ')] : []),
        table(
          'Leases',
          ['node', 'renewed'],
          silent.map(({ name, renewedAt }) => [
            name,
            renewedAt === null ? '-' : `${span(view.takenAt - renewedAt)} ago`,
          ]),
        ),
      ],
      lookNext: [look.get('leases', 'kube-node-lease'), look.get('nodes', null), look.changes()],
    },
  ];
}

function loop({ view }: Situation): readonly Finding[] {
  const { came, went } = replacements(view);
  const [first] = came.toSorted((a, b) => a.createdAt - b.createdAt);
  if (!first || came.length < 3 || !isMany(went.length, view.nodes.length)) return [];
  return [
    {
      ...common,
      object: refOf(first),
      affects: came.filter((node) => node !== first).map(refOf),
      sentence: `${went.length} nodes went and ${came.length} of ${view.nodes.length} came within the last hour: nodes are replaced in a loop, which cures nothing that the new ones have, too; do not drain or delete more`,
      changedAt: first.createdAt,
      evidence: [
        line('Advice', ADVICE),
        line('Went', listed(went.map(nodeWord), 10)),
        table(
          'Came',
          ['node', 'zone', 'since'],
          came.map((node) => [node.name, zoneOf(node) ?? '-', clock(node.createdAt, view.takenAt)]),
        ),
      ],
      lookNext: [look.get('nodes', null), look.describe(first), look.changes()],
    },
  ];
}
