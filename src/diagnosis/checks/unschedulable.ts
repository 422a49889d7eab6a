import { conditionOf } from '../../domain/cluster/conditions.ts';
import { freeOn, type Hindrance, hindrances } from '../../domain/cluster/fit.ts';
import { lazily } from '../../domain/cluster/lazily.ts';
import type { Quantities } from '../../domain/cluster/meta.ts';
import type { Node } from '../../domain/cluster/node.ts';
import { nodeWord } from '../../domain/cluster/node-word.ts';
import type { Pod } from '../../domain/cluster/pod.ts';
import { podRequests } from '../../domain/cluster/pod-requests.ts';
import { quantitiesWords, quantityWords } from '../../domain/cluster/quantity-words.ts';
import { isMeant } from '../../domain/cluster/runs.ts';
import type { Finding } from '../../domain/finding.ts';
import { type Instant, SECOND } from '../../domain/instant.ts';
import { oneLine } from '../../domain/one-line.ts';
import { countOf } from '../../domain/wording/alert-words.ts';
import { type Afflicted, afflicted, refsOf, whoWords } from '../afflicted.ts';
import type { Check, Situation } from '../check.ts';
import { clock } from '../words/clock.ts';
import { countedHindrances, hindranceWords } from '../words/hindrance-words.ts';
import { look } from '../words/look.ts';
import { line, table } from '../words/proof.ts';

/** The scheduler says no in the first moment of many a pod that it then places. */
const PATIENCE = 30 * SECOND;

type Waiting = { readonly pod: Pod; readonly since: Instant; readonly said: string };

type Tried = { readonly node: Node; readonly hindrances: readonly Hindrance[] };

/** Check 17: pods that no node takes, each node's reasons worked out anew, and the least that would have to change. */
export const unschedulable: Check = {
  id: 'unschedulable',
  title: 'Pods that no node takes, and the least that would have to change',
  reads: ['pods'],
  uses: ['nodes'],
  run: (situation) => {
    const free = new Map(
      situation.view.nodes.map((node) => [node.name, lazily(() => freeOn(node, situation.lookup))]),
    );
    const waiting = situation.view.pods.filter(isMeant).flatMap((pod): readonly Waiting[] => {
      const scheduled = conditionOf(pod, 'PodScheduled');
      if (pod.node !== null || scheduled?.status !== 'False' || scheduled.reason !== 'Unschedulable')
        return [];
      const since = Math.max(pod.createdAt, scheduled.changedAt ?? pod.createdAt);
      return situation.view.takenAt - since < PATIENCE ? [] : [{ pod, since, said: scheduled.message }];
    });
    return afflicted(waiting, situation.lookup, ({ pod }) => quantitiesWords(podRequests(pod.spec))).map(
      (group) => finding(group, situation, (node) => free.get(node.name)?.() ?? {}),
    );
  },
};

function finding(
  group: Afflicted<Waiting>,
  { view }: Situation,
  freeOf: (node: Node) => Quantities,
): Finding {
  const { hits, workload, pods } = group;
  const [{ pod, said }] = hits;
  const tried = view.nodes.map(
    (node): Tried => ({ node, hindrances: hindrances(pod.spec, node, freeOf(node)) }),
  );
  const since = Math.min(...hits.map((hit) => hit.since));
  const never = tried.length > 0 && tried.every((each) => each.hindrances.some(isForEver));
  const why = never ? tooMuch(pod, view.nodes) : reason(tried, said);
  return {
    check: 'unschedulable',
    object: workload,
    affects: refsOf(pods),
    sentence: `No node takes ${whoWords(group)} since ${clock(since, view.takenAt)}: ${why}`,
    confidence: 'proven',
    severity: 'high',
    // Nobody else is to blame for what no node could ever hold.
    layer: never ? 'cause' : 'mechanism',
    changedAt: since,
    evidence: [
      line('The scheduler', oneLine(said, 600)),
      line('Asks for', quantitiesWords(podRequests(pod.spec))),
      ...(tried.length === 0 ? [] : [leastChange(tried), byNode(tried)]),
    ],
    lookNext: [look.describe(pod), look.get('nodes', null), look.top('nodes', null)],
    help: null,
  };
}

function isForEver(hindrance: Hindrance): boolean {
  return hindrance.kind === 'resource' && hindrance.never;
}

/** What it asks for more of than the largest node has. When no single one is too much everywhere, all that is asked. */
function tooMuch(pod: Pod, nodes: readonly Node[]): string {
  const asked = Object.entries(podRequests(pod.spec));
  const beyond = asked.flatMap(([resource, asks]) => {
    const largest = Math.max(...nodes.map(({ allocatable }) => allocatable[resource] ?? 0));
    if (asks <= largest) return [];
    const words = (amount: number) => quantityWords(resource, amount);
    return [`it asks ${resource} ${words(asks)}, and the largest node has ${words(largest)}`];
  });
  return beyond.length > 0
    ? beyond.join('; ')
    : `no node has all of ${quantitiesWords(podRequests(pod.spec))}`;
}

/** Our own reckoning when it says no for every node; else the scheduler's words: it knows of more than we do. */
function reason(tried: readonly Tried[], said: string): string {
  const open = tried.filter(({ hindrances: found }) => found.length === 0);
  if (tried.length === 0 || open.length > 0)
    return oneLine(said.replace(/ (?:no new claims|preemption:).*$/, ''), 240);
  return `${countedHindrances(tried.map(({ hindrances: found }) => found))} (of ${countOf(tried.length, 'node')})`;
}

/** The node that lacks least, and what it lacks. */
function leastChange(tried: readonly Tried[]): Finding['evidence'][number] {
  const [nearest] = tried.toSorted(
    (a, b) => weight(a.hindrances) - weight(b.hindrances) || (a.node.name < b.node.name ? -1 : 1),
  );
  if (!nearest || nearest.hindrances.length === 0) {
    return line(
      'Nearest',
      'by labels, taints and requests a node would take it: see what the scheduler says',
    );
  }
  const lacks = nearest.hindrances.map(hindranceWords).join(', ');
  return line('Nearest', `node ${nodeWord(nearest.node.name)}: ${lacks}${enough(nearest.hindrances)}`);
}

/** What can be mended by waiting or by a smaller request weighs less than what is forbidden. */
function weight(found: readonly Hindrance[]): number {
  return found.reduce((sum, each) => sum + (each.kind === 'resource' ? (each.never ? 3 : 1) : 2), 0);
}

function enough(found: readonly Hindrance[]): string {
  const [only, ...more] = found;
  if (only?.kind !== 'resource' || more.length > 0) return '';
  return `; ${quantityWords(only.resource, only.asks - only.free)} less ${only.resource} would fit`;
}

function byNode(tried: readonly Tried[]): Finding['evidence'][number] {
  return table(
    'Each node',
    ['node', 'why not'],
    tried.map(({ node, hindrances: found }) => [
      nodeWord(node.name),
      found.map(hindranceWords).join(', ') || '-',
    ]),
  );
}
