import { describe, expect, it } from 'vitest';
import {
  condition,
  type EndpointSlice,
  type Event,
  fits,
  isReady,
  type Meta,
  type Metrics,
  type Node,
  ofKind,
  type Pod,
  type Workload,
} from './kinds.ts';
import { told } from './told.ts';

const named = <T extends { metadata: Meta }>(all: T[], namespace: string, name: string): T => {
  const found = all.find(({ metadata }) => metadata.namespace === namespace && metadata.name === name);
  if (!found) throw new Error(`no ${namespace}/${name}`);
  return found;
};
const podsOf = (story: string, namespace: string, app: string) =>
  ofKind<Pod>(told(story).objects, 'Pod').filter(
    ({ metadata }) => metadata.namespace === namespace && metadata.labels?.app === app,
  );
const eventsOf = (story: string, { metadata }: { metadata: Meta }) =>
  ofKind<Event>(told(story).objects, 'Event').filter(
    ({ involvedObject }) => involvedObject.uid === metadata.uid,
  );

describe('killed-container', () => {
  const story = 'killed-container';
  const { objects } = told(story);
  const pod = named(ofKind<Pod>(objects, 'Pod'), 'pay', 'ledger-db-0');

  it('shows a SIGKILL that was no memory kill, in a pod that stayed the same', () => {
    const before = named(ofKind<Pod>(told('healthy').objects, 'Pod'), 'pay', 'ledger-db-0');
    const [status] = pod.status.containerStatuses ?? [];

    expect(status?.lastState.terminated).toMatchObject({ exitCode: 137, reason: 'Error' });
    expect(status?.lastState.terminated?.finishedAt).toBe(told(story).story.onset);
    expect([before.status.containerStatuses?.[0]?.restartCount, status?.restartCount]).toEqual([0, 1]);
    expect(pod.metadata.uid).toBe(before.metadata.uid);
    expect(pod.metadata.deletionTimestamp).toBeUndefined();
  });

  it('has no word of Kubernetes that it wanted this', () => {
    const reasons = eventsOf(story, pod).map(({ reason }) => reason);
    const node = ofKind<Node>(objects, 'Node').find(({ metadata }) => metadata.name === pod.spec.nodeName);
    const nodeEvents = ofKind<Event>(objects, 'Event').filter(
      ({ involvedObject }) => involvedObject.name === pod.spec.nodeName,
    );

    expect(reasons.sort()).toEqual(['Created', 'Pulled', 'Started']);
    expect(nodeEvents).toEqual([]);
    for (const type of ['MemoryPressure', 'DiskPressure', 'PIDPressure']) {
      expect(node && condition(node, type).status).toBe('False');
    }
  });

  it('hit a single copy with a ReadWriteOnce claim that no budget guards', () => {
    const budgets = ofKind<Workload>(objects, 'PodDisruptionBudget').filter(
      ({ metadata, spec }) =>
        metadata.namespace === 'pay' && fits(pod.metadata.labels, spec.selector.matchLabels),
    );
    const slices = ofKind<EndpointSlice>(objects, 'EndpointSlice').filter(
      ({ metadata }) => metadata.labels?.['kubernetes.io/service-name'] === 'ledger-db',
    );
    const claim = ofKind<Pod & { spec: { accessModes: string[] } }>(objects, 'PersistentVolumeClaim').find(
      ({ metadata }) => metadata.name === pod.spec.volumes?.[0]?.persistentVolumeClaim?.claimName,
    );

    expect(named(ofKind<Workload>(objects, 'StatefulSet'), 'pay', 'ledger-db').spec.replicas).toBe(1);
    expect(
      slices.flatMap(({ endpoints }) => endpoints).filter(({ conditions }) => conditions.ready),
    ).toHaveLength(1);
    expect(claim?.spec.accessModes).toEqual(['ReadWriteOnce']);
    expect(budgets).toEqual([]);
  });

  it('ended in the middle of a sentence', () => {
    const last = told(story)
      .logs.find(({ pod, previous }) => pod === 'ledger-db-0' && previous)
      ?.lines.at(-1);
    expect(last?.text).not.toMatch(/shut(ting)? down/);
  });
});

describe('bad-rollout', () => {
  const story = 'bad-rollout';
  const { objects, logs } = told(story);
  const deployment = named(ofKind<Workload>(objects, 'Deployment'), 'shop', 'checkout');
  const revision = (set: Workload) => Number(set.metadata.annotations?.['deployment.kubernetes.io/revision']);
  const sets = ofKind<Workload>(objects, 'ReplicaSet')
    .filter(({ metadata }) => metadata.ownerReferences?.[0]?.uid === deployment.metadata.uid)
    .sort((a, b) => revision(b) - revision(a));

  it('changed one image within two minutes before the onset, by a known manager', () => {
    const [newest, before] = sets;
    const change = deployment.metadata.managedFields?.find(({ manager }) => manager === 'kubectl-set');
    const without = (set?: Workload) =>
      set?.spec.template.spec.containers.map(({ image: _image, ...rest }) => rest);

    expect(without(newest)).toEqual(without(before));
    expect(sets.slice(0, 2).map((set) => set.spec.template.spec.containers[0]?.image.split(':')[1])).toEqual([
      '2.32.0',
      '2.31.0',
    ]);
    expect(change?.time).toBe(newest?.metadata.creationTimestamp);
    expect(Date.parse(told(story).story.onset) - Date.parse(change?.time ?? '')).toBeLessThan(120_000);
    expect(before?.spec.replicas).toBe(0);
  });

  it('has nothing but pods of the new revision that crash, one of them neither waiting nor running', () => {
    const states = podsOf(story, 'shop', 'checkout').map(
      ({ status }) => Object.keys(status.containerStatuses?.[0]?.state ?? {})[0],
    );

    expect(podsOf(story, 'shop', 'checkout').some(isReady)).toBe(false);
    expect(states.sort()).toEqual(['terminated', 'waiting', 'waiting']);
  });

  it('says in each previous log what is missing', () => {
    const previous = logs.filter(({ namespace, previous }) => namespace === 'shop' && previous);
    expect(previous).toHaveLength(3);
    for (const { lines } of previous) expect(lines.at(-2)?.text).toContain('panic: tax tables');
  });
});

describe('latest-tag', () => {
  const story = 'latest-tag';
  const pods = podsOf(story, 'shop', 'catalog');
  const digestOf = (pod: Pod) => pod.status.containerStatuses?.[0]?.imageID.split('@')[1];

  it('has four ready pods of one template and one tag, but of two digests, the youngest alone', () => {
    const [rest = [], odd = []] = [...Map.groupBy(pods, digestOf).values()].sort(
      (a, b) => b.length - a.length,
    );
    const youngest = pods.toSorted((a, b) =>
      b.metadata.creationTimestamp.localeCompare(a.metadata.creationTimestamp),
    )[0];

    expect(pods.every(isReady)).toBe(true);
    expect(new Set(pods.map(({ metadata }) => metadata.labels?.['pod-template-hash'])).size).toBe(1);
    expect(new Set(pods.flatMap(({ spec }) => spec.containers.map(({ image }) => image)))).toEqual(
      new Set(['registry.example.com/shop/catalog:latest']),
    );
    expect([rest.length, odd.length]).toEqual([3, 1]);
    expect(odd[0]?.metadata.name).toBe(youngest?.metadata.name);
    expect(youngest?.spec.nodeName).toContain(told(story).story.cause?.words.at(-1));
  });

  it('finds each digest on the node that pulled it', () => {
    const nodes = ofKind<Node>(told(story).objects, 'Node');
    for (const pod of pods) {
      const images = nodes.find(({ metadata }) => metadata.name === pod.spec.nodeName)?.status.images ?? [];
      const tagged = images.find(({ names }) => names.includes('registry.example.com/shop/catalog:latest'));
      expect(tagged?.names.some((name) => name.endsWith(`@${digestOf(pod)}`))).toBe(true);
    }
  });

  it('fails only where the odd build runs', () => {
    const failing = told(story).logs.filter(({ lines }) => lines.some(({ text }) => / 500 /.test(text)));
    const odd = pods.filter((pod) => pods.filter((other) => digestOf(other) === digestOf(pod)).length === 1);
    expect(failing.map(({ pod }) => pod)).toEqual(odd.map(({ metadata }) => metadata.name));
  });
});

describe('one-node', () => {
  const story = 'one-node';
  const { objects } = told(story);
  const pods = podsOf(story, 'pay', 'payments-api');

  it('has every replica on one node, and nothing that would have spread them', () => {
    const { spec } = named(ofKind<Workload>(objects, 'Deployment'), 'pay', 'payments-api').spec.template;
    const others = ofKind<Node>(objects, 'Node').filter(
      (node) => !node.spec.unschedulable && condition(node, 'Ready').status === 'True',
    );

    expect(pods).toHaveLength(3);
    expect(new Set(pods.map(({ spec }) => spec.nodeName)).size).toBe(1);
    expect([spec.affinity, spec.topologySpreadConstraints]).toEqual([undefined, undefined]);
    expect(others.length).toBeGreaterThan(2);
  });

  it('has that node out of CPU, for pods beside them that asked for none', () => {
    const on = pods[0]?.spec.nodeName;
    const usage = ofKind<Metrics>(objects, 'NodeMetrics').find(({ metadata }) => metadata.name === on)?.usage
      .cpu;
    const greedy = ofKind<Pod>(objects, 'Pod').filter(
      ({ metadata, spec }) => spec.nodeName === on && metadata.namespace === 'batch',
    );

    expect(Number.parseInt(usage ?? '', 10) / 1e6 / 3920).toBeGreaterThan(0.9);
    expect(greedy.map(({ status }) => status.qosClass)).toEqual(['BestEffort', 'BestEffort', 'BestEffort']);
  });
});

describe('healthy', () => {
  const { objects, story } = told('healthy');

  it('has an alert whose subject lacks nothing and was not touched', () => {
    const pods = podsOf('healthy', 'shop', 'web');
    const web = (objects as unknown as { metadata: Meta }[]).filter(
      ({ metadata }) => metadata.namespace === 'shop' && metadata.name === 'web',
    );
    const touched = web.flatMap(
      ({ metadata }) => metadata.managedFields?.map(({ time }) => Date.parse(time)) ?? [],
    );

    expect(story.cause).toBeNull();
    expect(pods).toHaveLength(3);
    expect(pods.every(isReady)).toBe(true);
    expect(pods.map(({ status }) => status.containerStatuses?.[0]?.restartCount)).toEqual([0, 0, 0]);
    expect(pods.flatMap((pod) => eventsOf('healthy', pod))).toEqual([]);
    expect(touched.length).toBeGreaterThan(1);
    expect(touched.filter((time) => time > Date.parse(story.onset) - 7_200_000)).toEqual([]);
  });
});
