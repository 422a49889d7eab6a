import type { Node } from '../../domain/cluster/node.ts';
import { mayHost } from '../../domain/cluster/node-match.ts';
import { nodeWord } from '../../domain/cluster/node-word.ts';
import { refOf, refWords } from '../../domain/cluster/object-ref.ts';
import type { Pod } from '../../domain/cluster/pod.ts';
import type { PodSpec } from '../../domain/cluster/pod-spec.ts';
import { isMeant } from '../../domain/cluster/runs.ts';
import type { Deployment, ReplicaSet, StatefulSet } from '../../domain/cluster/workload.ts';
import type { Finding } from '../../domain/finding.ts';
import { countOf } from '../../domain/wording/alert-words.ts';
import type { Check, Situation } from '../check.ts';
import { nodeTrouble } from '../node-trouble.ts';
import { look } from '../words/look.ts';
import { line, table } from '../words/proof.ts';

type Workload = Deployment | StatefulSet | ReplicaSet;

/** Pods of one workload by node, the fullest first. */
type Spread = {
  readonly workload: Workload;
  readonly pods: readonly Pod[];
  readonly fullest: { readonly name: string; readonly pods: readonly Pod[] };
  readonly byNode: readonly (readonly [string, readonly Pod[]])[];
  /** Other nodes that could have taken some of them. */
  readonly others: number;
};

/**
 * Check 5: replicas that stand on one node although others could take them. By itself that only waits to be trouble;
 * when that node is in trouble it is why one node's trouble is everybody's.
 */
export const replicasCoLocated: Check = {
  id: 'replicas-co-located',
  title: 'Replicas that share one node although others could take them',
  reads: ['pods', 'nodes'],
  uses: ['deployments', 'statefulsets', 'replicasets', 'nodeusage', 'events'],
  run: (situation) => {
    const { deployments, statefulsets, replicasets } = situation.view;
    const alone = replicasets.filter(({ owner }) => owner === null);
    return [...deployments, ...statefulsets, ...alone].flatMap((workload) => {
      const spread = spreadOf(workload, situation);
      return spread ? [finding(spread, situation)] : [];
    });
  },
};

function spreadOf(workload: Workload, { view, lookup }: Situation): Spread | null {
  const pods = lookup.podsOf(workload).filter((pod) => isMeant(pod) && pod.node !== null);
  if (pods.length < 2 || workload.replicas < 2) return null;
  const byNode = [...Map.groupBy(pods, ({ node }) => node ?? '')].sort((a, b) => b[1].length - a[1].length);
  const [name, together] = byNode[0] ?? ['', []];
  if (together.length < 2 || together.length / pods.length <= 0.5) return null;
  const others = view.nodes.filter(
    (node) => node.name !== name && mayHost(workload.template.spec, node),
  ).length;
  if (others < 2) return null;
  return { workload, pods, byNode, fullest: { name, pods: together }, others };
}

function finding(spread: Spread, situation: Situation): Finding {
  const { workload, pods, fullest, others, byNode } = spread;
  const node: Node | null = situation.lookup.node(fullest.name);
  const trouble = node ? nodeTrouble(node, situation) : null;
  const all = fullest.pods.length === pods.length;
  const share = all ? `All ${countOf(pods.length, 'pod')}` : `${fullest.pods.length} of ${pods.length} pods`;
  const harm = trouble !== null;
  return {
    check: 'replicas-co-located',
    object: refOf(workload),
    affects: [...fullest.pods.map(refOf), { kind: 'Node', namespace: null, name: fullest.name }],
    sentence: `${share} of ${refWords(workload)} ${harm ? 'stand' : 'run'} on node ${nodeWord(fullest.name)}${trouble ? `, which ${trouble.words}` : ''}; ${others} other nodes could take some`,
    // That the node's trouble is what the alert is about fits; the objects can't show it.
    confidence: harm ? 'consistent' : 'context',
    severity: harm ? 'high' : 'medium',
    layer: 'cause',
    changedAt: trouble?.since ?? null,
    evidence: [
      line('Spread', constraints(workload.template.spec)),
      table(
        'Pods by node',
        ['node', 'pods', 'names'],
        byNode.map(([name, list]) => [
          nodeWord(name),
          String(list.length),
          list
            .slice(0, 3)
            .map((pod) => pod.name)
            .join(' '),
        ]),
      ),
      ...(trouble ? [line('The node', `${fullest.name} ${trouble.words}`)] : []),
    ],
    lookNext: [
      look.describe({ kind: 'Node', namespace: null, name: fullest.name }),
      look.top('nodes', null),
      look.describe(workload),
    ],
    help: null,
  };
}

/** What the template asks for. What is only preferred is given up when nodes are full. */
function constraints({ podAntiAffinity, spread }: PodSpec): string {
  const anti = podAntiAffinity.map(
    ({ topologyKey, required }) => `anti-affinity ${required ? 'required' : 'preferred'} by ${topologyKey}`,
  );
  const even = spread.map(
    ({ topologyKey, maxSkew, required }) =>
      `spread ${required ? 'required' : 'preferred'} by ${topologyKey}, skew ${maxSkew}`,
  );
  const all = [...anti, ...even];
  return all.length === 0
    ? 'the template has neither podAntiAffinity nor topologySpreadConstraints'
    : all.join('; ');
}
