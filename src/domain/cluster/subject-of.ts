import type { Labels } from '../alert.ts';
import { commonLabels, labelOf } from '../label.ts';
import { type ObjectRef, refKey } from './object-ref.ts';
import { isOfNodes, scrapedBy } from './scrape-labels.ts';
import type { Subject } from './subject.ts';

/** From how many different objects on a subject is no longer their list, but what they have in common. */
const LISTED = 5;

/** Labels that name an object, the most telling first; the others of a line are older or other spellings. */
const naming: readonly (readonly [kind: string, ...labels: readonly string[]])[] = [
  ['StatefulSet', 'statefulset', 'k8s_statefulset_name'],
  ['DaemonSet', 'daemonset', 'k8s_daemonset_name'],
  ['Deployment', 'deployment', 'k8s_deployment_name'],
  // `job` is the scrape job of Prometheus; kube-state-metrics says `job_name` for this reason.
  ['Job', 'job_name', 'k8s_job_name'],
  ['CronJob', 'cronjob', 'k8s_cronjob_name'],
  ['HorizontalPodAutoscaler', 'horizontalpodautoscaler', 'hpa'],
  ['PersistentVolumeClaim', 'persistentvolumeclaim'],
  ['Pod', 'pod', 'pod_name', 'kubernetes_pod_name', 'k8s_pod_name'],
  ['ReplicaSet', 'replicaset', 'k8s_replicaset_name'],
  ['Ingress', 'ingress'],
  ['Service', 'service'],
  // What teams put on their own rules: the name of a workload, whichever kind it is.
  ['Deployment', 'service', 'app', 'app_kubernetes_io_name'],
  ['StatefulSet', 'service', 'app', 'app_kubernetes_io_name'],
  ['Node', 'node', 'kubernetes_node', 'k8s_node_name', 'nodename'],
];

/** `workload_type` of the recording rules that come with kube-prometheus. */
const workloadTypes: Readonly<Record<string, string>> = {
  deployment: 'Deployment',
  statefulset: 'StatefulSet',
  daemonset: 'DaemonSet',
  job: 'Job',
  replicaset: 'ReplicaSet',
};

/**
 * What alerts are about. In: the labels of each of them. For several: the objects that all of them name, else a short
 * list of what each names first, else only what their labels have in common. Null: nothing names an object, a
 * namespace or an address.
 */
export function subjectOf(labelSets: readonly Labels[]): Subject | null {
  const subjects = labelSets.map(subjectOfOne);
  const [first, ...rest] = subjects;
  if (!first) return null;
  const inAll = <T>(value: (subject: Subject) => T): T | null =>
    rest.every((subject) => value(subject) === value(first)) ? value(first) : null;
  const subject: Subject = {
    objects: together(subjects),
    namespace: inAll(({ namespace }) => namespace),
    address: inAll(({ address }) => address),
    container: inAll(({ container }) => container),
    labels: commonLabels(labelSets),
  };
  const named = subject.objects.length > 0 || subject.namespace !== null || subject.address !== null;
  return named ? subject : null;
}

function subjectOfOne(raw: Labels): Subject {
  const labels = scrapedBy(raw);
  const namespace = oneOf(labels, ['namespace', 'kubernetes_namespace', 'k8s_namespace_name']);
  const address = addressOf(labelOf(labels, 'instance'));
  const objects = [
    workloadOf(labels, namespace),
    ...naming.map((line) => namedBy(line, labels, namespace)),
    isOfNodes(raw) && address !== null && labelOf(labels, 'node') === ''
      ? { kind: 'Node', namespace: null, name: address }
      : null,
  ];
  const named = objects.flatMap((ref) => (ref === null ? [] : [[refKey(ref), ref] as const]));
  const distinct = [...new Map(named).values()];
  return {
    objects: distinct,
    // What only names a node has the namespace of whoever measured it.
    namespace: distinct[0]?.kind === 'Node' ? null : namespace,
    address,
    container: oneOf(labels, ['container', 'container_name', 'k8s_container_name']),
    labels: raw,
  };
}

function namedBy(
  [kind, ...names]: (typeof naming)[number],
  labels: Labels,
  namespace: string | null,
): ObjectRef | null {
  const name = oneOf(labels, names);
  return name === null ? null : { kind, namespace: kind === 'Node' ? null : namespace, name };
}

function workloadOf(labels: Labels, namespace: string | null): ObjectRef | null {
  const name = labelOf(labels, 'workload');
  const type = labelOf(labels, 'workload_type').toLowerCase();
  const kind = Object.hasOwn(workloadTypes, type) ? workloadTypes[type] : undefined;
  return name === '' || kind === undefined ? null : { kind, namespace, name };
}

/** The objects that all name; else what each names first, as long as these are few; else who made all these pods. */
function together(subjects: readonly Subject[]): readonly ObjectRef[] {
  const [first, ...rest] = subjects.map(
    ({ objects }) => new Map(objects.map((object) => [refKey(object), object])),
  );
  const shared = [...(first ?? [])].filter(([key]) => rest.every((objects) => objects.has(key)));
  if (shared.length > 0) return shared.map(([, object]) => object);
  const firsts = new Map(
    subjects.flatMap(({ objects }) => objects.slice(0, 1)).map((object) => [refKey(object), object]),
  );
  return firsts.size <= LISTED ? [...firsts.values()] : makersOf([...firsts.values()]);
}

/**
 * Who may have made pods that an alert each is about: names of pods begin with their maker's name, so what many of one
 * namespace begin with is one workload, of whichever kind it turns out to be.
 */
function makersOf(pods: readonly ObjectRef[]): readonly ObjectRef[] {
  const [first] = pods;
  if (!first || pods.some(({ kind, namespace }) => kind !== 'Pod' || namespace !== first.namespace))
    return [];
  const stem = (name: string, ends: number) => name.split('-').slice(0, -ends).join('-');
  const { namespace } = first;
  return [1, 2].flatMap((ends) => {
    const name = stem(first.name, ends);
    if (name === '' || pods.some((pod) => stem(pod.name, ends) !== name)) return [];
    const kinds = ends === 1 ? ['StatefulSet', 'DaemonSet', 'ReplicaSet', 'Job'] : ['Deployment', 'CronJob'];
    return kinds.map((kind) => ({ kind, namespace, name }));
  });
}

function oneOf(labels: Labels, names: readonly string[]): string | null {
  return names.map((name) => labelOf(labels, name)).find((value) => value !== '') ?? null;
}

/** The host of `10.1.0.7:8080`, `[fd00::7]:9100`, `node-a` or `https://shop.example/health`; null for ''. */
function addressOf(instance: string): string | null {
  const host = instance.replace(/^[a-z][a-z0-9+.-]*:\/\//i, '').replace(/[/?#].*$/, '');
  const bracketed = /^\[([^\]]+)\]/.exec(host)?.[1];
  if (bracketed !== undefined) return bracketed;
  // More than one colon without brackets is a bare IPv6 address, not a port.
  const address = host.split(':').length > 2 ? host : host.replace(/:\d*$/, '');
  return address === '' ? null : address;
}
