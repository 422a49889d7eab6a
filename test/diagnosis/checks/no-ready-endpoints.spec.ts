import { describe, expect, it } from 'vitest';
import { noReadyEndpoints } from '../../../src/diagnosis/checks/no-ready-endpoints.ts';
import { HOUR, MINUTE } from '../../../src/domain/instant.ts';
import { situation, TAKEN } from '../../builders/cluster.ts';
import { service, slice } from '../../builders/cluster-network.ts';
import { condition, pod, status } from '../../builders/cluster-pods.ts';
import { deployment } from '../../builders/cluster-workloads.ts';

const labels = { app: 'checkout' };
const good = pod({ name: 'good', labels });
const bad = pod({
  name: 'bad',
  labels,
  conditions: [condition('Ready', 'False', { changedAt: TAKEN - 5 * MINUTE })],
  containers: [status({ ready: false })],
});

const run = (pods: (typeof good)[], of = service(), more: Parameters<typeof situation>[0] = {}) =>
  noReadyEndpoints.run(situation({ services: [of], endpointslices: [slice(of, pods)], pods, ...more }));

describe('a Service that nobody answers for', () => {
  it('has pods, and none of them is ready', () => {
    expect(run([bad])[0]).toMatchObject({
      sentence:
        'Service shop/checkout has no ready endpoint since 03:02 UTC: its pod is not ready (container app runs and is not ready)',
      layer: 'symptom',
      confidence: 'proven',
      changedAt: TAKEN - 5 * MINUTE,
      affects: [{ kind: 'Pod', name: 'bad' }],
    });
  });

  it('points to the node of pods whose containers are ready', () => {
    const away = { ...bad, containers: [status({ ready: true })] };

    expect(run([away])[0]?.sentence).toContain('though its containers are: see its node');
  });

  it('is not one with an endpoint that is not ready beside one that is, as in every rollout', () => {
    expect(run([bad, good])).toEqual([]);
  });

  it('is read from slices, of which there may be several', () => {
    const of = service();
    const slices = [slice(of, [bad]), slice(of, [good], { name: 'checkout-second' })];

    expect(run([bad, good], of, { endpointslices: slices })).toEqual([]);
  });

  it('is not fooled by published addresses that are not ready', () => {
    const of = service({ publishNotReady: true });
    const published = slice(of, [bad]);
    const endpoints = published.endpoints.map((endpoint) => ({ ...endpoint, ready: true }));

    const [finding] = run([bad], of, { endpointslices: [{ ...published, endpoints }] });

    expect(finding?.sentence).toContain('it sends traffic to them all the same');
  });

  it('may only be behind: its pods are ready, and no slice says so', () => {
    const [finding] = run([good], service(), { endpointslices: [] });

    expect(finding?.sentence).toContain('the endpoints are behind');
    expect(finding?.confidence).toBe('consistent');
  });

  it('is scaled to zero, by whom and when', () => {
    const managers = [
      {
        name: 'kubectl',
        operation: 'Update',
        subresource: 'scale',
        at: TAKEN - HOUR,
        paths: ['spec.replicas'],
      } as const,
    ];
    const [finding] = run([], service(), { deployments: [deployment({ replicas: 0, managers })] });

    expect(finding).toMatchObject({
      sentence:
        'Service shop/checkout has no endpoints: Deployment shop/checkout is scaled to 0, last written by kubectl at 02:07 UTC',
      layer: 'cause',
      changedAt: TAKEN - HOUR,
      help: {
        target: { kind: 'Deployment', name: 'checkout' },
        // How many it had, nothing says.
        remedy: { action: 'scale', parameters: {} },
      },
    });
  });

  it('has a selector that nearly fits: one typing error, or one label too many', () => {
    const typo = service({ selector: { app: 'chekcout' } });
    const more = service({ selector: { app: 'checkout', tier: 'web' } });
    const deployments = [deployment()];

    expect(run([], typo, { deployments })[0]).toMatchObject({
      sentence:
        'Service shop/checkout has no endpoints: it selects app=chekcout, and the pods of Deployment shop/checkout have app=checkout',
      layer: 'cause',
      confidence: 'proven',
    });
    expect(run([], more, { deployments })[0]?.sentence).toContain('have no label tier');
  });

  it('selects what nobody has, and nothing is like it', () => {
    const far = service({ selector: { app: 'billing' } });

    expect(run([], far, { deployments: [deployment()] })[0]).toMatchObject({
      sentence:
        'Service shop/checkout has no endpoints: nothing in namespace shop has the labels app=billing',
      confidence: 'consistent',
    });
  });

  it('waits for a workload that wants pods and has none', () => {
    const [finding] = run([], service(), { deployments: [deployment()] });

    expect(finding?.sentence).toContain('Deployment shop/checkout wants 3 pods and has none');
    expect(finding?.layer).toBe('symptom');
  });

  it('is none that has no selector, or is an external name', () => {
    expect(run([], service({ selector: {} }))).toEqual([]);
    expect(run([], service({ type: 'ExternalName' }))).toEqual([]);
  });

  it('is not concluded from pods or slices that could not be read', () => {
    const gap = (kind: 'pods' | 'endpointslices') =>
      [{ kind, namespace: 'shop', why: 'forbidden', sentence: '' }] as const;

    expect(run([], service(), { gaps: gap('pods') })).toEqual([]);
    expect(run([bad], service(), { gaps: gap('endpointslices') })).toEqual([]);
  });
});
