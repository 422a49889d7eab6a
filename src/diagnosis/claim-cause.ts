import { conditionOf } from '../domain/cluster/conditions.ts';
import type { ClusterEvent } from '../domain/cluster/event.ts';
import type { Pod } from '../domain/cluster/pod.ts';
import type { PersistentVolumeClaim } from '../domain/cluster/small-kinds.ts';
import type { Confidence } from '../domain/finding.ts';
import { type Instant, MINUTE } from '../domain/instant.ts';
import { oneLine } from '../domain/one-line.ts';
import type { Situation } from './check.ts';
import { span } from './words/clock.ts';

/** Why a claim gets no volume. */
export type ClaimCause = {
  readonly kind: 'no-class' | 'class-missing' | 'failed' | 'slow' | 'no-fit' | 'unknown';
  /** The rest of a sentence: `its storage class fast does not exist`. */
  readonly why: string;
  /** The words of Kubernetes or of the provisioner; null: nobody says anything. */
  readonly said: string | null;
  readonly confidence: Extract<Confidence, 'proven' | 'consistent'>;
};

/** A claim that is Pending, the pods that wait for it, and since when. */
export type PendingClaim = {
  readonly claim: PersistentVolumeClaim;
  readonly pods: readonly Pod[];
  readonly since: Instant;
};

/** Says again every 15 s what it waits for. */
const CONTROLLER = 'persistentvolume-controller';

/** A provisioner tries again and again, and says so each time; what it said longer ago may be over. */
const RETRY = 20 * MINUTE;

/** Making a disk takes a minute. */
const PROVISIONING = 5 * MINUTE;

/** Where a claim's class stood before it had a field, and still counts first. */
const OLD_CLASS = 'volume.beta.kubernetes.io/storage-class';

const PROVISIONER = 'volume.kubernetes.io/storage-provisioner';

const NO_FIT = "didn't find available persistent volumes to bind";

const WHOSE = { kind: 'no-fit', confidence: 'proven' } as const;

/** The storage class that a claim asks for: null when it names none, '' when it wants a volume that exists already. */
export function classOf({ annotations, storageClass }: PersistentVolumeClaim): string | null {
  return annotations[OLD_CLASS] ?? storageClass;
}

/**
 * Why a claim is Pending, by the events of the controller that binds volumes and of the provisioner, else by what the
 * scheduler says of the pods. Null: it waits as it should, for its first pod or for a disk that is just being made, or
 * nobody can tell. The words are those of `pv_controller.go` (syncUnboundClaim, provisionClaim), of the
 * scheduler's `volumebinding/binder.go`, and of sig-storage-lib-external-provisioner's `controller.go`.
 */
export function claimCause(pending: PendingClaim, { view, lookup }: Situation): ClaimCause | null {
  const { claim } = pending;
  const events = lookup.eventsAbout(claim);
  const told = events.findLast(({ source }) => source === CONTROLLER) ?? null;
  if (claim.volume !== null) return ofNamedVolume(claim.volume, told);
  const failed = events.findLast(
    ({ source, reason, lastAt }) =>
      reason === 'ProvisioningFailed' && source !== CONTROLLER && view.takenAt - lastAt <= RETRY,
  );
  return failed ? ofProvisioner(failed.message) : ofController(pending, told, view.takenAt);
}

/** The claim says which volume it wants. */
function ofNamedVolume(volume: string, told: ClusterEvent | null): ClaimCause {
  if (told?.reason === 'VolumeMismatch') {
    const lacks = told.message.replace(/^Cannot bind to requested volume "[^"]*": /, '');
    return {
      ...WHOSE,
      why: `the volume ${volume} that it names does not fit: ${oneLine(lacks, 160)}`,
      said: told.message,
    };
  }
  if (told?.reason === 'FailedBinding' && /already bound to a different claim/.test(told.message)) {
    return {
      ...WHOSE,
      why: `the volume ${volume} that it names belongs to another claim`,
      said: told.message,
    };
  }
  return {
    kind: 'no-fit',
    why: `the volume ${volume} that it names is not bound to it: see whether it exists and is free`,
    said: null,
    confidence: 'consistent',
  };
}

function ofProvisioner(message: string): ClaimCause {
  const why = message.replace(/^failed to provision volume with StorageClass "[^"]*": /, '');
  return {
    kind: 'failed',
    why: `its provisioner fails: ${oneLine(why, 200)}`,
    said: message,
    confidence: 'proven',
  };
}

function ofController(
  { claim, pods, since }: PendingClaim,
  told: ClusterEvent | null,
  takenAt: Instant,
): ClaimCause | null {
  switch (told?.reason) {
    case 'ProvisioningFailed':
      return ofFailedStart(claim, told.message);
    case 'FailedBinding':
      return { ...withoutClass(claim), said: told.message, confidence: 'proven' };
    case 'ExternalProvisioning': {
      const by = claim.annotations[PROVISIONER];
      const waits = takenAt - Math.max(since, told.firstAt);
      if (waits < PROVISIONING) return null;
      const why = `its provisioner ${by ? `${by} ` : ''}has made none for ${span(waits)}, and says nothing`;
      return { kind: 'slow', why, said: told.message, confidence: 'proven' };
    }
    default:
      return ofScheduler(claim, pods, told === null);
  }
}

/** What keeps the controller from asking a provisioner at all. */
function ofFailedStart(claim: PersistentVolumeClaim, message: string): ClaimCause {
  const missing = /storageclass\S* "([^"]+)" not found/.exec(message)?.[1];
  if (missing !== undefined) {
    const why = `its storage class ${missing} does not exist`;
    return { kind: 'class-missing', why, said: message, confidence: 'proven' };
  }
  if (!message.includes('kubernetes.io/no-provisioner')) return ofProvisioner(message);
  // The right value for a class whose volumes are made by hand, such as local disks.
  const why = `volumes of its class ${classOf(claim)} are made by hand, and none that is free fits`;
  return { ...WHOSE, why, said: message };
}

function withoutClass(claim: PersistentVolumeClaim): Pick<ClaimCause, 'kind' | 'why'> {
  return classOf(claim) === ''
    ? {
        kind: 'no-fit',
        why: 'it wants a volume that exists already (storage class “”), and none that is free fits',
      }
    : { kind: 'no-class', why: 'it names no storage class, and there was no default one to take' };
}

/** A claim that waits for its first consumer does so until its pod has a node, so only its pods can tell of trouble. */
function ofScheduler(claim: PersistentVolumeClaim, pods: readonly Pod[], silent: boolean): ClaimCause | null {
  const words = pods.flatMap((pod) => conditionOf(pod, 'PodScheduled')?.message ?? []);
  const unfit = words.find((message) => message.includes(NO_FIT));
  if (unfit !== undefined) {
    const why = `no node has a free volume of class ${classOf(claim) ?? '-'} that fits`;
    return { kind: 'no-fit', why, said: unfit, confidence: onlyVolumes(unfit) ? 'proven' : 'consistent' };
  }
  const immediate = words.find((message) => message.includes('unbound immediate PersistentVolumeClaims'));
  // Its events expire, or may not be read; what the scheduler says may mean another claim of the pod.
  if (!silent || immediate === undefined) return null;
  const named = classOf(claim);
  const cause = named ? null : withoutClass(claim);
  const why = `nothing that can be read says why; see whether its class ${named} exists and its provisioner runs`;
  return { kind: 'unknown', why, ...cause, said: null, confidence: 'consistent' };
}

/** True when the scheduler has nothing else against any node: `0/3 nodes are available: 3 node(s) didn't find ...`. */
function onlyVolumes(message: string): boolean {
  const reasons = /nodes are available: (.*?)(?:\.(?: |$)|$)/.exec(message)?.[1]?.split(', ') ?? [];
  return reasons.length > 0 && reasons.every((reason) => reason.includes(NO_FIT));
}
