import { isReady } from '../domain/cluster/conditions.ts';
import type { Lookup } from '../domain/cluster/lookup.ts';
import type { Service, ServicePort } from '../domain/cluster/network.ts';
import { type ObjectRef, refKey } from '../domain/cluster/object-ref.ts';
import type { Pod } from '../domain/cluster/pod.ts';
import { isMeant } from '../domain/cluster/runs.ts';
import { isSameProgram } from './same-program.ts';

/** Ready pods of one workload behind a Service. */
export type Share = { readonly workload: ObjectRef; readonly pods: readonly [Pod, ...Pod[]] };

/** Workloads between which a Service divides the requests of one of its ports. */
export type Mixed = {
  readonly port: ServicePort;
  readonly shares: readonly Share[];
  /** Those that do not list the port, while another one does; empty: they only run other programs. */
  readonly odd: readonly Share[];
};

/**
 * How a Service divides requests between workloads that have nothing in common; null: it does not. Only ready pods get
 * any. One that lacks a port that goes by its name gets none on it (`getEndpointPorts` in
 * https://github.com/kubernetes/kubernetes/blob/master/staging/src/k8s.io/endpointslice/utils.go).
 */
export function mixedService(service: Service, lookup: Lookup): Mixed | null {
  const shares = sharesOf(service, lookup);
  if (shares.length < 2) return null;
  const ports = service.ports.map((port) => ({
    port,
    shares: shares.filter((share) => /^\d+$/.test(port.targetPort) || listsPort(share, port)),
  }));
  for (const { port, shares: receiving } of ports) {
    const [listing] = receiving.filter((share) => listsPort(share, port));
    if (!listing) continue;
    const odd = receiving.filter((share) => !listsPort(share, port) && !mayListen(share, listing));
    if (odd.length > 0) return { port, shares: receiving, odd };
  }
  const differing = ports.find(({ shares: receiving }) => runOtherPrograms(receiving));
  return differing ? { ...differing, odd: [] } : null;
}

/** None where all pods have one owner. */
function sharesOf(service: Service, lookup: Lookup): readonly Share[] {
  const all = lookup.podsBehind(service);
  // Nearly always one workload's alone, which needs no closer look.
  const maker = all[0]?.owner?.uid;
  if (maker && all.every(({ owner }) => owner?.uid === maker)) return [];
  const pods = all.filter((pod) => isMeant(pod) && isReady(pod));
  const groups = Map.groupBy(pods, (pod) => refKey(lookup.topOwner(pod)));
  return [...groups.values()].map((group) => {
    const [first, ...rest] = group as [Pod, ...Pod[]];
    return { workload: lookup.topOwner(first), pods: [first, ...rest] };
  });
}

function listsPort({ pods }: Share, { targetPort: target, protocol }: ServicePort): boolean {
  return pods.some(({ spec }) =>
    spec.containers.some(({ ports }) =>
      ports.some(
        (port) => port.protocol === protocol && (port.name === target || String(port.port) === target),
      ),
    ),
  );
}

/** The same program that lists no ports at all listens all the same, unless it is there for a task. */
function mayListen({ workload, pods: [{ spec }] }: Share, { pods: [listing] }: Share): boolean {
  if (workload.kind === 'Job' || workload.kind === 'CronJob') return false;
  return spec.containers.every(({ ports }) => ports.length === 0) && isSameProgram(spec, listing.spec);
}

/** Compared with the first: who is not like it is enough. */
function runOtherPrograms([first, ...others]: readonly Share[]): boolean {
  return first !== undefined && others.some(({ pods }) => !isSameProgram(first.pods[0].spec, pods[0].spec));
}
