import type { ClusterEvent } from '../domain/cluster/event.ts';
import type { Lookup } from '../domain/cluster/lookup.ts';
import type { Pod } from '../domain/cluster/pod.ts';
import { referencesOfPod } from '../domain/cluster/references.ts';
import { type Instant, MINUTE } from '../domain/instant.ts';

/** What keeps a volume of a pod from being there. */
export type MountTrouble = {
  /** `in-use`: another node holds it. `late`: nobody says why. */
  readonly kind: 'in-use' | 'attach' | 'mount' | 'late';
  /** As the message calls them: the PersistentVolume, or the volume of the pod. */
  readonly volumes: readonly string[];
  /** What failed, without what it failed at. */
  readonly why: string;
  /** The whole message. */
  readonly said: string;
};

/** The kubelet tries again at least every two minutes, and says so unless it says too much. */
const RETRY = 15 * MINUTE;

/** What the kubelet does only once every volume is mounted. */
const later = new Set(['Pulling', 'Pulled', 'Created', 'Started', 'FailedCreatePodSandBox', 'BackOff']);

/** Its cache of settings is filled a moment after the pod came: noise at the start of many a healthy one. */
const noise = /failed to sync (?:configmap|secret) cache|object "[^"]*"\/"[^"]*" not registered/;

const TIMED_OUT = /^Unable to (?:attach or )?mount volumes/;

/**
 * What the attach-detach controller and the kubelet say of the volumes of a pod that has not started, the nearest to
 * the cause first: held elsewhere, not attached, not mounted, only late. Null: nothing, or nothing that is not over.
 * What a missing ConfigMap or Secret is to blame for belongs to `missing-reference`. The words are those of
 * `attachdetach/reconciler.go` (reportMultiAttachError, once for each volume), `operationexecutor/operation_generator.go`
 * and `volumemanager/volume_manager.go` (WaitForAttachAndMount).
 */
export function mountTrouble(pod: Pod, lookup: Lookup, takenAt: Instant): MountTrouble | null {
  const all = lookup.eventsAbout(pod);
  const over = Math.max(0, ...all.filter(({ reason }) => later.has(reason)).map(({ lastAt }) => lastAt));
  const open = all.filter(({ lastAt }) => lastAt > over);
  const attach = open.findLast((event) => event.reason === 'FailedAttachVolume' && !isAttached(event, open));
  if (attach) {
    const inUse = attach.message.startsWith('Multi-Attach error');
    return { ...troubleOf(attach.message), kind: inUse ? 'in-use' : 'attach' };
  }
  const failed = open.filter(
    ({ reason, message, lastAt }) =>
      (reason === 'FailedMount' || reason === 'FailedMapVolume') &&
      takenAt - lastAt <= RETRY &&
      !noise.test(message),
  );
  const missing = failed.filter(({ message }) => isMissingReference(message, pod));
  const mount = failed.findLast((event) => !missing.includes(event) && !TIMED_OUT.test(event.message));
  if (mount) return { ...troubleOf(mount.message), kind: 'mount' };
  const late = failed.findLast(({ message }) => TIMED_OUT.test(message));
  // Waiting for what is missing is late, too.
  return late && missing.length === 0 ? lateOf(late.message, pod) : null;
}

/** `Multi-Attach error for volume "pvc-1" Volume is ...`, `MountVolume.SetUp failed for volume "x" : why`. */
function troubleOf(message: string): Omit<MountTrouble, 'kind'> {
  const [, volume, why] = /for volume "([^"]+)"\s*:?\s*(.*)$/s.exec(message) ?? [];
  return { volumes: volume === undefined ? [] : [volume], why: why || message, said: message };
}

function isAttached(failure: ClusterEvent, events: readonly ClusterEvent[]): boolean {
  const [volume] = troubleOf(failure.message).volumes;
  return events.some(
    ({ reason, message, lastAt }) =>
      reason === 'SuccessfulAttachVolume' &&
      lastAt >= failure.lastAt &&
      troubleOf(message).volumes[0] === volume,
  );
}

/** True when the pod names the ConfigMap or Secret by itself; one that is projected is nowhere else told. */
function isMissingReference(message: string, { spec }: Pod): boolean {
  const [, kind, name] = /\b(configmap|secret) "([^"]+)" not found/.exec(message) ?? [];
  if (name !== undefined) {
    return referencesOfPod(spec).some(
      (reference) => reference.kind.toLowerCase() === kind && reference.name === name,
    );
  }
  if (!/references non-existent (?:config|secret) key/.test(message)) return false;
  const [volume] = troubleOf(message).volumes;
  return spec.volumes.some(
    (each) => each.name === volume && (each.kind === 'ConfigMap' || each.kind === 'Secret'),
  );
}

/** `unmounted volumes=[data kube-api-access-9x2vb], unattached volumes=[...]: timed out waiting for the condition`. */
function lateOf(message: string, { spec }: Pod): MountTrouble | null {
  const volumes = (/unmounted volumes=\[([^\]]*)\]/.exec(message)?.[1] ?? '').split(' ').filter(Boolean);
  const settings = spec.volumes.filter(({ kind }) => kind === 'ConfigMap' || kind === 'Secret');
  // Its settings may be missing; when that can't be read or the event is gone, nothing is known of a volume.
  if (volumes.length > 0 && volumes.every((name) => settings.some((each) => each.name === name))) return null;
  return { kind: 'late', volumes, why: message, said: message };
}
