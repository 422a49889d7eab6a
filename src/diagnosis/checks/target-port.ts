import type { Service, ServicePort } from '../../domain/cluster/network.ts';
import { refOf, refWords } from '../../domain/cluster/object-ref.ts';
import type { Pod } from '../../domain/cluster/pod.ts';
import type { ContainerPort } from '../../domain/cluster/pod-spec.ts';
import { isMeant } from '../../domain/cluster/runs.ts';
import type { Finding } from '../../domain/finding.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Check, Situation } from '../check.ts';
import { clock } from '../words/clock.ts';
import { look } from '../words/look.ts';
import { line } from '../words/proof.ts';

/** Check 35: Services whose target port is none of the ports that their pods have. */
export const targetPort: Check = {
  id: 'target-port',
  title: 'Services whose target port no pod has',
  reads: ['services', 'pods'],
  run: (situation) =>
    situation.view.services.flatMap((service) => {
      if (service.type === 'ExternalName') return [];
      const pods = situation.lookup.podsBehind(service).filter(isMeant);
      if (pods.length === 0) return [];
      return service.ports.flatMap((port) =>
        pods.some((pod) => hasPort(pod, port)) ? [] : finding(service, port, pods, situation),
      );
    }),
};

function portsOf(pod: Pod, protocol: string): readonly ContainerPort[] {
  return pod.spec.containers.flatMap(({ ports }) => ports.filter((port) => port.protocol === protocol));
}

/** Listing a port's number is only information: a pod that lists none may listen on any. A name must be listed. */
function hasPort(pod: Pod, { targetPort: target, protocol }: ServicePort): boolean {
  const ports = portsOf(pod, protocol);
  if (!isNumber(target)) return ports.some(({ name }) => name === target);
  return ports.length === 0 || ports.some(({ port }) => String(port) === target);
}

function isNumber(target: string): boolean {
  return /^\d+$/.test(target);
}

function finding(
  service: Service,
  port: ServicePort,
  pods: readonly Pod[],
  { view, lookup }: Situation,
): readonly Finding[] {
  const [pod] = pods;
  if (!pod) return [];
  const workload = lookup.topOwner(pod);
  const named = !isNumber(port.targetPort);
  const listed = portsOf(pod, port.protocol).map(({ name, port: number }) =>
    name === null ? String(number) : `${name} ${number}`,
  );
  const has = listed.length === 0 ? 'no named ports' : `ports ${listed.join(', ')}`;
  const at = writtenAt(service);
  const target = named ? `named port ${port.targetPort}` : `port ${port.targetPort}`;
  return [
    {
      check: 'target-port',
      object: refOf(service),
      affects: [refOf(workload)],
      sentence: `${refWords(service)} sends port ${port.port} to ${target}, which ${refWords(workload)} does not have (it has ${has})`,
      // A process may listen on a port that its container does not list; a name that is not listed leads nowhere.
      confidence: named ? 'proven' : 'consistent',
      severity: 'high',
      layer: 'cause',
      changedAt: at,
      evidence: [
        line('Service port', `${port.name ?? 'no name'} ${port.port}/${port.protocol} -> ${port.targetPort}`),
        line('Container ports', `${pod.name}: ${listed.length === 0 ? 'none listed' : listed.join(', ')}`),
        ...(at === null ? [] : [line('Ports written', clock(at, view.takenAt))]),
      ],
      lookNext: [look.describe(service), look.describe(workload)],
      help: null,
    },
  ];
}

/** When a program last wrote the Service's ports; null: not known. */
function writtenAt({ managers }: Service): Instant | null {
  const times = managers
    .filter(({ paths }) => paths.some((path) => path.startsWith('spec.ports')))
    .flatMap(({ at }) => at ?? []);
  return times.length === 0 ? null : Math.max(...times);
}
