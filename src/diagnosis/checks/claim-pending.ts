import type { Lookup } from '../../domain/cluster/lookup.ts';
import { refOf, refWords } from '../../domain/cluster/object-ref.ts';
import type { Pod } from '../../domain/cluster/pod.ts';
import { quantitiesWords } from '../../domain/cluster/quantity-words.ts';
import { isMeant } from '../../domain/cluster/runs.ts';
import type { PersistentVolumeClaim } from '../../domain/cluster/small-kinds.ts';
import type { Finding } from '../../domain/finding.ts';
import { MINUTE } from '../../domain/instant.ts';
import { oneLine } from '../../domain/one-line.ts';
import { afflicted, whoWords } from '../afflicted.ts';
import type { Check, Situation } from '../check.ts';
import { type ClaimCause, claimCause, classOf, type PendingClaim } from '../claim-cause.ts';
import { clock } from '../words/clock.ts';
import { listed } from '../words/listed.ts';
import { look } from '../words/look.ts';
import { line, table } from '../words/proof.ts';

/** Binding a volume takes a moment. */
const PATIENCE = MINUTE;

type Unbound = PendingClaim & { readonly cause: ClaimCause };

/**
 * Check 50: claims that get no volume, why, and which pods wait for them. One that waits for its first pod, as its class
 * says it should, is well.
 */
export const claimPending: Check = {
  id: 'claim-pending',
  title: 'PersistentVolumeClaims that get no volume, why, and which pods wait for them',
  reads: ['persistentvolumeclaims'],
  uses: ['pods', 'events'],
  run: (situation) => {
    const { view, lookup } = situation;
    const claims = view.persistentvolumeclaims.filter(
      ({ phase, deletionAt }) => phase === 'Pending' && deletionAt === null,
    );
    if (claims.length === 0) return [];
    const waiting = waitingPods(view.pods);
    const unbound = claims.flatMap((claim): readonly Unbound[] => {
      const pods = podsFor(claim, waiting, lookup);
      const since = Math.max(claim.createdAt, Math.min(...pods.map(({ createdAt }) => createdAt)));
      const pending = { claim, pods, since: pods.length === 0 ? claim.createdAt : since };
      if (view.takenAt - pending.since < PATIENCE) return [];
      const cause = claimCause(pending, situation);
      return cause ? [{ ...pending, cause }] : [];
    });
    // Ten claims of one class that does not exist are one fault.
    const groups = Map.groupBy(
      unbound,
      ({ claim, cause, pods }) =>
        `${claim.namespace} ${cause.kind} ${classOf(claim)} ${claim.volume} ${pods.length > 0}`,
    );
    return [...groups.values()].map((group) => finding(group as [Unbound, ...Unbound[]], situation));
  },
};

/** Pods that have not started, by the claims that they mount. */
function waitingPods(pods: readonly Pod[]): ReadonlyMap<string, readonly Pod[]> {
  const mounts = pods
    .filter((pod) => pod.phase === 'Pending' && isMeant(pod))
    .flatMap((pod) =>
      pod.spec.volumes.flatMap((volume) =>
        volume.kind === 'Claim' ? [{ pod, claim: `${pod.namespace}/${volume.source}` }] : [],
      ),
    );
  return new Map(
    [...Map.groupBy(mounts, ({ claim }) => claim)].map(([claim, list]) => [
      claim,
      list.map(({ pod }) => pod),
    ]),
  );
}

/** The claim of an ephemeral volume is named by no pod, but owned by it. */
function podsFor(
  claim: PersistentVolumeClaim,
  waiting: ReadonlyMap<string, readonly Pod[]>,
  { object }: Lookup,
): readonly Pod[] {
  const named = waiting.get(`${claim.namespace}/${claim.name}`) ?? [];
  if (claim.owner?.kind !== 'Pod') return named;
  const owner = object({ kind: 'Pod', namespace: claim.namespace, name: claim.owner.name });
  return owner?.kind === 'Pod' && owner.phase === 'Pending' && isMeant(owner) ? [owner] : named;
}

function finding(group: readonly [Unbound, ...Unbound[]], { view, lookup }: Situation): Finding {
  const [{ claim, cause }, ...others] = group;
  const pods = [...new Set(group.flatMap((each) => each.pods))];
  const waits = pods.length > 0;
  const since = Math.min(...pods.map(({ createdAt }) => createdAt));
  const more = others.length === 0 ? ' gets' : ` and ${others.length} more like it get`;
  const idle = lookup.sawAll('pods', claim.namespace) ? '; no pod waits for it now' : '';
  const effect = waits
    ? `, so ${whoOf(pods, lookup)} can not start since ${clock(since, view.takenAt)}`
    : idle;
  const said = [...new Set(group.flatMap((each) => each.cause.said ?? []))];
  return {
    check: 'claim-pending',
    object: refOf(claim),
    affects: [...pods, ...others.map((each) => each.claim)].map(refOf),
    sentence: `${refWords(claim)}${more} no volume: ${cause.why}${effect}`,
    confidence: waits ? cause.confidence : 'context',
    severity: waits ? 'high' : 'medium',
    layer: 'cause',
    changedAt: waits ? since : null,
    evidence: [
      ...said.slice(0, 3).map((message) => line('Said', oneLine(message, 400))),
      table(
        'Claims',
        ['claim', 'class', 'asks for', 'access', 'made'],
        group.map((each) => claimRow(each.claim, view.takenAt)),
      ),
      ...(waits ? [podTable(pods, view.takenAt)] : []),
    ],
    lookNext: [
      look.describe(claim),
      look.events(claim),
      ...pods.slice(0, 1).map((pod) => look.describe(pod)),
      look.get('persistentvolumeclaims', claim.namespace),
    ],
    help: null,
  };
}

function whoOf(pods: readonly Pod[], lookup: Lookup): string {
  const groups = afflicted(
    pods.map((pod) => ({ pod })),
    lookup,
    () => '',
  );
  return listed(groups.map(whoWords));
}

function claimRow(claim: PersistentVolumeClaim, takenAt: number): readonly string[] {
  const { name, createdAt, asks, accessModes } = claim;
  const named = classOf(claim);
  return [
    name,
    named === '' ? '“”' : (named ?? 'none'),
    quantitiesWords(asks),
    accessModes.join(', '),
    clock(createdAt, takenAt),
  ];
}

function podTable(pods: readonly Pod[], takenAt: number): Finding['evidence'][number] {
  const rows = pods.map(({ name, node, createdAt }) => [name, node ?? '-', clock(createdAt, takenAt)]);
  return table('Pods that wait', ['pod', 'node', 'made'], rows);
}
