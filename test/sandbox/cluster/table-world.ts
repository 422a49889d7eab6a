import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { ClusterObject } from '../../../sandbox/cluster/cluster-object.ts';
import { objectsOf } from '../../../sandbox/cluster/cluster-world.ts';
import { captured, capturedBetween, shownIn, theObject } from './captured.ts';
import { always } from './captured-world.ts';

/** When the first of the tables 0200 to 0299 were captured. */
export const TABLES_AT = Date.parse('2026-11-20T22:40:43Z');

const UNITS: Record<string, number> = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000 };

/** `9m45s` before that moment. */
const ago = (text: string): string => {
  const parts = [...text.matchAll(/(\d+)([dhms])/g)];
  const ms = parts.reduce((sum, [, count, unit]) => sum + Number(count) * (UNITS[unit ?? ''] ?? 0), 0);
  return new Date(TABLES_AT - ms).toISOString().replace('.000', '');
};

const withTimes = (yaml: string): string => yaml.replace(/ago ((?:\d+[dhms])+)/g, (_, text) => ago(text));

/**
 * The cluster behind the tables: what the columns show by hand, the rest whole from later captures. What had
 * happened in between is turned back.
 */
export function tableWorld(): ClusterObject[] {
  const yaml = readFileSync(new URL('table-objects.yaml', import.meta.url), 'utf8');
  const written = objectsOf(withTimes(yaml));
  const web = find(written, 'Deployment', 'web');
  return [
    ...always(),
    ...written.filter((object) => object !== web),
    ...rolesBindingsLeft(),
    ...pods(),
    ...events(),
    theObject('0467-node-ready-real'),
    ...['0453-job-backofflimitexceeded', '0455-job-complete', '0457-job-deadlineexceeded'].map(theObject),
    changed(theObject('1133-cronjob-suspended'), (object) => {
      Object.assign(object.spec as object, { suspend: false });
      Object.assign(object.status as object, { lastScheduleTime: ago('43s') });
    }),
    theObject('1131-ingress'),
    theObject('1130-networkpolicy'),
    theObject('1125-pvc-pending-no-class'),
    theObject('1127-pvc-pending-class-missing'),
    changed(theObject('1128-hpa-failing-metrics'), (object) => {
      Object.assign(object.spec as object, { maxReplicas: 6 });
    }),
    changed(theObject('1111-crd-instance'), (object) => {
      Object.assign(object.status as object, { phase: 'Degraded' });
      object.metadata = { ...shownMetadata('0236-table-crd-single-object') };
    }),
    changed(web, (object) => {
      object.metadata = { ...shownMetadata('0241-partial-object-metadata') };
    }),
    parse(String(captured('0243-accept-yaml-service').response.body)),
    ...['default', 'kube-node-lease', 'kube-public', 'kube-system'].map(namespace),
  ];
}

const find = (objects: readonly ClusterObject[], kind: string, name: string): ClusterObject => {
  const found = objects.find((object) => object.kind === kind && object.metadata.name === name);
  if (!found) throw new Error(`no ${kind} ${name}`);
  return found;
};

function changed(object: ClusterObject, change: (copy: ClusterObject) => void): ClusterObject {
  const copy = structuredClone(object);
  change(copy);
  return copy;
}

const namespace = (name: string): ClusterObject => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, creationTimestamp: ago('16m') },
  status: { phase: 'Active' },
});

/** The four that are on the page behind the captured one. */
const rolesBindingsLeft = (): ClusterObject[] =>
  ['1', '2', '3', '4'].map((name) => ({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: { name: `system::z-${name}`, namespace: 'kube-system' },
    roleRef: { kind: 'Role', name },
  }));

type Shown = { rows?: { object: ClusterObject }[]; metadata: ClusterObject['metadata'] };

/** The metadata of the object that an answer shows without the rest. */
function shownMetadata(name: string): ClusterObject['metadata'] {
  const body = captured(name).response.body as Shown;
  return body.rows?.[0]?.object.metadata ?? body.metadata;
}

/** How often pods had restarted then, and when last. */
const RESTARTS: Record<string, [count: number, last: string]> = {
  badcommand: [6, '3m46s'],
  crash: [6, '3m54s'],
  crashmsg: [6, '4m4s'],
  initfail: [6, '3m50s'],
  live137: [7, '3m33s'],
  live143: [7, '3m17s'],
  oom: [6, '3m44s'],
  two: [6, '3m42s'],
};

type Status = {
  ready: boolean;
  state: object;
  restartCount: number;
  lastState: { terminated?: { finishedAt: string } };
};

function pods(): ClusterObject[] {
  const shown = capturedBetween(400, 451)
    .filter((name) => name !== '0438-pod-running-ready')
    .flatMap((name) => shownIn(captured(name)))
    .filter(({ kind }) => kind === 'Pod');
  const [fine] = shownIn(captured('0336-list-items-lack-kind-apiversion'));
  const failing = theObject('0451-pod-failed-job');
  const otherFailing = changed(failing, ({ metadata, status }) => {
    Object.assign(metadata, { name: 'failing-vh48d', uid: 'other', creationTimestamp: ago('9m32s') });
    Object.assign(status as object, { podIPs: [{ ip: '10.77.1.42' }] });
  });
  return [...shown.map(turnedBack), ...(fine ? [fine] : []), otherFailing];
}

const turnedBack = (pod: ClusterObject): ClusterObject =>
  changed(pod, ({ metadata, status }) => {
    const [count, last] = RESTARTS[metadata.name] ?? [];
    if (count === undefined || last === undefined) return;
    const { containerStatuses = [], initContainerStatuses = [] } = status as Record<string, Status[]>;
    const restarted = [...initContainerStatuses, ...containerStatuses].find(
      (one) => one.lastState.terminated,
    );
    if (!restarted?.lastState.terminated) return;
    restarted.state = { waiting: { reason: 'CrashLoopBackOff' } };
    restarted.ready = false;
    restarted.restartCount = count;
    restarted.lastState.terminated.finishedAt = ago(last);
  });

/** Of the pod `crash`: by then it had started 7 times, and backed off 25 times. */
function events(): ClusterObject[] {
  const last: Record<string, [count: number, last: string]> = {
    Pulled: [7, '3m55s'],
    Created: [7, '3m55s'],
    Started: [7, '3m55s'],
    BackOff: [25, '4m33s'],
  };
  return shownIn(captured('0401-pod-crashloop-exit-3-events')).map((event) =>
    changed(event, (copy) => {
      const [count, seen] = last[String(copy.reason)] ?? [];
      if (count !== undefined && seen !== undefined) Object.assign(copy, { count, lastTimestamp: ago(seen) });
    }),
  );
}

/** The node fake-3, two minutes later, and the pods that were on it. */
export function silentNode(): ClusterObject[] {
  const edge = theObject('0462-pod-on-notready-node');
  const like = (name: string, ip: string, createdAt = edge.metadata.creationTimestamp ?? '') =>
    changed(edge, ({ metadata, status }) => {
      Object.assign(metadata, { name, uid: name, creationTimestamp: createdAt });
      Object.assign(status as object, { podIPs: [{ ip }] });
    });
  return [
    theObject('0460-node-notready-with-taints'),
    edge,
    theObject('0463-pod-evicted-by-taint-terminating'),
    like('agent-kcssb', '10.78.1.157', ago('9m44s')),
    like('edge-6c5d5b6fd6-rr6fk', '10.78.1.155'),
  ];
}
