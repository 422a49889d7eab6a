import { describe, expect, it } from 'vitest';
import { storyNames } from '../../../sandbox/stories/load-story.ts';
import { type Event, type Meta, type Metrics, type Node, ofKind, type Pod, type Workload } from './kinds.ts';
import { told } from './told.ts';

type Budget = {
  metadata: Meta;
  spec: { selector: { matchLabels: Record<string, string> }; minAvailable?: number; maxUnavailable?: number };
  status: {
    currentHealthy: number;
    desiredHealthy: number;
    disruptionsAllowed: number;
    expectedPods: number;
  };
};
type Claim = { metadata: Meta; spec: { volumeName?: string }; status: { phase: string } };
type Volume = { metadata: Meta; spec: { claimRef: { name: string; uid: string } } };

const units: Record<string, number> = { '': 1, m: 0.001, n: 1e-9, Ki: 1024, Mi: 1024 ** 2, Gi: 1024 ** 3 };

function quantity(text = '0'): number {
  const [, number = '', unit = ''] = /^([\d.]+)(\D*)$/.exec(text) ?? [];
  const factor = units[unit];
  if (factor === undefined) throw new Error(`not a quantity: ${text}`);
  return Number(number) * factor;
}

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);

describe.each(storyNames())('around the pods of %s', (name) => {
  const { objects, logs } = told(name);
  const pods = ofKind<Pod>(objects, 'Pod');
  const nodes = ofKind<Node>(objects, 'Node');
  const occupying = pods.filter(({ status }) => !['Failed', 'Succeeded'].includes(status.phase));

  it.each(['cpu', 'memory'])('no node is asked for more %s than it has', (resource) => {
    const requested = Map.groupBy(occupying, ({ spec }) => spec.nodeName ?? 'none');
    for (const node of nodes) {
      const on = requested.get(node.metadata.name) ?? [];
      const total = sum(
        on.flatMap(({ spec }) => spec.containers.map((one) => quantity(one.resources?.requests?.[resource]))),
      );
      expect(total, node.metadata.name).toBeLessThanOrEqual(quantity(node.status.allocatable[resource]));
    }
  });

  it('metrics-server measured every node, and only pods that run', () => {
    const measuredNodes = ofKind<Metrics>(objects, 'NodeMetrics').map(({ metadata }) => metadata.name);
    const running = new Set(
      pods
        .filter(({ status }) => status.containerStatuses?.some(({ state }) => state.running))
        .map(({ metadata }) => `${metadata.namespace}/${metadata.name}`),
    );
    const measured = ofKind<Metrics>(objects, 'PodMetrics').map(
      ({ metadata }) => `${metadata.namespace}/${metadata.name}`,
    );

    expect(measuredNodes.sort()).toEqual(nodes.map(({ metadata }) => metadata.name).sort());
    expect(measured.filter((one) => !running.has(one))).toEqual([]);
    expect(measured.length).toBeGreaterThan(running.size * 0.9);
  });

  it('no node uses more than it has, nor less than its pods', () => {
    const usedBy = new Map(
      ofKind<Metrics>(objects, 'PodMetrics').map(({ metadata, containers }) => [
        `${metadata.namespace}/${metadata.name}`,
        sum(containers.map(({ usage }) => quantity(usage.cpu))),
      ]),
    );
    for (const { metadata, usage } of ofKind<Metrics>(objects, 'NodeMetrics')) {
      const on = pods.filter(({ spec }) => spec.nodeName === metadata.name);
      const used = sum(on.map((pod) => usedBy.get(`${pod.metadata.namespace}/${pod.metadata.name}`) ?? 0));
      expect(quantity(usage.cpu), metadata.name).toBeLessThanOrEqual(4);
      // Measured at two moments, so not to the millicore.
      expect(quantity(usage.cpu) * 1.1, metadata.name).toBeGreaterThanOrEqual(used);
    }
  });

  it('events name objects by their uid, and the scheduler counts the nodes that are there', () => {
    const metas = objects.map(({ kind, metadata }) => ({ kind, meta: metadata as unknown as Meta }));
    const uids = new Map(
      metas.map(({ kind, meta }) => [[kind, meta.namespace ?? '', meta.name].join(), meta.uid]),
    );
    for (const { involvedObject, reason, message } of ofKind<Event>(objects, 'Event')) {
      const { kind, namespace = '', name: object, uid } = involvedObject;
      const known = uids.get([kind, namespace, object].join());
      // A node that is gone leaves its events behind.
      if (kind !== 'Node') expect(known, `${reason} of ${kind} ${object}`).toBeDefined();
      if (known) expect(uid, `${reason} of ${kind} ${object}`).toBe(known);
      const total = /^0\/(\d+) nodes/.exec(message)?.[1];
      if (total) expect(Number(total), object).toBe(nodes.length);
    }
  });

  it('budgets count what they guard', () => {
    for (const { metadata, spec, status } of ofKind<Budget>(objects, 'PodDisruptionBudget')) {
      const owner = [
        ...ofKind<Workload>(objects, 'Deployment'),
        ...ofKind<Workload>(objects, 'StatefulSet'),
      ].find((one) => one.metadata.namespace === metadata.namespace && one.metadata.name === metadata.name);
      const replicas = owner?.spec.replicas ?? 0;
      expect([metadata.name, status.currentHealthy, status.expectedPods]).toEqual([
        metadata.name,
        owner?.status.readyReplicas ?? 0,
        replicas,
      ]);
      expect(status.desiredHealthy).toBe(spec.minAvailable ?? replicas - (spec.maxUnavailable ?? 0));
      expect(status.disruptionsAllowed).toBe(Math.max(0, status.currentHealthy - status.desiredHealthy));
    }
  });

  it('bound claims and their volumes know each other', () => {
    const volumes = new Map(
      ofKind<Volume>(objects, 'PersistentVolume').map((one) => [one.metadata.name, one]),
    );
    const bound = ofKind<Claim>(objects, 'PersistentVolumeClaim').filter(
      ({ status }) => status.phase === 'Bound',
    );
    expect(bound.length).toBeGreaterThan(5);
    for (const { metadata, spec } of bound) {
      expect(volumes.get(spec.volumeName ?? '')?.spec.claimRef.uid).toBe(metadata.uid);
    }
  });

  it('logs are of containers that ran, in order', () => {
    expect(logs.length).toBeGreaterThan(0);
    for (const { namespace, pod, container, previous, lines } of logs) {
      const writer = pods.find(({ metadata }) => metadata.namespace === namespace && metadata.name === pod);
      const status = writer?.status.containerStatuses?.find((one) => one.name === container);
      const times = lines.map(({ at }) => Date.parse(at));
      expect(status, `${pod} ${container}`).toBeDefined();
      if (previous) expect(status?.lastState.terminated, `${pod} ${container}`).toBeDefined();
      expect(times.every((time) => time > 0)).toBe(true);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
    }
  });
});
