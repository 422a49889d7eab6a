import { describe, expect, it } from 'vitest';
import { claimPending } from '../../../src/diagnosis/checks/claim-pending.ts';
import { diagnose } from '../../../src/diagnosis/diagnose.ts';
import type { ClusterEvent } from '../../../src/domain/cluster/event.ts';
import type { PersistentVolumeClaim } from '../../../src/domain/cluster/small-kinds.ts';
import { HOUR, MINUTE, SECOND } from '../../../src/domain/instant.ts';
import { meta, ONSET, ownedBy, situation, subject, TAKEN, view } from '../../builders/cluster.ts';
import { claim } from '../../builders/cluster-network.ts';
import { condition, event, pod } from '../../builders/cluster-pods.ts';
import { statefulSet } from '../../builders/cluster-workloads.ts';

const db = statefulSet();
const MADE = TAKEN - 9 * MINUTE;
const UNBOUND = '0/5 nodes are available: pod has unbound immediate PersistentVolumeClaims. not found';
const UNFIT = "3 node(s) didn't find available persistent volumes to bind";

const pending = (over: Partial<PersistentVolumeClaim> = {}) =>
  claim({
    name: 'data-orders-db-0',
    phase: 'Pending',
    storageClass: null,
    volume: null,
    createdAt: MADE,
    ...over,
  });

const waiter = (over: Parameters<typeof pod>[0] = {}, said = UNBOUND) =>
  pod({
    name: 'orders-db-0',
    owner: ownedBy(db),
    node: null,
    phase: 'Pending',
    createdAt: MADE,
    conditions: [
      condition('PodScheduled', 'False', { reason: 'Unschedulable', message: said, changedAt: MADE }),
    ],
    containers: [],
    spec: { volumes: [{ name: 'data', kind: 'Claim', source: 'data-orders-db-0' }] },
    ...over,
  });

const says = (
  about: PersistentVolumeClaim,
  reason: string,
  message: string,
  over: Partial<ClusterEvent> = {},
) =>
  event(about, {
    reason,
    message,
    source: 'persistentvolume-controller',
    firstAt: MADE,
    lastAt: TAKEN - 10 * SECOND,
    ...over,
  });

const noClass = 'no persistent volumes available for this claim and no storage class is set';

const found = (
  of: PersistentVolumeClaim,
  events: readonly ClusterEvent[] = [],
  pods: readonly ReturnType<typeof waiter>[] = [waiter()],
  over: Parameters<typeof situation>[0] = {},
) => claimPending.run(situation({ statefulsets: [db], persistentvolumeclaims: [of], events, pods, ...over }));

describe('a claim that gets no volume', () => {
  it('names no class, and there is no default one', () => {
    const of = pending();
    const [finding, ...more] = found(of, [says(of, 'FailedBinding', noClass, { type: 'Normal' })]);

    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      object: { kind: 'PersistentVolumeClaim', namespace: 'shop', name: 'data-orders-db-0' },
      affects: [{ kind: 'Pod', name: 'orders-db-0' }],
      sentence:
        'PersistentVolumeClaim shop/data-orders-db-0 gets no volume: it names no storage class, and there was no default one to take, so the pod of StatefulSet shop/orders-db can not start since 02:58 UTC',
      confidence: 'proven',
      severity: 'high',
      layer: 'cause',
      changedAt: MADE,
    });
    expect(JSON.stringify(finding?.evidence)).toContain('storage 10Gi');
  });

  it('wants one that exists already when its class is empty on purpose', () => {
    const of = pending({ storageClass: '' });

    expect(found(of, [says(of, 'FailedBinding', noClass)])[0]?.sentence).toContain(
      'it wants a volume that exists already (storage class “”), and none that is free fits',
    );
  });

  it('names a class that does not exist, by the field or by the old annotation', () => {
    const missing = 'storageclass.storage.k8s.io "fast" not found';
    const of = pending({ storageClass: 'fast' });
    const old = pending({ annotations: { 'volume.beta.kubernetes.io/storage-class': 'fast' } });

    for (const each of [of, old]) {
      const [finding] = found(each, [says(each, 'ProvisioningFailed', missing)]);
      expect(finding?.sentence).toContain('its storage class fast does not exist');
      expect(JSON.stringify(finding?.evidence)).toMatch(/fast +storage 10Gi/);
    }
  });

  it('has a provisioner that fails, with its words', () => {
    const of = pending({ storageClass: 'gp3' });
    const failure = (lastAt: number) =>
      says(
        of,
        'ProvisioningFailed',
        'failed to provision volume with StorageClass "gp3": rpc error: code = ResourceExhausted desc = quota',
        { source: 'ebs.csi.aws.com_ebs-csi-controller-0_8a1', lastAt },
      );
    const waits = says(of, 'WaitForPodScheduled', 'waiting for pod orders-db-0 to be scheduled');

    expect(found(of, [failure(TAKEN - MINUTE), waits])[0]).toMatchObject({
      sentence: expect.stringContaining(
        'its provisioner fails: rpc error: code = ResourceExhausted desc = quota',
      ),
      confidence: 'proven',
    });
    // It tries again and again, so what it said long ago is over.
    expect(found(of, [failure(TAKEN - HOUR), waits], [waiter({}, 'binding')])).toEqual([]);
  });

  it('has a provisioner that makes nothing and says nothing', () => {
    const of = pending({
      storageClass: 'gp3',
      annotations: { 'volume.kubernetes.io/storage-provisioner': 'ebs.csi.aws.com' },
    });
    const asked = (firstAt: number) =>
      says(of, 'ExternalProvisioning', 'Waiting for a volume to be created', { firstAt });

    expect(found(of, [asked(MADE)])[0]?.sentence).toContain(
      'its provisioner ebs.csi.aws.com has made none for 9 min, and says nothing',
    );
    expect(found(of, [asked(TAKEN - 2 * MINUTE)])).toEqual([]);
  });

  it('waits for a volume that does not fit, that is another’s, or of which nobody knows', () => {
    const of = pending({ volume: 'pv-1', storageClass: '' });
    const mismatch = 'Cannot bind to requested volume "pv-1": requested PV is too small';
    const taken = 'volume "pv-1" already bound to a different claim.';

    expect(found(of, [says(of, 'VolumeMismatch', mismatch)])[0]?.sentence).toContain(
      'the volume pv-1 that it names does not fit: requested PV is too small',
    );
    expect(found(of, [says(of, 'FailedBinding', taken)])[0]?.sentence).toContain('belongs to another claim');
    expect(found(of)[0]).toMatchObject({ confidence: 'consistent' });
  });

  it('is of a class whose volumes are made by hand, and none is there', () => {
    const of = pending({ storageClass: 'local' });
    const none = 'no volume plugin matched name: kubernetes.io/no-provisioner';

    expect(found(of, [says(of, 'ProvisioningFailed', none)])[0]?.sentence).toContain(
      'volumes of its class local are made by hand, and none that is free fits',
    );
  });

  it('waits for its pod, and no node of the pod has a volume: proven when nothing else is in the way', () => {
    const of = pending({ storageClass: 'local' });
    const waits = [says(of, 'WaitForPodScheduled', 'waiting for pod orders-db-0 to be scheduled')];
    const by = (said: string) => found(of, waits, [waiter({}, said)])[0];

    expect(by(`0/3 nodes are available: ${UNFIT}. preemption: 0/3 nodes are available`)).toMatchObject({
      sentence: expect.stringContaining('no node has a free volume of class local that fits'),
      confidence: 'proven',
    });
    expect(by(`0/4 nodes are available: 1 Insufficient cpu, ${UNFIT}.`)?.confidence).toBe('consistent');
  });

  it('is told with its name alone when no event is left', () => {
    expect(found(pending())[0]).toMatchObject({
      sentence: expect.stringContaining('names no storage class'),
      confidence: 'consistent',
    });
    expect(found(pending({ storageClass: 'gp3' }))[0]).toMatchObject({
      sentence: expect.stringContaining('see whether its class gp3 exists'),
      confidence: 'consistent',
    });
  });

  it('is told once with others of the same fault', () => {
    const all = [0, 1, 2].map((n) => pending({ name: `data-orders-db-${n}` }));
    const pods = all.map(({ name }, n) =>
      waiter({
        name: `orders-db-${n}`,
        spec: { volumes: [{ name: 'data', kind: 'Claim', source: name }] },
      }),
    );
    const events = all.map((each) => says(each, 'FailedBinding', noClass));
    const [finding, ...more] = found(pending(), events, pods, { persistentvolumeclaims: all });

    expect(more).toEqual([]);
    expect(finding?.sentence).toMatch(
      /^PersistentVolumeClaim shop\/data-orders-db-0 and 2 more like it get /,
    );
    expect(finding?.sentence).toContain('all 3 pods of StatefulSet shop/orders-db can not start');
  });

  it('knows the pod of an ephemeral volume, which owns its claim and does not name it', () => {
    const owner = waiter({ name: 'job-a', owner: null, spec: { volumes: [] } });
    const of = pending({ name: 'job-a-scratch', owner: ownedBy(owner) });

    expect(found(of, [says(of, 'FailedBinding', noClass)], [owner])[0]?.affects).toMatchObject([
      { kind: 'Pod', name: 'job-a' },
    ]);
  });
});

describe('a claim is well', () => {
  const of = pending({ storageClass: 'gp3' });
  const first = says(of, 'WaitForFirstConsumer', 'waiting for first consumer to be created before binding', {
    type: 'Normal',
  });

  it('while it waits for its first pod, or with that pod for a node', () => {
    const full = waiter({}, '0/3 nodes are available: 3 Insufficient memory.');
    const waits = says(of, 'WaitForPodScheduled', 'waiting for pod orders-db-0 to be scheduled');

    expect(found(of, [first], [])).toEqual([]);
    expect(found(of, [first, waits], [full])).toEqual([]);
    expect(found(of, [], [full])).toEqual([]);
  });

  it('when it is new, bound, or being deleted', () => {
    const failing = (each: PersistentVolumeClaim) => found(each, [says(each, 'FailedBinding', noClass)]);

    expect(failing(pending({ createdAt: TAKEN - 30 * SECOND }))).toEqual([]);
    expect(failing(pending({ phase: 'Bound', volume: 'pv-1' }))).toEqual([]);
    expect(failing(pending({ deletionAt: TAKEN }))).toEqual([]);
  });

  it('when its class came to be after the controller had missed it', () => {
    const missing = says(of, 'ProvisioningFailed', 'storageclass.storage.k8s.io "gp3" not found', {
      lastAt: TAKEN - 2 * MINUTE,
    });

    expect(found(of, [missing, first])).toEqual([]);
  });

  it('only context while no pod wants it: what has ended, or is being deleted, does not wait', () => {
    const broken = pending();
    const gone = [waiter({ phase: 'Succeeded' }), waiter({ name: 'b', deletionAt: TAKEN })];

    expect(found(broken, [says(broken, 'FailedBinding', noClass)], gone)[0]).toMatchObject({
      sentence: expect.stringMatching(/; no pod waits for it now$/),
      confidence: 'context',
      changedAt: null,
    });
  });

  it('for no pod that could be read', () => {
    const broken = pending();
    const gaps = [{ kind: 'pods', namespace: 'shop', why: 'forbidden', sentence: '' }] as const;
    const [finding] = found(broken, [says(broken, 'FailedBinding', noClass)], [], { gaps });

    expect(finding?.confidence).toBe('context');
    expect(finding?.sentence).not.toContain('no pod waits');
  });

  it('as far as anybody can tell from events of an earlier claim of the same name', () => {
    const earlier = { ...of, uid: 'uid-earlier' };
    const event = says(earlier, 'ProvisioningFailed', 'storageclass.storage.k8s.io "gp3" not found');

    expect(found(of, [event], [])).toEqual([]);
  });
});

it('a claim folds what the scheduler says of its pod, and the StatefulSet that stands at it', () => {
  const of = pending();
  const two = statefulSet({ replicas: 2 });
  const seen = view({
    statefulsets: [two],
    persistentvolumeclaims: [of],
    events: [says(of, 'FailedBinding', noClass)],
    pods: [waiter()],
    serviceaccounts: [{ ...meta('ServiceAccount', { name: 'default' }), pullSecrets: [] }],
  });
  const about = subject({ objects: [{ kind: 'StatefulSet', namespace: 'shop', name: 'orders-db' }] });
  const { findings } = diagnose({ view: seen, subject: about, onset: ONSET });

  expect(findings[0]).toMatchObject({ check: 'claim-pending', confidence: 'proven' });
  expect(findings[0]?.explains.map(({ check }) => check).toSorted()).toEqual([
    'statefulset-wedged',
    'unschedulable',
  ]);
});
