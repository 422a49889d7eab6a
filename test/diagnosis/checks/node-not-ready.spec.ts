import { describe, expect, it } from 'vitest';
import { nodeNotReady } from '../../../src/diagnosis/checks/node-not-ready.ts';
import type { ClusterView } from '../../../src/domain/cluster/cluster-view.ts';
import { MINUTE, SECOND } from '../../../src/domain/instant.ts';
import { meta, situation, TAKEN } from '../../builders/cluster.ts';
import { service, slice } from '../../builders/cluster-network.ts';
import { condition, node, pod } from '../../builders/cluster-pods.ts';

const AT = TAKEN - 10 * MINUTE;
const ready = (status: 'False' | 'Unknown', over = {}) => ({
  conditions: [condition('Ready', status, { changedAt: AT, ...over })],
});
const away = node({ name: 'ip-10-0-1-7.internal', ...ready('Unknown', { reason: 'NodeStatusUnknown' }) });
const lease = {
  ...meta('Lease', { namespace: 'kube-node-lease', name: away.name }),
  holder: away.name,
  renewedAt: TAKEN - 11 * MINUTE,
  duration: 40,
};
// On a dead node the container stays ready and the phase Running.
const stranded = pod({ node: away.name, phase: 'Running', conditions: [condition('Ready', 'False')] });
const others = [node({ name: 'b' }), node({ name: 'c' }), node({ name: 'd' })];
const front = service();

const findings = (over: Partial<ClusterView> = {}) =>
  nodeNotReady.run(
    situation({
      nodes: [away, ...others],
      leases: [lease],
      pods: [stranded],
      services: [front],
      endpointslices: [slice(front, [stranded])],
      ...over,
    }),
  );

describe('a node that is not ready', () => {
  it('is named with how long its kubelet was not heard of, and what its Services have left', () => {
    expect(findings()).toMatchObject([
      {
        sentence:
          'Node ip-10-0-1-7 is not ready since 02:57 UTC: its kubelet was not heard of for 11 min; 1 pod is on it; Service shop/checkout has nothing left elsewhere',
        object: { kind: 'Node', namespace: null, name: away.name },
        affects: [{ kind: 'Pod', name: stranded.name }],
        confidence: 'proven',
        severity: 'critical',
        layer: 'cause',
        changedAt: AT,
      },
    ]);
  });

  it('is less grave while its Services have ready endpoints elsewhere', () => {
    const elsewhere = pod({ name: 'other', node: 'b' });
    const [finding] = findings({ endpointslices: [slice(front, [stranded, elsewhere])] });

    expect(finding).toMatchObject({
      severity: 'high',
      sentence: expect.not.stringContaining('nothing left'),
    });
    expect(finding?.evidence.at(-1)?.text).toMatch(/shop\/checkout +1 +1/);
  });

  it('does not count what it has itself, also where that still counts as ready', () => {
    const still = { ...stranded, conditions: [condition('Ready', 'True')] };

    expect(findings({ endpointslices: [slice(front, [still])] })[0]?.severity).toBe('critical');
  });

  it('says in its kubelet’s own words what it lacks, when that still speaks', () => {
    const nodes = [
      node({ name: 'x', ...ready('False', { message: 'container runtime is down' }) }),
      ...others,
    ];

    expect(findings({ nodes })[0]?.sentence).toContain('container runtime is down');
  });

  it('is nothing while it is ready, or while it joins', () => {
    const joining = node({
      createdAt: TAKEN - MINUTE,
      conditions: [condition('Ready', 'False', { changedAt: TAKEN - MINUTE + SECOND })],
    });

    expect(findings({ nodes: others })).toEqual([]);
    expect(findings({ nodes: [joining, ...others] })).toEqual([]);
  });

  it('is better cordoned, unless somebody did so already, or many went at once', () => {
    const cordoned = { ...away, unschedulable: true };
    const gone = ['8', '9'].map((n) => node({ name: `ip-10-0-1-${n}.internal`, ...ready('Unknown') }));

    expect(findings()[0]?.help).toMatchObject({
      target: { kind: 'Node', name: away.name },
      remedy: { action: 'cordon', parameters: {} },
    });
    expect(findings({ nodes: [cordoned, ...others] })[0]?.help).toBeNull();
    expect(findings({ nodes: [away, ...gone, ...others] }).map(({ help }) => help)).toEqual([
      null,
      null,
      null,
    ]);
  });

  it('is only how harm is done when many went at once', () => {
    const more = node({ name: 'ip-10-0-1-8.internal', ...ready('Unknown') });

    expect(findings({ nodes: [away, more, ...others] }).map(({ layer }) => layer)).toEqual([
      'mechanism',
      'mechanism',
    ]);
  });
});
