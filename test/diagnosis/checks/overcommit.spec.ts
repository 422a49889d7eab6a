import { describe, expect, it } from 'vitest';
import { overcommit } from '../../../src/diagnosis/checks/overcommit.ts';
import type { ClusterView } from '../../../src/domain/cluster/cluster-view.ts';
import { situation } from '../../builders/cluster.ts';
import { container, node, pod } from '../../builders/cluster-pods.ts';

const GI = 1024 ** 3;
const uses = (name: string, cpu: number, memory = GI, namespace: string | null = null) => ({
  namespace,
  name,
  uses: { cpu, memory },
  containers: {},
});
const asking = (name: string, cpu: number, limit = 0) =>
  pod({
    name,
    spec: { containers: [container({ requests: cpu > 0 ? { cpu } : {}, limits: { memory: limit } })] },
  });
const greedy = asking('greedy', 0);
const modest = asking('modest', 200);

const findings = (over: Partial<ClusterView>) =>
  overcommit.run(situation({ nodes: [node()], pods: [modest, greedy], ...over }));

describe('what a node can give', () => {
  it('is used up when its pods use nearly all of it, with who uses most and who asked for nothing', () => {
    const podusage = [uses('greedy', 3100, GI, 'shop'), uses('modest', 500, GI, 'shop')];

    expect(findings({ nodeusage: [uses('node-a', 3800)], podusage })).toMatchObject([
      {
        sentence: 'Node node-a uses 97% of its CPU, 82% of it by Pod shop/greedy; 1 of 2 pods asked for none',
        object: { kind: 'Node', name: 'node-a' },
        affects: [{ name: 'greedy' }, { name: 'modest' }],
        confidence: 'proven',
        layer: 'mechanism',
      },
    ]);
  });

  it('is told of each resource that is used up', () => {
    expect(
      findings({ nodeusage: [uses('node-a', 3800, 14.9 * GI)] }).map(({ sentence }) => sentence),
    ).toEqual([expect.stringContaining('of its CPU'), expect.stringContaining('of its memory')]);
  });

  it('is not used up below 90%, and nothing is said without metrics', () => {
    expect(findings({ nodeusage: [uses('node-a', 3400)] })).toEqual([]);
    expect(findings({})).toEqual([]);
  });

  it('is promised too often when limits add up to far more memory than a full node has', () => {
    const pods = [asking('a', 100, 12 * GI), asking('b', 100, 12 * GI)];

    expect(findings({ pods, nodeusage: [uses('node-a', 100, 12 * GI)] })).toMatchObject([
      {
        sentence: 'Node node-a uses 80% of its memory, and its pods may take 160% of it by their limits',
        confidence: 'context',
      },
    ]);
    expect(findings({ pods, nodeusage: [uses('node-a', 100, 2 * GI)] })).toEqual([]);
    expect(findings({ nodeusage: [uses('node-a', 100, 12 * GI)] })).toEqual([]);
  });
});
