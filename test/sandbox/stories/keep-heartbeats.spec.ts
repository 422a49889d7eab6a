import { expect, it, onTestFinished, vi } from 'vitest';
import type { ClusterObject } from '../../../sandbox/stories/expand-repeats.ts';
import { keepHeartbeats } from '../../../sandbox/stories/keep-heartbeats.ts';

const start = Date.parse('2026-03-14T03:07:00Z');
const lease = (name: string, renewTime: string): ClusterObject => ({
  apiVersion: 'coordination.k8s.io/v1',
  kind: 'Lease',
  metadata: { name, namespace: 'kube-node-lease' },
  spec: { holderIdentity: name, leaseDurationSeconds: 40, renewTime },
});
const objects = [
  lease('alive', '2026-03-14T03:06:55.214030Z'),
  lease('silent', '2026-03-14T03:05:10.214030Z'),
  { apiVersion: 'v1', kind: 'Node', metadata: { name: 'alive' } },
];

it('renews the leases that were alive when the story was loaded, and no other, until it is stopped', () => {
  vi.useFakeTimers({ now: start });
  onTestFinished(() => void vi.useRealTimers());
  const applied: ClusterObject[] = [];
  const cluster = { apply: (given: readonly ClusterObject[]) => void applied.push(...given) };

  const stop = keepHeartbeats({ cluster, objects, now: () => Date.now() });
  vi.advanceTimersByTime(20_000);
  stop();
  vi.advanceTimersByTime(60_000);

  expect(applied).toEqual([
    lease('alive', '2026-03-14T03:07:10.000000Z'),
    lease('alive', '2026-03-14T03:07:20.000000Z'),
  ]);
});
