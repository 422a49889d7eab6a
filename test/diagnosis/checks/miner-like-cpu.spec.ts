import { describe, expect, it } from 'vitest';
import { minerLikeCpu } from '../../../src/diagnosis/checks/miner-like-cpu.ts';
import type { Pod } from '../../../src/domain/cluster/pod.ts';
import type { ContainerSpec } from '../../../src/domain/cluster/pod-spec.ts';
import { HOUR } from '../../../src/domain/instant.ts';
import { ONSET, ownedBy, situation, TAKEN } from '../../builders/cluster.ts';
import { container, pod } from '../../builders/cluster-pods.ts';
import { daemonSet } from '../../builders/cluster-workloads.ts';

const agent = daemonSet({ namespace: 'shop', name: 'agent' });
const on = (node: string, spec: Partial<ContainerSpec> = {}, over: Partial<Pod> = {}) =>
  pod({
    name: `agent-${node}`,
    node,
    owner: ownedBy(agent),
    createdAt: TAKEN - 900 * HOUR,
    ...over,
    spec: { containers: [container({ image: 'registry.local/agent:1', ...spec })] },
  });

/** Pods with what each of them uses, in millicores. */
const findings = (...loads: readonly (readonly [Pod, number])[]) =>
  minerLikeCpu.run(
    situation({
      daemonsets: [agent],
      pods: loads.map(([each]) => each),
      podusage: loads.map(([{ namespace, name }, cpu]) => ({
        namespace,
        name,
        uses: { cpu },
        containers: { app: { cpu } },
      })),
    }),
  );

describe('CPU as miners use it', () => {
  it('is that of a few pods of a template that compute on several nodes while the others rest', () => {
    expect(findings([on('a'), 3100], [on('b'), 3200], [on('c'), 40])).toMatchObject([
      {
        sentence:
          'Container app of 2 of 3 pods of DaemonSet shop/agent uses 6.3 cores on 2 nodes and asked for 100m each, as a miner would: its other pod uses at most 40m',
        object: { kind: 'DaemonSet', name: 'agent' },
        affects: [{ name: 'agent-a' }, { name: 'agent-b' }],
        confidence: 'consistent',
        help: { target: { name: 'agent-b' }, remedy: { action: 'quarantine', parameters: {} } },
      },
    ]);
  });

  it('is that of an image that is new in the cluster', () => {
    const young = { createdAt: ONSET - HOUR };
    const older = on('z', {}, { owner: null, name: 'older' });

    expect(findings([on('a', {}, young), 3100], [on('b', {}, young), 3200])).toHaveLength(1);
    expect(findings([on('a', {}, young), 3100], [on('b', {}, young), 3200], [older, 10])).toEqual([]);
    expect(findings([on('a'), 3100], [on('b'), 3200])).toEqual([]);
  });

  it('is not work that was asked for, that is on one node, or that is less than a core', () => {
    const asked = { requests: { cpu: 3000 } };

    expect(findings([on('a', asked), 3100], [on('b', asked), 3200], [on('c', asked), 40])).toEqual([]);
    expect(findings([on('a'), 3100], [on('b'), 40])).toEqual([]);
    expect(findings([on('a'), 800], [on('b'), 850], [on('c'), 4])).toEqual([]);
  });

  it('is known by name, whatever it uses', () => {
    const [byArgs] = findings([on('a', { args: ['-o', 'stratum+tcp://pool.example:3333'] }), 0]);
    const [byImage] = findings([on('a', { image: 'docker.io/someone/xmrig:6' }), 0]);

    expect(byArgs).toMatchObject({ confidence: 'proven', sentence: expect.stringContaining('stratum+tcp') });
    expect(byImage).toMatchObject({ confidence: 'proven', sentence: expect.stringContaining('xmrig') });
  });

  it('is nothing without measurements', () => {
    expect(minerLikeCpu.run(situation({ daemonsets: [agent], pods: [on('a'), on('b')] }))).toEqual([]);
  });
});
