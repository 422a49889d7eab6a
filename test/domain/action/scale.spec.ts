import { describe, expect, it } from 'vitest';
import { scale } from '../../../src/domain/action/scale.ts';
import type { HorizontalPodAutoscaler } from '../../../src/domain/cluster/small-kinds.ts';
import type { JsonObject } from '../../../src/domain/json.ts';
import { asking, rawOf } from '../../builders/actions.ts';
import { meta, view } from '../../builders/cluster.ts';
import { webhookConfiguration } from '../../builders/cluster-admission.ts';
import { container, node, podSpec } from '../../builders/cluster-pods.ts';
import { daemonSet, statefulSet, template } from '../../builders/cluster-workloads.ts';
import { planOf, refusalOf, warningsOf } from './planned.ts';
import { checkout } from './shop.ts';

const autoscaler = (name: string): HorizontalPodAutoscaler => ({
  ...meta('HorizontalPodAutoscaler', { name }),
  kind: 'HorizontalPodAutoscaler',
  target: { kind: 'Deployment', name },
  min: 2,
  max: 9,
  current: 3,
  desired: 3,
  conditions: [],
});

const to = (replicas: number | string) => ({ parameters: { replicas } });

describe('scaling', () => {
  it('replaces the number in the scale, pinned to the uid and the old number; a Scale has no place for notes', () => {
    const { owner, around } = checkout();

    expect(planOf(scale, asking(owner, around, to(5))).request).toEqual({
      method: 'PATCH',
      path: '/apis/apps/v1/namespaces/shop/deployments/checkout/scale',
      contentType: 'application/json-patch+json',
      body: [
        { op: 'test', path: '/metadata/uid', value: owner.uid },
        { op: 'test', path: '/spec/replicas', value: 3 },
        { op: 'replace', path: '/spec/replicas', value: 5 },
      ],
    });
  });

  it('from nothing has no old number to test, because a Scale leaves out a zero', () => {
    const { owner, around } = checkout({ replicas: 0 }, 1);

    expect(planOf(scale, asking(owner, around, to(2))).request).toMatchObject({
      contentType: 'application/merge-patch+json',
      body: { metadata: { uid: owner.uid }, spec: { replicas: 2 } },
    });
  });

  it.each(['x', '', -1, 1.5, 5000])('is refused for %s: that is no number of pods', (replicas) => {
    expect(refusalOf(scale, asking(checkout().owner, {}, to(replicas)))).toMatch(/whole number/);
  });

  it('is refused for the number that it has, and for what has no number', () => {
    expect(refusalOf(scale, asking(checkout().owner, {}, to(3)))).toMatch(/has 3 replicas already/);
    expect(refusalOf(scale, asking(daemonSet(), {}, to(3)))).toMatch(/can’t be scaled/);
  });

  it('is refused while an autoscaler of this very target would put it back', () => {
    const { owner, around } = checkout();
    const under = (name: string) =>
      refusalOf(scale, asking(owner, { ...around, horizontalpodautoscalers: [autoscaler(name)] }, to(2)));

    expect(under('checkout')).toMatch(/HorizontalPodAutoscaler checkout scales .* \(2 to 9\)/);
    expect(under('other')).toMatch(/^planned/);
    const asleep = checkout({ replicas: 0 }, 1);
    const waking = asking(
      asleep.owner,
      { ...asleep.around, horizontalpodautoscalers: [autoscaler('checkout')] },
      to(2),
    );
    expect(refusalOf(scale, waking)).toMatch(/^planned/);
  });

  it('is refused for a StatefulSet that deletes the volumes of what is scaled away, and not for more of it', () => {
    const owner = statefulSet({ replicas: 2 });
    const raw = rawOf(owner, { persistentVolumeClaimRetentionPolicy: { whenScaled: 'Delete' } });

    expect(refusalOf(scale, asking(owner, {}, { raw, ...to(1) }))).toMatch(/deletes the volumes/);
    expect(refusalOf(scale, asking(owner, {}, { raw, ...to(3) }))).toMatch(/^planned/);
    expect(refusalOf(scale, asking(owner, {}, to(1)))).toMatch(/^planned/);
  });

  it('to nothing is protected and says which Service has no endpoint left', () => {
    const { owner, around } = checkout();

    const { protects, warnings } = planOf(scale, asking(owner, around, to(0)));

    expect(protects).toBe('nothing of it would be left');
    expect(warnings.map(({ id }) => id)).toEqual(['last-endpoint:shop/checkout']);
    expect(planOf(scale, asking(owner, around, to(1))).warnings.map(({ id }) => id)).toEqual([
      'one-endpoint:shop/checkout',
    ]);
    expect(planOf(scale, asking(owner, around, to(1))).protects).toBeNull();
  });

  it('to more than fits warns how many would wait, and why', () => {
    const spec = podSpec({ containers: [container({ requests: { cpu: 1000 } })] });
    const { owner, around } = checkout({ template: template(spec) });
    const one = { ...around, nodes: [node()] };

    const warning = planOf(scale, asking(owner, one, to(9))).warnings.find(({ id }) => id === 'no-room');

    expect(warning).toMatchObject({ level: 'must-acknowledge', measure: 5 });
    expect(warning?.sentence).toMatch(/room for 1 of 6 new pods \(not enough cpu on 1 node\)/);
    expect(warningsOf(scale, asking(owner, one, to(4)))).toEqual([]);
  });

  it('to more than fits is refused when no node can join', () => {
    const spec = podSpec({ containers: [container({ requests: { cpu: 1000 } })] });
    const { owner, around } = checkout({ template: template(spec) });
    const nodes = (count: number) =>
      Array.from({ length: count }, (_, index) =>
        node({
          name: `n${index}`,
          uid: `n${index}`,
          podCidr: `10.1.${index}.0/24`,
          allocatable: { cpu: 100, pods: 110 },
        }),
      );

    expect(refusalOf(scale, asking(owner, { ...around, nodes: nodes(128) }, to(9)))).toMatch(
      /all 128 blocks/,
    );
    // 127 of them leave one free, and few blocks always fill the smallest range around them.
    expect(refusalOf(scale, asking(owner, { ...around, nodes: nodes(127) }, to(9)))).toMatch(/^planned/);
    expect(refusalOf(scale, asking(owner, { ...around, nodes: nodes(4) }, to(9)))).toMatch(/^planned/);
  });

  it('up needs new pods, so a dead webhook refuses it, and a moving tag is warned of; down needs none', () => {
    const { owner, around } = checkout({
      template: template({ containers: [container({ image: 'checkout' })] }),
    });
    const dead = { ...around, webhookconfigurations: [webhookConfiguration()] };

    expect(refusalOf(scale, asking(owner, dead, to(5)))).toMatch(/must approve every new pod/);
    expect(refusalOf(scale, asking(owner, dead, to(2)))).toMatch(/^planned/);
    expect(warningsOf(scale, asking(owner, around, to(5)))).toContain('mutable-tag:app!');
    expect(warningsOf(scale, asking(owner, around, to(2)))).not.toContain('mutable-tag:app!');
  });

  it('is done when as many as wanted are ready, and failed when somebody set another number', () => {
    const { owner, around } = checkout({ replicas: 2 }, 3);
    const before = asking(checkout().owner, around, to(2));
    const now = (over: object, pods = (around.pods ?? []).slice(0, 2)) =>
      scale.verified(before, { object: { ...owner, ...over }, view: view({ ...around, pods }) });

    expect(now({})).toEqual({ state: 'done', sentence: '2 of 2 pods are ready.' });
    expect(now({}, [...(around.pods ?? [])]).state).toBe('under-way');
    expect(now({ generation: 9 }).state).toBe('under-way');
    const waiting = (around.pods ?? []).slice(1).map((pod) => ({ ...pod, node: null }));
    expect(now({ generation: 9 }, waiting).sentence).toBe('2 of 2 pods are ready. 2 wait for a node.');
    expect(now({ generation: 9 }).sentence).toBe('2 of 2 pods are ready.');
    expect(now({ replicas: 7 }).sentence).toMatch(/wants 7 replicas, not 2/);
    expect(now({ uid: 'other' }).state).toBe('failed');
    expect(scale.settle(before, { raw: rawOf(owner) })).toBe('applied-by-whom-unknown');
    expect(scale.settle(before, { raw: before.raw })).toBe('not-applied');
  });

  it('is settled as ours when the API server says that nobody changed the number after us', () => {
    const { owner, around } = checkout();
    const before = asking(owner, around, { parameters: { replicas: 4 } });
    const entry = {
      manager: 'keyturn',
      operation: 'Update',
      subresource: 'scale',
      fieldsV1: { 'f:spec': { 'f:replicas': {} } },
    };
    const settled = (over: JsonObject, replicas = 4) => {
      const raw = rawOf({ ...owner, replicas });
      const metadata = { ...(raw.metadata as JsonObject), managedFields: [{ ...entry, ...over }] };
      return scale.settle(before, { raw: { ...raw, metadata } });
    };

    expect(settled({})).toBe('applied-by-us');
    expect(settled({ manager: 'kubectl' })).toBe('applied-by-whom-unknown');
    expect(settled({ fieldsV1: { 'f:spec': { 'f:paused': {} } } })).toBe('applied-by-whom-unknown');
    expect(settled({}, 3)).toBe('not-applied');
  });

  it('says that an autoscaler wakes up, and that KEDA may put zero back', () => {
    const { owner, around } = checkout({ replicas: 0 }, 1);
    const waking = (labels: Record<string, string>) => {
      const horizontalpodautoscalers = [{ ...autoscaler('checkout'), labels }];
      const { warnings } = planOf(scale, asking(owner, { ...around, horizontalpodautoscalers }, to(2)));
      return warnings.find(({ id }) => id === 'autoscaler-asleep')?.sentence;
    };

    expect(waking({})).toMatch(/wakes up with the first pod/);
    expect(waking({ 'scaledobject.keda.sh/name': 'worker' })).toMatch(
      /KEDA ScaledObject worker .* put it back/,
    );
    expect(warningsOf(scale, asking(owner, around, to(2)))).not.toContain('autoscaler-asleep!');
  });
});
