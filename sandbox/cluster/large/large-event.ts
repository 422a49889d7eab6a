import type { ClusterObject } from '../cluster-object.ts';
import { before, hexOf, MINUTE } from './made-up.ts';

const REASONS_OF_A_CRASH = ['Pulled', 'Created', 'Started', 'BackOff'];

type Told = { reason: string; message: string; warns: boolean; container: string; count: number };

/** What the kubelet says about a pod: why it crashes, or that it was slow to answer. */
export function kubeletEvents(object: ClusterObject, index: number, now: number): ClusterObject[] {
  if (object.kind !== 'Pod') return [];
  const { podIP, containerStatuses } = object.status as {
    podIP: string;
    containerStatuses: { name: string; restartCount: number }[];
  };
  const crashing = containerStatuses.find(({ restartCount }) => restartCount > 0);
  if (crashing) {
    const { name: container, restartCount: count } = crashing;
    return REASONS_OF_A_CRASH.map((reason) =>
      event(object, now, {
        reason,
        message: messageOf(reason, container),
        warns: reason === 'BackOff',
        container,
        count,
      }),
    );
  }
  if (index % 2 === 1) return [];
  const message = `Readiness probe failed: Get "http://${podIP}:8080/readyz": context deadline exceeded (Client.Timeout exceeded while awaiting headers)`;
  const container = containerStatuses[0]?.name ?? '';
  return [
    event(object, now, { reason: 'Unhealthy', message, warns: true, container, count: 1 + (index % 7) }),
  ];
}

const messageOf = (reason: string, container: string): string =>
  reason === 'BackOff' ? `Back-off restarting failed container ${container}` : `${reason} container`;

function event(
  pod: ClusterObject,
  now: number,
  { reason, message, warns, container, count }: Told,
): ClusterObject {
  const { name, namespace, uid } = pod.metadata;
  const fieldPath = `spec.containers{${container}}`;
  return {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: `${name}.${hexOf(`${name} ${reason}`, 16)}`, ...(namespace ? { namespace } : {}) },
    involvedObject: { apiVersion: 'v1', kind: 'Pod', name, namespace, uid, fieldPath },
    type: warns ? 'Warning' : 'Normal',
    reason,
    message,
    source: { component: 'kubelet' },
    firstTimestamp: before(now, 60 * MINUTE),
    lastTimestamp: before(now, 2 * MINUTE),
    count,
    eventTime: null,
    reportingComponent: 'kubelet',
    reportingInstance: '',
  };
}
