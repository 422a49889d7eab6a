import { describe, expect, it } from 'vitest';
import { rolloutCorrelation } from '../../../src/diagnosis/checks/rollout-correlation.ts';
import type { ClusterView } from '../../../src/domain/cluster/cluster-view.ts';
import type { FieldManager } from '../../../src/domain/cluster/meta.ts';
import type { PodTemplate } from '../../../src/domain/cluster/workload.ts';
import { HOUR, MINUTE } from '../../../src/domain/instant.ts';
import { ONSET, situation, TAKEN } from '../../builders/cluster.ts';
import { configMap, service, slice } from '../../builders/cluster-network.ts';
import {
  condition,
  container,
  event,
  node,
  pod,
  running,
  status,
  terminated,
  waiting,
} from '../../builders/cluster-pods.ts';
import {
  controllerRevision,
  daemonSet,
  deployment,
  podOf,
  replicaSet,
  template,
} from '../../builders/cluster-workloads.ts';

const AT = ONSET - 4 * MINUTE;
const day = 24 * HOUR;
const image = (tag: string, over = {}) =>
  template({ containers: [container({ image: `registry.local/shop/checkout:${tag}`, ...over })] });

const wrote = (at: number, over: Partial<FieldManager> = {}): FieldManager => ({
  name: 'kubectl-set',
  operation: 'Update',
  subresource: null,
  at,
  paths: ['spec.template.spec.containers[app].image'],
  ...over,
});

const unready = { conditions: [condition('Ready', 'False', { changedAt: AT + MINUTE })] };
const looping = {
  ...unready,
  containers: [
    status({
      ready: false,
      restarts: 4,
      state: waiting('CrashLoopBackOff'),
      lastState: terminated({ exitCode: 2 }),
    }),
  ],
};

/** A Deployment whose second revision came at `AT`, with `pods` of the new and `left` of the old one. */
const rolledOut = ({
  to = image('1.1'),
  pods = [looping, looping] as Parameters<typeof pod>[0][],
  left = 0,
  available = condition('Available', 'False', { changedAt: AT + MINUTE }),
  at = AT,
}: {
  to?: PodTemplate;
  pods?: Parameters<typeof pod>[0][];
  left?: number;
  available?: ReturnType<typeof condition>;
  at?: number;
} = {}): Partial<ClusterView> => {
  const checkout = deployment({ template: to, managers: [wrote(at)], conditions: [available] });
  const old = replicaSet(checkout, { template: image('1.0'), createdAt: TAKEN - 9 * day, revision: 1 });
  const next = replicaSet(checkout, {
    name: 'checkout-55c4',
    template: to,
    createdAt: at,
    revision: 2,
  });
  return {
    deployments: [{ ...checkout, createdAt: TAKEN - 30 * day }],
    replicasets: [old, next],
    pods: [
      ...pods.map((over, index) => podOf(next, { name: `checkout-55c4-${index}`, createdAt: at, ...over })),
      ...Array.from({ length: left }, (_, index) => podOf(old, { name: `checkout-7d9f-${index}` })),
    ],
  };
};

const findings = (view: Partial<ClusterView>) => rolloutCorrelation.run(situation(view));

describe('a rollout shortly before the alert', () => {
  it('is proven to be the cause when all that is new fails at once and what was there before worked', () => {
    const [finding, ...more] = findings(rolledOut());

    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      sentence:
        'Deployment shop/checkout was rolled out to revision 2 by kubectl-set at 02:57 UTC, 4 min before the alert, and all 2 new pods fail (CrashLoopBackOff): app image: checkout:1.0 -> checkout:1.1',
      confidence: 'proven',
      severity: 'critical',
      layer: 'cause',
      changedAt: AT,
    });
    expect(finding?.affects.map(({ name }) => name)).toEqual(['checkout-55c4-0', 'checkout-55c4-1']);
    expect(finding?.lookNext).toContain('/incident logs pod/checkout-55c4-0 -n shop --previous');
  });

  it('is only suspect when its pods do well', () => {
    const well = rolledOut({ pods: [{}, {}], available: condition('Available', 'True') });

    expect(findings(well)[0]).toMatchObject({
      confidence: 'consistent',
      severity: 'medium',
      sentence: expect.stringContaining('all 2 new pods are ready'),
      help: null,
    });
  });

  it('is not proven when some of the new pods do well, or when they failed long after they started', () => {
    const late = { ...unready, conditions: [condition('Ready', 'False', { changedAt: TAKEN - 3 * MINUTE })] };

    expect(findings(rolledOut({ pods: [looping, {}] }))[0]?.confidence).toBe('consistent');
    expect(
      findings(
        rolledOut({ at: ONSET - 5 * HOUR, pods: [late], available: condition('Available', 'True') }),
      )[0]?.confidence,
    ).toBe('consistent');
  });

  it('is not proven when something that it names is away as well: that may be why its pods fail', () => {
    const needing = image('1.1', { env: [{ name: 'DB_HOST', value: 'orders-db', from: null }] });
    const db = service({ name: 'orders-db', selector: { app: 'orders-db' } });
    const [answered, away] = [[slice(db, [pod()])], [slice(db, [])]];
    const found = (endpointslices: ClusterView['endpointslices']) =>
      findings({ ...rolledOut({ to: needing }), services: [db], endpointslices })[0];

    const own = service({ name: 'orders-db' });
    const itself = { services: [own], endpointslices: [slice(own, [])] };

    expect(findings({ ...rolledOut({ to: needing }), ...itself })[0]?.confidence).toBe('proven');
    expect(found(answered)?.confidence).toBe('proven');
    expect(found(away)?.confidence).toBe('consistent');
    expect(found(away)?.evidence.at(-1)?.text).toContain('Service shop/orders-db');
  });

  it('is no cause when the workload had failed before: then it may be a try to cure it', () => {
    const before = condition('Available', 'False', { changedAt: AT - 20 * MINUTE });

    expect(findings(rolledOut({ available: before }))[0]?.confidence).toBe('context');
  });

  it('is nothing to speak of when it was long before, came after, or was the creation', () => {
    const { deployments = [], replicasets = [], pods = [] } = rolledOut({ pods: [{}] });
    const created = {
      deployments: deployments.map((each) => ({ ...each, createdAt: AT })),
      replicasets: replicasets.slice(1),
      pods,
    };

    expect(findings(rolledOut({ at: ONSET - 3 * HOUR, pods: [{}] }))).toEqual([]);
    expect(findings(rolledOut({ at: ONSET + 6 * MINUTE }))).toEqual([]);
    expect(findings(created)).toEqual([]);
  });

  it('does not count pods whose node is what fails, and not those that find no room for what they always asked', () => {
    const lost = [node({ conditions: [condition('Ready', 'Unknown')] })];
    const pending = { node: null, phase: 'Pending', containers: [], ...unready };
    const more = image('1.0', { requests: { cpu: 9000 } });

    expect(findings({ ...rolledOut({ pods: [unready] }), nodes: lost })[0]?.affects).toEqual([]);
    expect(findings(rolledOut({ pods: [pending] }))[0]?.affects).toEqual([]);
    expect(findings(rolledOut({ pods: [pending], to: more }))[0]?.affects).toHaveLength(1);
  });

  it('sees a crash loop in the moment in which the container runs and the pod is ready', () => {
    const moment = { containers: [status({ restarts: 6, state: running(TAKEN), lastState: terminated() })] };

    expect(findings(rolledOut({ pods: [moment] }))[0]?.sentence).toContain('its new pod fails (exit code 1)');
  });

  it('does not call a pod failing that has only just begun', () => {
    const young = {
      ...unready,
      createdAt: TAKEN - MINUTE,
      conditions: [condition('Ready', 'False', { changedAt: TAKEN - MINUTE })],
    };

    expect(findings(rolledOut({ pods: [young] }))[0]?.sentence).toContain('not ready yet');
  });

  it('says when it was only a restart, and when an old revision was put back', () => {
    const restarted = { ...image('1.0'), annotations: { 'kubectl.kubernetes.io/restartedAt': 'x' } };
    const { deployments = [], replicasets = [], pods } = rolledOut({ pods: [{}] });
    const back = replicasets.map((set) =>
      set.revision === 2 ? { ...set, createdAt: TAKEN - 20 * day } : set,
    );

    expect(findings(rolledOut({ to: restarted, pods: [{}] }))[0]).toMatchObject({
      confidence: 'context',
      sentence: expect.stringContaining('was restarted by kubectl-set'),
    });
    expect(findings({ deployments, replicasets: back, ...(pods ? { pods } : {}) })[0]?.sentence).toContain(
      'was put back to an older revision',
    );
  });

  it('leaves the programs of the nodes’ network to another check', () => {
    const cni = daemonSet({
      createdAt: TAKEN - 90 * day,
      template: template({
        hostNetwork: true,
        volumes: [{ name: 'cni', kind: 'HostPath', source: '/etc/cni/net.d' }],
        containers: [container({ image: 'cni:2' })],
      }),
    });
    const revisions = [
      controllerRevision(cni, { name: 'aws-node-1', template: image('1'), createdAt: TAKEN - day }),
      controllerRevision(cni, { name: 'aws-node-2', revision: 2, createdAt: AT }),
    ];

    expect(findings({ daemonsets: [cni], controllerrevisions: revisions })).toEqual([]);
  });

  it('knows the new pods of a DaemonSet by the hash of their revision', () => {
    const agent = daemonSet({ namespace: 'shop', name: 'agent', createdAt: TAKEN - 90 * day });
    const revisions = [
      controllerRevision(agent, { name: 'agent-6f', template: image('1'), createdAt: TAKEN - day }),
      controllerRevision(agent, { name: 'agent-7c', revision: 2, createdAt: AT }),
    ];
    const of = (hash: string, over = {}) =>
      pod({
        name: `agent-${hash}`,
        owner: { kind: 'DaemonSet', name: 'agent', uid: agent.uid },
        labels: { 'controller-revision-hash': hash },
        ...over,
      });
    const pods = [of('6f'), of('7c', looping)];

    expect(findings({ daemonsets: [agent], controllerrevisions: revisions, pods })[0]?.affects).toMatchObject(
      [{ name: 'agent-7c' }],
    );
  });
});

describe('the way back', () => {
  it('is offered with what is known of the revision before', () => {
    expect(findings(rolledOut())[0]?.help).toMatchObject({
      action: 'rollout undo',
      text: 'Put back revision 1 (checkout-7d9f); unproven: none of its pods runs now',
      remedy: { action: 'undo', parameters: { revision: 'checkout-7d9f' } },
    });
    expect(findings(rolledOut({ left: 2 }))[0]?.help?.text).toContain('2 of its pods are ready now');
  });

  it('is not offered while paused, or when the old revision needs a ConfigMap that is gone', () => {
    const view = rolledOut();
    const paused = {
      ...view,
      deployments: view.deployments?.map((each) => ({ ...each, paused: true })) ?? [],
    };
    const needs = template({
      volumes: [{ name: 'c', kind: 'ConfigMap', source: 'settings', optional: false, keys: [] }],
    });
    const needing = {
      ...view,
      replicasets:
        view.replicasets?.map((set) => (set.revision === 1 ? { ...set, template: needs } : set)) ?? [],
    };

    expect(findings(paused)[0]?.help).toBeNull();
    expect(findings(needing)[0]?.help).toBeNull();
    expect(findings({ ...needing, configmaps: [configMap()] })[0]?.help).not.toBeNull();
  });
});

it('names the first warning as the beginning, also for a pod that is ready for moments', () => {
  const view = rolledOut({
    pods: [{ containers: [status({ restarts: 3, state: running(TAKEN), lastState: terminated() })] }],
    available: condition('Available', 'True'),
  });
  const backOff = event(view.pods![0]!, { reason: 'BackOff', firstAt: AT + 2 * MINUTE });

  expect(findings(view)[0]?.confidence).toBe('consistent');
  expect(findings({ ...view, events: [backOff] })[0]?.confidence).toBe('proven');
});
