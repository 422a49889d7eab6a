import { describe, expect, it } from 'vitest';
import { imageDigestDrift } from '../../../src/diagnosis/checks/image-digest-drift.ts';
import { HOUR, MINUTE } from '../../../src/domain/instant.ts';
import { ownedBy, situation, TAKEN } from '../../builders/cluster.ts';
import { condition, container, node, pod, status } from '../../builders/cluster-pods.ts';
import { daemonSet, deployment, podOf, replicaSet, template } from '../../builders/cluster-workloads.ts';

const repository = 'registry.local/shop/checkout';
const old = `${repository}@sha256:${'a'.repeat(64)}`;
const odd = `${repository}@sha256:3f9a1c20b4de${'0'.repeat(52)}`;

const checkout = deployment({
  template: template({ containers: [container({ image: `${repository}:latest`, pullPolicy: 'Always' })] }),
});
const revision = replicaSet(checkout);

const replica = (name: string, imageId: string, over: Parameters<typeof pod>[0] = {}) =>
  podOf(revision, { name, containers: [status({ imageId })], ...over });

const drifted = [
  replica('checkout-a', old),
  replica('checkout-b', old),
  replica('checkout-c', odd, { node: 'node-b', createdAt: TAKEN - 26 * MINUTE }),
];

const world = { deployments: [checkout], replicasets: [revision], nodes: [node(), node({ name: 'node-b' })] };

const findings = (pods: typeof drifted, over: Partial<typeof world> = {}) =>
  imageDigestDrift.run(situation({ ...world, ...over, pods }));

describe('image digest drift', () => {
  it('names the pods that run another build of the same tag', () => {
    const [finding, ...more] = findings(drifted);

    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      sentence:
        '1 of 3 pods of Deployment shop/checkout runs another build of image checkout:latest than the rest: digest 3f9a1c20b4de on node node-b since 02:41 UTC',
      object: { kind: 'Deployment', namespace: 'shop', name: 'checkout' },
      affects: [{ kind: 'Pod', namespace: 'shop', name: 'checkout-c' }],
      confidence: 'proven',
      layer: 'cause',
      changedAt: TAKEN - 26 * MINUTE,
    });
    expect(finding?.evidence[1]?.text.split('\n')[1]).toMatch(/^checkout-c +node-b +02:41 UTC +0 +yes +3f9a/);
    expect(finding?.lookNext).toContain('/incident images deployment/checkout -n shop');
  });

  it('offers to pin the build that works, not the one that most pods run', () => {
    const sick = { conditions: [condition('Ready', 'False')] };

    const [pinsOld] = findings(drifted);
    const [pinsOdd] = findings([
      replica('checkout-a', old),
      replica('checkout-b', odd, sick),
      replica('checkout-c', odd, sick),
    ]);

    expect(pinsOld?.help).toMatchObject({
      action: 'set image by digest',
      text: expect.stringContaining(old),
      remedy: {
        action: 'set-image',
        parameters: { image: expect.stringMatching(/.+@sha256:[0-9a-f]{64}$/), container: 'app' },
      },
    });
    expect(pinsOdd?.help?.text).toContain(old);
  });

  it('offers nothing when no build works, or when no registry knows it', () => {
    const sick = { conditions: [condition('Ready', 'False')] };
    const bare = (letter: string) => `sha256:${letter.repeat(64)}`;

    expect(findings([replica('a', old, sick), replica('b', odd, sick)])[0]?.help).toBeNull();
    expect(findings([replica('a', bare('1')), replica('b', bare('2'))])[0]?.help).toBeNull();
  });

  it('finds nothing while all pods run one build', () => {
    expect(findings([replica('a', old), replica('b', old)])).toEqual([]);
  });

  it('dates the change by the younger build, also when it has more pods by now', () => {
    const at = (hours: number) => ({ createdAt: TAKEN - hours * HOUR });

    const [finding] = findings([
      replica('a', old, at(9)),
      replica('b', odd, at(2)),
      replica('c', odd, at(1)),
    ]);

    expect(finding?.changedAt).toBe(TAKEN - 2 * HOUR);
    expect(finding?.affects).toEqual([{ kind: 'Pod', namespace: 'shop', name: 'a' }]);
  });

  it('does not take a container without an image yet for another build', () => {
    expect(findings([replica('a', old), replica('b', '')])).toEqual([]);
  });

  it('does not compare a digest of a registry with the id of a configuration', () => {
    expect(findings([replica('a', old), replica('b', `sha256:${'b'.repeat(64)}`)])).toEqual([]);
    expect(findings([replica('a', old), replica('b', `docker-pullable://${old}`)])).toEqual([]);
  });

  it('does not compare architectures: an index has another digest on each', () => {
    const nodes = [node(), node({ name: 'node-b', architecture: 'arm64' })];

    expect(findings(drifted, { nodes })).toEqual([]);
  });

  it('proves nothing while the nodes are not seen', () => {
    expect(findings(drifted, { nodes: [] })[0]?.confidence).toBe('consistent');
  });

  it('does not compare revisions: a rollout under way has two builds by intent', () => {
    const next = replicaSet(checkout, { name: 'checkout-55c4', revision: 2 });
    const replaced = podOf(next, { name: 'checkout-n', containers: [status({ imageId: odd })] });

    expect(findings([replica('a', old), replaced], { replicasets: [revision, next] })).toEqual([]);
  });

  it('does not compare revisions of a DaemonSet either, whose pods all have one owner', () => {
    const cni = daemonSet();
    const of = (name: string, hash: string, imageId: string) =>
      pod({
        name,
        owner: ownedBy(cni),
        labels: { 'controller-revision-hash': hash },
        spec: { containers: [container({ image: `${repository}:latest` })] },
        containers: [status({ imageId })],
      });
    const run = (second: string) =>
      imageDigestDrift.run(
        situation({ daemonsets: [cni], nodes: [node()], pods: [of('a', 'one', old), of('b', second, odd)] }),
      );

    expect(run('two')).toEqual([]);
    expect(run('one')).toHaveLength(1);
  });

  it('leaves out what is over, what is going, and what is pinned', () => {
    const pinned = template({ containers: [container({ image: old })] });
    const pinnedSet = replicaSet(checkout, { template: pinned });
    const pinnedPod = (name: string, imageId: string) =>
      podOf(pinnedSet, { name, containers: [status({ imageId })] });

    expect(findings([replica('a', old), replica('b', odd, { phase: 'Failed' })])).toEqual([]);
    expect(findings([replica('a', old), replica('b', odd, { deletionAt: TAKEN })])).toEqual([]);
    expect(findings([pinnedPod('a', old), pinnedPod('b', odd)])).toEqual([]);
  });
});
