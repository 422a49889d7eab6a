import { conditionOf, isReady } from '../domain/cluster/conditions.ts';
import { endpointsOf } from '../domain/cluster/endpoints.ts';
import type { Service } from '../domain/cluster/network.ts';
import type { ContainerStatus, Pod } from '../domain/cluster/pod.ts';
import { isMeant, lastExit, runsOf } from '../domain/cluster/runs.ts';
import { HOUR, type Instant, MINUTE } from '../domain/instant.ts';
import type { Situation } from './check.ts';
import type { ConfigEdit } from './config-edits.ts';
import { loopBeganAt } from './loop-began-at.ts';
import type { Revised } from './rollouts.ts';

/** A change of the settings, or a scaling down, longer before the alert is another story. */
export const DNS_WINDOW = 24 * HOUR;

/** A single pod that is replaced leaves a gap of some seconds. */
const PATIENCE = MINUTE;

/** What ended longer ago was overcome. */
const RECENT = 30 * MINUTE;

/** The cluster's DNS, and what is wrong with it. */
export type DnsTrouble = {
  readonly service: Service;
  readonly workloads: readonly Revised[];
  /** Those that are meant to be there. */
  readonly pods: readonly Pod[];
  readonly edits: readonly ConfigEdit[];
  /** True when nobody answers at all; false: some of its pods end again and again, and others answer. */
  readonly silent: boolean;
  readonly since: Instant | null;
  /** Pods of the DNS that do not work, or ended again and again. */
  readonly failing: readonly Pod[];
};

/** Whether pods get answers to their questions for names, as far as the view shows; null: nothing speaks against it. */
export function dnsTrouble(
  { service, workloads, edits }: Pick<DnsTrouble, 'service' | 'workloads' | 'edits'>,
  situation: Situation,
): DnsTrouble | null {
  const { view, lookup } = situation;
  const { namespace } = service;
  if (!lookup.sawAll('pods', namespace) || !lookup.sawAll('endpointslices', namespace)) return null;
  const pods = lookup.podsBehind(service).filter(isMeant);
  const dns = { service, workloads, edits, pods };
  if (pods.length === 0) return without(dns, situation);
  const silent = service.publishNotReady ? !pods.some(isReady) : endpointsOf(service, lookup).ready === 0;
  if (silent) {
    const failing = pods.filter((pod) => !isReady(pod));
    // It went silent when the last of them did.
    const since = failing.length === 0 ? null : Math.max(...failing.map((pod) => beganAt(pod, situation)));
    if (since !== null && view.takenAt - since < PATIENCE) return null;
    return { ...dns, silent, since, failing };
  }
  const failing = pods.filter((pod) => endsAgain(pod, view.takenAt));
  if (failing.length === 0) return null;
  return { ...dns, silent, since: Math.min(...failing.map((pod) => beganAt(pod, situation))), failing };
}

/** No pods at all. Who runs none on purpose, and has for long, lets something else answer for names. */
function without(
  dns: Pick<DnsTrouble, 'service' | 'workloads' | 'edits' | 'pods'>,
  { view, lookup, onset }: Situation,
): DnsTrouble | null {
  if (endpointsOf(dns.service, lookup).ready > 0) return null;
  const none = { ...dns, silent: true, failing: [] };
  const wanting = dns.workloads.filter((each) => wantedPods(each) > 0);
  if (wanting.length > 0) {
    const gone = wanting.flatMap((each) => {
      const available = each.kind === 'Deployment' ? conditionOf(each, 'Available') : null;
      return available?.status === 'False' ? (available.changedAt ?? []) : [];
    });
    return { ...none, since: gone.length === 0 ? null : Math.max(...gone) };
  }
  const scaled = dns.workloads.flatMap(({ managers }) =>
    managers.flatMap(({ at, paths, subresource }) =>
      at !== null && (subresource === 'scale' || paths.includes('spec.replicas')) ? [at] : [],
    ),
  );
  const last = scaled.length === 0 ? null : Math.max(...scaled);
  if (last === null || last < onset - DNS_WINDOW || view.takenAt - last < PATIENCE) return null;
  return { ...none, since: last };
}

/** How many pods a workload is meant to have. */
export function wantedPods(workload: Revised): number {
  return workload.kind === 'DaemonSet' ? workload.desired : workload.replicas;
}

/** A pod that ends again and again is ready for moments: then when it lost that last is not when its trouble began. */
function beganAt(pod: Pod, { view, lookup }: Situation): Instant {
  const lost = conditionOf(pod, 'Ready')?.changedAt ?? pod.createdAt;
  const loops = runsOf([pod], (status) => endedAgain(status, view.takenAt)).flatMap((run) => {
    const exit = lastExit(run.status);
    return exit ? [loopBeganAt({ ...run, exit }, lookup)] : [];
  });
  const loop = loops.length === 0 ? lost : Math.min(...loops);
  return isReady(pod) ? loop : Math.min(lost, loop);
}

function endsAgain({ containers }: Pod, takenAt: Instant): boolean {
  return containers.some((status) => endedAgain(status, takenAt));
}

/** True for one that waits to be started again, or that was killed for memory or ended not long ago after others. */
function endedAgain(status: ContainerStatus, takenAt: Instant): boolean {
  if (status.state?.kind === 'waiting' && status.state.reason === 'CrashLoopBackOff') return true;
  const exit = lastExit(status);
  if (exit === null || exit.finishedAt === null || takenAt - exit.finishedAt > RECENT) return false;
  return exit.reason === 'OOMKilled' || (exit.exitCode !== 0 && status.restarts >= 2);
}
