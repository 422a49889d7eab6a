import { describe, expect, it } from 'vitest';
import type { ContainerSpec, PodSpec } from '../../../src/domain/cluster/pod-spec.ts';
import { templateChangeWords } from '../../../src/domain/cluster/template-change.ts';
import { templateDiff } from '../../../src/domain/cluster/template-diff.ts';
import { container, podSpec, probe } from '../../builders/cluster-pods.ts';
import { template } from '../../builders/cluster-workloads.ts';

const diff = (before: Partial<PodSpec>, after: Partial<PodSpec>) =>
  templateDiff(template(before), template(after)).map(templateChangeWords);
const inContainer = (before: Partial<ContainerSpec>, after: Partial<ContainerSpec>) =>
  diff({ containers: [container(before)] }, { containers: [container(after)] });

describe('what differs between two pod templates', () => {
  it('is nothing between equal ones, whatever hashes the controllers put in', () => {
    const before = { ...template(), labels: { app: 'checkout', 'pod-template-hash': '7d9f' } };
    const after = { ...template(), labels: { app: 'checkout', 'pod-template-hash': '5c4b' } };

    expect(templateDiff(before, after)).toEqual([]);
  });

  it.each<[string, Partial<ContainerSpec>, Partial<ContainerSpec>, string]>([
    ['an image', { image: 'shop/a:1' }, { image: 'shop/a:2' }, 'app image: a:1 -> a:2'],
    [
      'a variable',
      { env: [{ name: 'LEVEL', value: 'info', from: null }] },
      { env: [{ name: 'LEVEL', value: 'debug', from: null }] },
      'app env LEVEL: info -> debug',
    ],
    [
      'a variable that became empty',
      { env: [{ name: 'LEVEL', value: 'info', from: null }] },
      { env: [{ name: 'LEVEL', value: '', from: null }] },
      'app env LEVEL: info -> (empty)',
    ],
    [
      'a variable that comes from elsewhere now',
      { env: [{ name: 'LEVEL', value: 'info', from: null }] },
      {
        env: [
          {
            name: 'LEVEL',
            value: null,
            from: { kind: 'ConfigMap', name: 'app', key: 'level', optional: false },
          },
        ],
      },
      'app env LEVEL: info -> ConfigMap app, key level',
    ],
    [
      'a limit',
      { limits: { memory: 256 * 1024 ** 2 } },
      { limits: { memory: 64 * 1024 ** 2 } },
      'app limits.memory: 256Mi -> 64Mi',
    ],
    ['a limit taken away', { limits: { cpu: 500 } }, { limits: {} }, 'app limits.cpu: removed (was 500m)'],
    [
      'a probe',
      { readiness: probe() },
      { readiness: probe({ port: '8081' }) },
      'app readiness probe: http :8080/healthz every 10s, timeout 1s, 3 failures -> http :8081/healthz every 10s, timeout 1s, 3 failures',
    ],
    [
      'a mount',
      { mounts: [] },
      { mounts: [{ volume: 'data', path: '/data', readOnly: true }] },
      'app mount /data: added volume data, read-only',
    ],
    ['a command', { command: ['run'] }, { command: ['run', '--fast'] }, 'app command: run -> run --fast'],
    [
      'a port',
      { ports: [{ name: 'http', port: 8080, protocol: 'TCP', hostPort: null }] },
      { ports: [] },
      'app port 8080/TCP: removed (was http)',
    ],
    ['privilege', { privileged: false }, { privileged: true }, 'app privileged: added yes'],
  ])('names %s', (_, before, after, words) => {
    expect(inContainer(before, after)).toEqual([words]);
  });

  it('names containers that came and went', () => {
    const proxy = container({ name: 'proxy', role: 'sidecar', image: 'mesh/proxy:3' });

    expect(diff({}, { containers: [container(), proxy] })).toEqual([
      'proxy sidecar: added image mesh/proxy:3',
    ]);
    expect(diff({ containers: [container(), proxy] }, {})).toEqual([
      'proxy sidecar: removed (was image mesh/proxy:3)',
    ]);
  });

  it('names what changed for the pod as a whole', () => {
    expect(
      diff(
        {
          nodeSelector: { pool: 'a' },
          volumes: [{ name: 'conf', kind: 'ConfigMap', source: 'old', optional: false, keys: [] }],
        },
        {
          nodeSelector: { pool: 'b' },
          volumes: [{ name: 'conf', kind: 'ConfigMap', source: 'new', optional: false, keys: ['a.yaml'] }],
          hostNetwork: true,
        },
      ),
    ).toEqual([
      'volume conf: ConfigMap old -> ConfigMap new, keys a.yaml',
      'node selector pool: a -> b',
      'host network: added yes',
    ]);
  });

  it('calls a restart a restart', () => {
    const before = template();
    const after = {
      ...template(),
      annotations: { 'kubectl.kubernetes.io/restartedAt': '2026-03-14T03:00:00Z' },
    };

    expect(templateDiff(before, after)).toMatchObject([{ part: 'restart', before: null }]);
  });

  it('sees a change in every field of a template that can be told', () => {
    // Each differs from the default in one way only; none may pass unseen.
    const differing: readonly Partial<PodSpec>[] = [
      { priorityClass: 'high' },
      { serviceAccount: 'other' },
      { pullSecrets: ['registry'] },
      { restartPolicy: 'Never' },
      { hostPid: true },
      { gracePeriod: 5 },
      { tolerations: [{ key: null, operator: 'Exists', value: '', effect: null, seconds: null }] },
      { nodeTerms: [[{ key: 'zone', operator: 'In', values: ['a'] }]] },
      { spread: [{ topologyKey: 'zone', maxSkew: 1, required: true }] },
      { podAntiAffinity: [{ topologyKey: 'host', required: true, selector: null }] },
      { volumes: [{ name: 'v', kind: 'Claim', source: 'data' }] },
    ];

    for (const over of differing) expect(diff(podSpec(), over)).toHaveLength(1);
  });
});
