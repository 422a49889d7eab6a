import { conditionOf, isReady } from '../../domain/cluster/conditions.ts';
import { lazily } from '../../domain/cluster/lazily.ts';
import { nodeWord } from '../../domain/cluster/node-word.ts';
import { type ObjectRef, refKey, refOf, refWords } from '../../domain/cluster/object-ref.ts';
import type { Pod } from '../../domain/cluster/pod.ts';
import { isMeant, isOver } from '../../domain/cluster/runs.ts';
import type { Finding } from '../../domain/finding.ts';
import { type Instant, MINUTE } from '../../domain/instant.ts';
import { oneLine } from '../../domain/one-line.ts';
import { type Afflicted, afflicted, refsOf, whoWords } from '../afflicted.ts';
import type { Check, Situation } from '../check.ts';
import { type MountTrouble, mountTrouble } from '../mount-trouble.ts';
import { clock } from '../words/clock.ts';
import { listed } from '../words/listed.ts';
import { look } from '../words/look.ts';
import { line, table } from '../words/proof.ts';

/** A disk that moves from one node to another is detached and attached in less. */
const PATIENCE = 2 * MINUTE;

type Stuck = {
  readonly pod: Pod;
  readonly since: Instant;
  readonly trouble: MountTrouble;
  /** The claims of the volumes that are missing. */
  readonly claims: readonly ObjectRef[];
  /** Pods on other nodes that have one of these claims. */
  readonly holders: readonly Pod[];
};

/** Check 51: pods that have a node and do not start, because a volume is not attached or not mounted. */
export const volumeNotMounted: Check = {
  id: 'volume-not-mounted',
  title: 'Pods that wait for a volume that is not attached or not mounted, and who holds it',
  reads: ['pods', 'events'],
  uses: ['persistentvolumeclaims', 'nodes', 'deployments'],
  run: (situation) => {
    const claimants = lazily(() => podsByClaim(situation.view.pods));
    const stuck = situation.view.pods.flatMap((pod): readonly Stuck[] => {
      const since = waitsSince(pod, situation);
      const trouble = since === null ? null : mountTrouble(pod, situation.lookup, situation.view.takenAt);
      if (since === null || trouble === null) return [];
      const claims = claimsOf(pod, trouble, situation);
      const holders = claims
        .filter((claim) => isForOneNode(claim, situation))
        .flatMap((claim) => claimants().get(refKey(claim)) ?? [])
        .filter(({ node }) => node !== pod.node);
      return [{ pod, since, trouble, claims, holders: [...new Set(holders)] }];
    });
    return afflicted(stuck, situation.lookup, ({ trouble }) => trouble.kind).map((group) =>
      finding(group, situation),
    );
  },
};

/** Since when it has a node and nothing of it has started; null: it is not so, or its node is what fails. */
function waitsSince(pod: Pod, { view, lookup }: Situation): Instant | null {
  if (pod.phase !== 'Pending' || pod.node === null || !isMeant(pod)) return null;
  // Its sandbox is made when all of its volumes are there.
  if (conditionOf(pod, 'PodReadyToStartContainers')?.status === 'True') return null;
  if (pod.containers.some(({ state, lastState }) => lastState !== null || state?.kind !== 'waiting')) {
    return null;
  }
  const node = lookup.node(pod.node);
  if (node && !isReady(node)) return null;
  const since = conditionOf(pod, 'PodScheduled')?.changedAt ?? pod.createdAt;
  return view.takenAt - since < PATIENCE ? null : since;
}

/** Messages name a PersistentVolume or the volume of the pod; a claim knows both. */
function claimsOf(pod: Pod, { volumes }: MountTrouble, { lookup }: Situation): readonly ObjectRef[] {
  return pod.spec.volumes.flatMap((volume): readonly ObjectRef[] => {
    if (volume.kind !== 'Claim') return [];
    const ref = { kind: 'PersistentVolumeClaim', namespace: pod.namespace, name: volume.source };
    const claim = lookup.object(ref);
    const bound = claim?.kind === 'PersistentVolumeClaim' ? claim.volume : null;
    return volumes.includes(volume.name) || (bound !== null && volumes.includes(bound)) ? [ref] : [];
  });
}

/** What many nodes may have at once keeps nobody away; there, thousands of pods may share one claim. */
function isForOneNode(ref: ObjectRef, { lookup }: Situation): boolean {
  const claim = lookup.object(ref);
  return claim?.kind !== 'PersistentVolumeClaim' || !claim.accessModes.some((mode) => mode.endsWith('Many'));
}

function podsByClaim(pods: readonly Pod[]): ReadonlyMap<string, readonly Pod[]> {
  const found = new Map<string, Pod[]>();
  for (const pod of pods) {
    if (pod.node === null || isOver(pod)) continue;
    for (const volume of pod.spec.volumes) {
      if (volume.kind !== 'Claim') continue;
      const key = refKey({ kind: 'PersistentVolumeClaim', namespace: pod.namespace, name: volume.source });
      const others = found.get(key);
      if (others) others.push(pod);
      else found.set(key, [pod]);
    }
  }
  return found;
}

function finding(group: Afflicted<Stuck>, situation: Situation): Finding {
  const { view } = situation;
  const { hits, workload, pods } = group;
  const [{ pod, trouble, claims }] = hits;
  const since = Math.min(...hits.map((hit) => hit.since));
  const blamed = trouble.kind === 'in-use' || trouble.kind === 'late';
  const holders = blamed ? [...new Set(hits.flatMap((hit) => hit.holders))] : [];
  return {
    check: 'volume-not-mounted',
    object: workload,
    affects: [...refsOf(pods), ...claims, ...lostNodes(holders, situation)],
    sentence: `${capital(whoWords(group))} can not start since ${clock(since, view.takenAt)}: ${why(group, holders, situation)}`,
    // Who has it at the same time may not be why it is late.
    confidence: trouble.kind === 'late' ? 'consistent' : 'proven',
    severity: 'high',
    layer: 'mechanism',
    changedAt: since,
    evidence: [
      line('Said', oneLine(trouble.said, 500)),
      ...(holders.length === 0 ? [] : [holderTable(holders, situation)]),
      table(
        'Pods that wait',
        ['pod', 'node', 'volume', 'has its node since'],
        hits.map((hit) => [
          hit.pod.name,
          hit.pod.node ?? '-',
          volumeWords(hit),
          clock(hit.since, view.takenAt),
        ]),
      ),
    ],
    lookNext: [
      look.describe(pod),
      ...claims.slice(0, 1).map((claim) => look.describe(claim)),
      ...holders.slice(0, 1).map((holder) => look.describe(holder)),
      look.events(pod),
    ],
    help: null,
  };
}

function why({ hits }: Afflicted<Stuck>, holders: readonly Pod[], situation: Situation): string {
  const [hit] = hits;
  const { trouble, pod } = hit;
  const [what, on] = [volumeWords(hit), `node ${nodeWord(pod.node ?? '')}`];
  const held = heldWords(holders, pod, situation);
  switch (trouble.kind) {
    case 'in-use':
      return held ? `${what} is held by ${held}` : `${what} is still attached to another node than ${on}`;
    case 'attach':
      return `${what} can not be attached to ${on}: ${oneLine(trouble.why, 200)}`;
    case 'mount':
      return `${what} can not be mounted on ${on}: ${oneLine(trouble.why, 200)}`;
    case 'late':
      return `${what} is not mounted on ${on} in time, and no event says why${held ? `; it is used by ${held}` : ''}`;
  }
}

/** `Pod shop/old on node a, which is being deleted`; null: nobody is known. */
function heldWords([holder, ...others]: readonly Pod[], pod: Pod, situation: Situation): string | null {
  if (!holder) return null;
  const more = others.length === 0 ? '' : ` and ${others.length} more`;
  return `${refWords(holder)}${more} on node ${nodeWord(holder.node ?? '')}${holderWords(holder, pod, situation)}`;
}

/** Why the other one does not let go of it. */
function holderWords(holder: Pod, pod: Pod, { view, lookup }: Situation): string {
  const node = lookup.node(holder.node);
  if (node && !isReady(node)) return ', which is not ready, so nothing can be detached there';
  if (holder.deletionAt !== null) {
    return holder.deletionAt > view.takenAt
      ? ', which is being deleted'
      : `, which should be gone since ${clock(holder.deletionAt, view.takenAt)}`;
  }
  const owner = lookup.topOwner(pod);
  const maker = lookup.object(owner);
  const same = refKey(lookup.topOwner(holder)) === refKey(owner);
  return same && maker?.kind === 'Deployment' && maker.strategy === 'RollingUpdate'
    ? ', and with the strategy RollingUpdate that pod stays until the new one is ready'
    : '';
}

/** The nodes that are to blame: what is wrong with them explains this. */
function lostNodes(holders: readonly Pod[], { lookup }: Situation): readonly ObjectRef[] {
  const nodes = holders.flatMap(({ node }) => lookup.node(node) ?? []);
  return [...new Set(nodes)].filter((node) => !isReady(node)).map(refOf);
}

function volumeWords({ claims, trouble }: Stuck): string {
  if (claims.length > 0) return listed(claims.map(({ name }) => `claim ${name}`));
  return trouble.volumes.length === 0
    ? 'a volume'
    : listed(trouble.volumes.map((volume) => `volume ${volume}`));
}

function holderTable(holders: readonly Pod[], { view }: Situation): Finding['evidence'][number] {
  const rows = holders.map(({ name, node, phase, deletionAt }) => [
    name,
    node ?? '-',
    phase,
    deletionAt === null ? '-' : clock(deletionAt, view.takenAt),
  ]);
  return table('Who holds it', ['pod', 'node', 'phase', 'to be gone by'], rows);
}

function capital(words: string): string {
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}
