import { describe, expect, it } from 'vitest';
import { restart } from '../../../src/domain/action/restart.ts';
import { MINUTE } from '../../../src/domain/instant.ts';
import { asking, noted, notedSteps, rawOf } from '../../builders/actions.ts';
import { TAKEN } from '../../builders/cluster.ts';
import { webhook, webhookConfiguration } from '../../builders/cluster-admission.ts';
import { claim } from '../../builders/cluster-network.ts';
import { condition, container, node } from '../../builders/cluster-pods.ts';
import { daemonSet, deployment, statefulSet, template } from '../../builders/cluster-workloads.ts';
import { planOf, refusalOf, warningsOf } from './planned.ts';
import { checkout } from './shop.ts';

const AT = 'kubectl.kubernetes.io/restartedAt';

describe('restarting a rollout', () => {
  it('writes the time of the proposal, pinned to the uid; where nothing stood it wipes out nothing', () => {
    const { owner, around } = checkout();

    const { request, touches, before } = planOf(restart, asking(owner, around));

    expect(request).toEqual({
      method: 'PATCH',
      path: '/apis/apps/v1/namespaces/shop/deployments/checkout',
      contentType: 'application/merge-patch+json',
      body: {
        metadata: { uid: owner.uid, annotations: noted },
        spec: { template: { metadata: { annotations: { [AT]: '2026-03-14T03:07:30Z' } } } },
      },
    });
    expect(touches).toEqual(['/spec/template/metadata/annotations/kubectl.kubernetes.io~1restartedAt']);
    expect(before).toBe('not restarted before');
  });

  it('says how many pods are replaced, and how', () => {
    const said = (over: Parameters<typeof checkout>[0]) =>
      planOf(restart, asking(checkout(over).owner)).sentence;

    expect(said({})).toBe('3 pods are replaced; each stays until a new one is ready.');
    expect(said({ replicas: 8 })).toBe('8 pods are replaced, at most 2 at a time.');
    expect(said({ strategy: 'Recreate' })).toBe('3 pods are replaced, all at once.');
    expect(said({ replicas: 1 })).toMatch(/^1 pod is replaced/);
  });

  it('tests the time of the restart before, where there was one', () => {
    const { owner, around } = checkout({
      template: { ...template(), annotations: { [AT]: '2026-03-01T00:00:00Z', other: 'x' } },
    });

    const path = '/spec/template/metadata/annotations/kubectl.kubernetes.io~1restartedAt';
    expect(planOf(restart, asking(owner, around)).request.body).toEqual([
      { op: 'test', path: '/metadata/uid', value: owner.uid },
      { op: 'test', path, value: '2026-03-01T00:00:00Z' },
      { op: 'replace', path, value: '2026-03-14T03:07:30Z' },
      ...notedSteps,
    ]);
  });

  it.each([
    ['paused', checkout({ paused: true }).owner, /paused/],
    ['being deleted', checkout({ deletionAt: TAKEN }).owner, /being deleted/],
    ['in the middle of a rollout', checkout({ updatedReplicas: 1 }).owner, /in progress/],
    [
      'not seen by its controller yet',
      checkout({ generation: 2, observedGeneration: 1 }).owner,
      /in progress/,
    ],
    ['without pods', checkout({ replicas: 0 }, 1).owner, /wants no pods/],
    ['a StatefulSet on OnDelete', statefulSet({ updateStrategy: 'OnDelete' }), /OnDelete/],
    [
      'a StatefulSet half updated',
      statefulSet({ replicas: 2, updateRevision: 'next', updatedReplicas: 1 }),
      /in progress/,
    ],
    ['a DaemonSet half updated', daemonSet({ updated: 1 }), /in progress/],
  ])('is refused for what is %s', (_, object, said) => {
    expect(refusalOf(restart, asking(object))).toMatch(said);
  });

  it('is refused for a StatefulSet that would replace only some of its pods', () => {
    const parted = (partition: number, firstOrdinal = 0) => {
      const owner = statefulSet({ replicas: 3, firstOrdinal });
      const raw = rawOf(owner, { updateStrategy: { rollingUpdate: { partition } } });
      return refusalOf(restart, asking(owner, {}, { raw }));
    };

    expect(parted(2)).toMatch(/only its pods from ordinal 2 on \(partition 2\).*partition to 0 first/);
    expect(parted(0)).toMatch(/^planned/);
    // It counts from the first ordinal.
    expect(parted(1, 5)).toMatch(/only its pods from ordinal 6 on/);
    expect(parted(0, 5)).toMatch(/^planned/);
  });

  it('is not refused for a StatefulSet whose update is over, though its counts lag', () => {
    expect(refusalOf(restart, asking(statefulSet({ replicas: 2, updatedReplicas: 0 })))).toMatch(/^planned/);
    expect(refusalOf(restart, asking(statefulSet({ replicas: 2, updateRevision: 'next' })))).toMatch(
      /^planned/,
    );
  });

  it('is refused for a pod: it has no rollout', () => {
    expect(refusalOf(restart, asking(checkout().first))).toMatch(/no rollout to restart/);
  });

  it('is refused while a webhook must approve new pods and nobody answers, and only where it is asked', () => {
    const { owner, around } = checkout();
    const dead = (over: Parameters<typeof webhook>[0]) =>
      refusalOf(
        restart,
        asking(owner, { ...around, webhookconfigurations: [webhookConfiguration([webhook(over)])] }),
      );

    expect(dead({})).toMatch(
      /pods\.guard\.example must approve every new pod in shop, and Service guard-system\/guard does not exist/,
    );
    expect(dead({ failurePolicy: 'Ignore' })).toMatch(/^planned/);
    expect(dead({ namespaces: { labels: { guarded: 'yes' }, expressions: [] } })).toMatch(/^planned/);
    const here = { labels: { 'kubernetes.io/metadata.name': 'shop' }, expressions: [] };
    expect(dead({ namespaces: here })).toMatch(/must approve/);
    expect(dead({ objects: { labels: { app: 'else' }, expressions: [] } })).toMatch(/^planned/);
    expect(
      dead({ rules: [{ operations: ['CREATE'], groups: [''], resources: ['services'], scope: '*' }] }),
    ).toMatch(/^planned/);
  });

  it('has a webhook acknowledged that is asked under conditions which nobody here can work out', () => {
    const { owner, around } = checkout();
    const hooks = [webhookConfiguration([webhook({ matchConditions: ['object.metadata.name != "x"'] })])];

    expect(warningsOf(restart, asking(owner, { ...around, webhookconfigurations: hooks }))).toContain(
      'dead-webhook:pods.guard.example!',
    );
  });

  it('is refused for the last pods that answer a webhook which must answer, when all would go at once', () => {
    const { owner, around, front } = checkout({ replicas: 1, strategy: 'Recreate' });
    const hooks = [
      webhookConfiguration([webhook({ service: { namespace: 'shop', name: front.name, port: 80 } })]),
    ];
    const seen = { ...around, webhookconfigurations: hooks };

    expect(refusalOf(restart, asking(owner, seen))).toMatch(
      /last pods that answer webhook pods\.guard\.example/,
    );
    expect(refusalOf(restart, asking({ ...owner, strategy: 'RollingUpdate' }, seen))).toMatch(/^planned/);
  });

  it('warns of a Service that is left with nothing only when all of its pods may go at once', () => {
    const gone = 'last-endpoint:shop/checkout!';
    const three = checkout();
    const recreated = checkout({ strategy: 'Recreate' });

    expect(warningsOf(restart, asking(three.owner, three.around))).not.toContain(gone);
    expect(warningsOf(restart, asking(recreated.owner, recreated.around))).toContain(gone);
    const two = checkout({ replicas: 2 });
    const raw = rawOf(two.owner, {
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 2 } },
    });
    expect(warningsOf(restart, asking(two.owner, two.around, { raw }))).toContain(gone);
  });

  it('warns that an image without a fixed version may be other code, not of one with a digest or a version', () => {
    const tagged = (image: string, pullPolicy = 'IfNotPresent') => {
      const { owner, around } = checkout({
        template: template({ containers: [container({ image, pullPolicy })] }),
      });
      return warningsOf(restart, asking(owner, around));
    };

    expect(tagged('shop/checkout:latest')).toContain('mutable-tag:app!');
    expect(tagged('shop/checkout')).toContain('mutable-tag:app!');
    expect(tagged('shop/checkout:1.0', 'Always')).toContain('mutable-tag:app');
    expect(tagged('shop/checkout:1.0')).toEqual([]);
    expect(tagged(`shop/checkout@sha256:${'a'.repeat(64)}`, 'Always')).toEqual([]);
  });

  it('protects what is alone, keeps data or belongs to the cluster itself, and nothing else', () => {
    const volume = { name: 'data', kind: 'Claim', source: claim().name } as const;
    const data = template({ volumes: [volume] });

    expect(planOf(restart, asking(checkout().owner)).protects).toBeNull();
    expect(planOf(restart, asking(statefulSet())).protects).toBe('it is the only replica');
    expect(planOf(restart, asking(deployment({ template: data }))).protects).toBe(
      'it keeps data in a volume',
    );
    expect(planOf(restart, asking(statefulSet({ replicas: 3, claimTemplates: ['data'] }))).protects).toBe(
      'it keeps data in a volume',
    );
    expect(planOf(restart, asking(daemonSet())).protects).toMatch(/kube-system/);
    expect(warningsOf(restart, asking(deployment({ template: data })))).toContain('stateful!');
  });

  it('warns when nodes fail together, and when a kind could not be read', () => {
    const { owner, around } = checkout();
    const lost = ['x', 'y'].map((name) =>
      node({ name, uid: name, conditions: [condition('Ready', 'Unknown', { changedAt: TAKEN - MINUTE })] }),
    );
    const gap = {
      kind: 'services',
      namespace: null,
      why: 'forbidden',
      sentence: 'Services may not be read.',
    } as const;

    expect(warningsOf(restart, asking(owner, around))).toEqual([]);
    expect(
      warningsOf(restart, asking(owner, { ...around, nodes: [...(around.nodes ?? []), ...lost] })),
    ).toContain('nodes-failing!');
    expect(warningsOf(restart, asking(owner, { ...around, gaps: [gap] }))).toContain('not-seen!');
    expect(warningsOf(restart, asking(owner, { ...around, gaps: [{ ...gap, why: 'absent' }] }))).toEqual([]);
    expect(warningsOf(restart, asking(owner, { ...around, gaps: [{ ...gap, namespace: 'other' }] }))).toEqual(
      [],
    );
    expect(warningsOf(restart, asking(owner, { ...around, asked: ['pods'] }))).toContain('not-seen!');
  });

  it('says that an operator would put its own template back', () => {
    const owned = checkout({ owner: { kind: 'Prometheus', name: 'main', uid: 'p' } });

    expect(planOf(restart, asking(owned.owner, owned.around)).warnings).toContainEqual(
      expect.objectContaining({
        id: 'reverted',
        sentence: expect.stringContaining('reverted by Prometheus main'),
      }),
    );
  });
});
