import { describe, expect, it } from 'vitest';
import { volumeNotMounted } from '../../../src/diagnosis/checks/volume-not-mounted.ts';
import { diagnose } from '../../../src/diagnosis/diagnose.ts';
import type { ClusterEvent } from '../../../src/domain/cluster/event.ts';
import type { Pod } from '../../../src/domain/cluster/pod.ts';
import { HOUR, MINUTE, SECOND } from '../../../src/domain/instant.ts';
import { meta, ONSET, situation, subject, TAKEN, view } from '../../builders/cluster.ts';
import { claim } from '../../builders/cluster-network.ts';
import { condition, event, node, running, status, terminated, waiting } from '../../builders/cluster-pods.ts';
import { deployment, podOf, replicaSet } from '../../builders/cluster-workloads.ts';

const PLACED = TAKEN - 9 * MINUTE;
const grafana = deployment({ name: 'grafana', replicas: 1 });
const before = replicaSet(grafana, { name: 'grafana-1' });
const after = replicaSet(grafana, { name: 'grafana-2' });
const data = claim({ name: 'data', volume: 'pvc-1' });
const mounts = { volumes: [{ name: 'storage', kind: 'Claim', source: 'data' } as const] };

const world = {
  deployments: [grafana],
  replicasets: [before, after],
  persistentvolumeclaims: [data],
  nodes: [node(), node({ name: 'node-b' })],
};

const stuck = (over: Parameters<typeof podOf>[1] = {}) =>
  podOf(after, {
    name: 'grafana-new',
    node: 'node-b',
    phase: 'Pending',
    createdAt: PLACED,
    conditions: [
      condition('PodScheduled', 'True', { changedAt: PLACED }),
      condition('PodReadyToStartContainers', 'False'),
    ],
    containers: [status({ ready: false, state: waiting('ContainerCreating') })],
    spec: mounts,
    ...over,
  });

const holder = (over: Parameters<typeof podOf>[1] = {}) =>
  podOf(before, { name: 'grafana-old', node: 'node-a', spec: mounts, ...over });

const says = (pod: Pod, reason: string, message: string, ago = MINUTE, over: Partial<ClusterEvent> = {}) =>
  event(pod, { reason, message, lastAt: TAKEN - ago, name: `${reason}-${ago}`, ...over });

const MULTI = 'Multi-Attach error for volume "pvc-1" Volume is already used by pod(s) grafana-old';
const EXCLUSIVE =
  'Multi-Attach error for volume "pvc-1" Volume is already exclusively attached to one node and can\'t be attached to another';
const LATE =
  'Unable to attach or mount volumes: unmounted volumes=[storage], unattached volumes=[], failed to process volumes=[]: timed out waiting for the condition';

const found = (
  pod: Pod,
  events: readonly ClusterEvent[],
  others: readonly Pod[] = [],
  over: Parameters<typeof situation>[0] = {},
) => volumeNotMounted.run(situation({ ...world, pods: [pod, ...others], events, ...over }));

describe('a volume that is not there', () => {
  const pod = stuck();

  it('is held by the pod that the rollout would replace: neither can give way', () => {
    // The controller says it once, and the kubelet’s timeouts go on.
    const events = [says(pod, 'FailedAttachVolume', MULTI, 8 * MINUTE), says(pod, 'FailedMount', LATE)];
    const [finding, ...more] = found(pod, events, [holder()]);

    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      object: { kind: 'Deployment', name: 'grafana' },
      sentence:
        '1 of 2 pods of Deployment shop/grafana can not start since 02:58 UTC: claim data is held by Pod shop/grafana-old on node node-a, and with the strategy RollingUpdate that pod stays until the new one is ready',
      affects: [
        { kind: 'Pod', name: 'grafana-new' },
        { kind: 'PersistentVolumeClaim', name: 'data' },
      ],
      confidence: 'proven',
      layer: 'mechanism',
      changedAt: PLACED,
    });
  });

  it('is held by a pod that is being deleted, or should be gone', () => {
    const events = [says(pod, 'FailedAttachVolume', MULTI)];
    const by = (deletionAt: number) => found(pod, events, [holder({ deletionAt })])[0]?.sentence;

    expect(by(TAKEN + 20 * SECOND)).toMatch(/on node node-a, which is being deleted$/);
    expect(by(TAKEN - 7 * MINUTE)).toMatch(/, which should be gone since 03:00 UTC$/);
  });

  it('is held on a node that is away: the node is what is to blame', () => {
    const away = node({ conditions: [condition('Ready', 'Unknown', { changedAt: TAKEN - 12 * MINUTE })] });
    const nodes = [away, node({ name: 'node-b' })];
    const events = [says(pod, 'FailedAttachVolume', EXCLUSIVE)];
    const pods = [pod, holder({ deletionAt: TAKEN - 6 * MINUTE })];
    const [finding] = found(pod, events, pods.slice(1), { nodes });

    expect(finding?.sentence).toContain('which is not ready, so nothing can be detached there');
    expect(finding?.affects).toContainEqual({ kind: 'Node', namespace: null, name: 'node-a' });
    const seen = view({
      ...{ ...world, nodes, pods, events },
      serviceaccounts: [{ ...meta('ServiceAccount', { name: 'default' }), pullSecrets: [] }],
    });
    const about = subject({ objects: [{ kind: 'Deployment', namespace: 'shop', name: 'grafana' }] });
    const { findings } = diagnose({ view: seen, subject: about, onset: ONSET });
    const cause = findings.find(({ check }) => check === 'node-not-ready');
    expect(cause?.explains.map(({ check }) => check)).toContain('volume-not-mounted');
  });

  it('is attached somewhere, and nobody is seen to hold it', () => {
    expect(found(pod, [says(pod, 'FailedAttachVolume', EXCLUSIVE)])[0]?.sentence).toMatch(
      /^The pod of Deployment shop\/grafana can .*: claim data is still attached to another node than node node-b$/,
    );
  });

  it('can not be attached, with the reason', () => {
    const message =
      'AttachVolume.Attach failed for volume "pvc-1" : rpc error: code = NotFound desc = vol-0a not found';

    expect(found(pod, [says(pod, 'FailedAttachVolume', message)])[0]?.sentence).toContain(
      'claim data can not be attached to node node-b: rpc error: code = NotFound desc = vol-0a not found',
    );
  });

  it.each([
    [
      'MountVolume.MountDevice failed for volume "pvc-1" : driver name nfs.csi.k8s.io not found in the list of registered CSI drivers',
      'claim data can not be mounted on node node-b: driver name nfs.csi.k8s.io not found',
    ],
    [
      'MountVolume.SetUp failed for volume "host" : hostPath type check failed: /srv/x is not a directory',
      'volume host can not be mounted on node node-b: hostPath type check failed',
    ],
    [
      'MountVolume.SetUp failed for volume "certs" : configmap "roots" not found',
      'volume certs can not be mounted on node node-b: configmap "roots" not found',
    ],
  ])('can not be mounted: %s', (message, words) => {
    expect(
      found(pod, [says(pod, 'FailedMount', message), says(pod, 'FailedMount', LATE, 30_000)])[0],
    ).toMatchObject({ sentence: expect.stringContaining(words), confidence: 'proven' });
  });

  it('is only late, and somebody else uses it who may be to blame', () => {
    const events = [says(pod, 'FailedMount', LATE)];

    expect(found(pod, events)[0]).toMatchObject({
      sentence: expect.stringMatching(
        /claim data is not mounted on node node-b in time, and no event says why$/,
      ),
      confidence: 'consistent',
    });
    expect(found(pod, events, [holder()])[0]?.sentence).toContain('; it is used by Pod shop/grafana-old');
    const shared = { persistentvolumeclaims: [{ ...data, accessModes: ['ReadWriteMany'] }] };
    expect(found(pod, events, [holder()], shared)[0]?.sentence).not.toContain('it is used by');
  });
});

describe('it is no such fault', () => {
  const pod = stuck();
  const multi = says(pod, 'FailedAttachVolume', MULTI, 8 * MINUTE);

  it('when the volume was attached in the end', () => {
    const attached = (volume: string) =>
      says(
        pod,
        'SuccessfulAttachVolume',
        `AttachVolume.Attach succeeded for volume "${volume}" `,
        6 * MINUTE,
      );

    expect(found(pod, [multi, attached('pvc-1')], [holder()])).toEqual([]);
    expect(found(pod, [multi, attached('pvc-2')], [holder()])).toHaveLength(1);
  });

  it.each(['Pulling', 'FailedCreatePodSandBox'])('when the kubelet is further by now: %s', (reason) => {
    expect(found(pod, [multi, says(pod, reason, 'image "grafana"')])).toEqual([]);
  });

  it('when its sandbox is there, it runs, or it ran', () => {
    const ready = [condition('PodReadyToStartContainers', 'True')];

    expect(found(stuck({ conditions: ready }), [multi])).toEqual([]);
    expect(found(stuck({ containers: [status({ state: running() })] }), [multi])).toEqual([]);
    expect(found(stuck({ phase: 'Running', containers: [status()] }), [multi])).toEqual([]);
    expect(found(stuck({ phase: 'Running', containers: [] }), [multi])).toEqual([]);
    const again = status({ state: waiting('ContainerCreating'), lastState: terminated() });
    expect(found(stuck({ containers: [again] }), [multi])).toEqual([]);
  });

  it('when it has just come, is being deleted, has ended, or its node is what fails', () => {
    const placed = [condition('PodScheduled', 'True', { changedAt: TAKEN - MINUTE })];
    const away = [node({ name: 'node-b', conditions: [condition('Ready', 'Unknown')] })];

    expect(found(stuck({ conditions: placed }), [multi])).toEqual([]);
    expect(found(stuck({ deletionAt: TAKEN }), [multi])).toEqual([]);
    expect(found(stuck({ phase: 'Failed' }), [multi])).toEqual([]);
    expect(found(pod, [multi], [], { nodes: away })).toEqual([]);
  });

  it('when the kubelet’s cache was not filled yet, or it says nothing any more', () => {
    const cache =
      'MountVolume.SetUp failed for volume "storage" : failed to sync configmap cache: timed out waiting for the condition';
    const failed = 'MountVolume.SetUp failed for volume "storage" : mount failed: exit status 32';

    expect(found(pod, [says(pod, 'FailedMount', cache)])).toEqual([]);
    expect(found(pod, [says(pod, 'FailedMount', failed, HOUR / 2)])).toEqual([]);
  });

  it('when a ConfigMap or a Secret is missing: that is told as what it is', () => {
    const settings = (kind: 'ConfigMap' | 'Secret') =>
      stuck({
        spec: { volumes: [{ name: 'settings', kind, source: 'flags', optional: false, keys: ['mode'] }] },
      });
    const late = LATE.replace('[storage]', '[settings]');

    for (const [kind, why] of [
      ['ConfigMap', 'configmap "flags" not found'],
      ['ConfigMap', 'configmap references non-existent config key: mode'],
      ['Secret', 'secret "flags" not found'],
      ['Secret', 'references non-existent secret key: mode'],
    ] as const) {
      const of = settings(kind);
      const failed = says(of, 'FailedMount', `MountVolume.SetUp failed for volume "settings" : ${why}`);
      expect(found(of, [failed, says(of, 'FailedMount', LATE, 30_000)])).toEqual([]);
      expect(found(of, [says(of, 'FailedMount', late)])).toEqual([]);
    }
  });
});
