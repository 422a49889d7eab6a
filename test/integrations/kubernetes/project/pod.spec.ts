import { describe, expect, it } from 'vitest';
import type { Fields } from '../../../../src/integrations/kubernetes/project/fields.ts';
import { pod } from '../../../../src/integrations/kubernetes/project/pod.ts';
import { createReading } from '../../../../src/integrations/kubernetes/project/reading.ts';
import { capturedObject } from '../captured.ts';

const projected = (item: Fields) => pod(item, createReading());

const withContainer = (container: object, rest: object = {}) =>
  projected({
    metadata: { name: 'p', namespace: 'shop', ...rest },
    spec: { containers: [{ name: 'app', ...container }] },
  });

describe('a pod', () => {
  it('that was killed for its memory says so in the run before', () => {
    const found = projected(capturedObject('0404-pod-oomkilled'));

    expect(found).toMatchObject({
      kind: 'Pod',
      namespace: 'broken',
      name: 'oom',
      phase: 'Running',
      node: 'node-real-1',
      owner: null,
      createdAt: Date.parse('2026-11-20T22:30:58Z'),
      spec: {
        containers: [{ name: 'app', limits: { memory: 24 * 1024 * 1024 } }],
        serviceAccount: 'default',
      },
      containers: [
        {
          restarts: 7,
          ready: false,
          state: { kind: 'waiting', reason: 'CrashLoopBackOff' },
          lastState: { kind: 'terminated', exitCode: 137, reason: 'OOMKilled' },
        },
      ],
    });
    expect(found.conditions.find(({ type }) => type === 'Ready')).toMatchObject({
      status: 'False',
      reason: 'ContainersNotReady',
    });
  });

  it('has its init containers first, and knows a sidecar by its restart policy', () => {
    const waiting = projected(capturedObject('0428-pod-init-container-waits'));
    expect(waiting.spec.containers.map(({ name, role }) => [name, role])).toEqual([
      ['wait-for-db', 'init'],
      ['app', 'main'],
    ]);
    expect(waiting.containers[0]).toMatchObject({ role: 'init', state: { kind: 'running' } });

    const meshed = projected({
      metadata: { name: 'p' },
      spec: { containers: [{ name: 'app' }], initContainers: [{ name: 'proxy', restartPolicy: 'Always' }] },
      status: { initContainerStatuses: [{ name: 'proxy', ready: true, restartCount: 2 }] },
    });
    expect([meshed.spec.containers[0]?.role, meshed.containers[0]?.role]).toEqual(['sidecar', 'sidecar']);
  });

  it('that is being deleted has a time for it, and no phase of its own', () => {
    const leaving = projected(capturedObject('0463-pod-evicted-by-taint-terminating'));

    expect(leaving.deletionAt).toEqual(expect.any(Number));
    expect(leaving.phase).toBe('Running');
  });

  it('is read without the configuration that was applied', () => {
    const found = withContainer(
      {},
      {
        annotations: {
          'kubectl.kubernetes.io/last-applied-configuration': '{"spec":{"env":[{"value":"hunter2"}]}}',
          'team/contact': 'on-call',
          'vault/token': 'hunter2',
          long: 'x'.repeat(900),
        },
      },
    );

    expect(found.annotations).toEqual({
      'team/contact': 'on-call',
      'vault/token': '[redacted]',
      long: 'x'.repeat(500),
    });
  });

  it('does not show the values of secret variables, wherever they stand', () => {
    const { spec } = withContainer({
      env: [
        { name: 'DB_PASSWORD', value: 'hunter2' },
        { name: 'LOG_LEVEL', value: 'info' },
        { name: 'DATABASE_URL', value: 'postgres://app:hunter2@db/shop' },
        { name: 'KEY', valueFrom: { secretKeyRef: { name: 'shop', key: 'key', optional: true } } },
        { name: 'MODE', valueFrom: { configMapKeyRef: { name: 'flags', key: 'mode' } } },
        { name: 'NODE', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } },
        { name: 'CPUS', valueFrom: { resourceFieldRef: { resource: 'limits.cpu' } } },
      ],
      envFrom: [{ secretRef: { name: 'all' } }, { configMapRef: { name: 'flags', optional: true } }],
      command: ['serve', '--password', 'hunter2', '--token=hunter2', '--port', '8080'],
    });

    expect(JSON.stringify(spec)).not.toContain('hunter2');
    expect(spec.containers[0]?.command).toEqual([
      'serve',
      '--password',
      '[redacted]',
      '--token=[redacted]',
      '--port',
      '8080',
    ]);
    expect(spec.containers[0]?.env.map(({ value, from }) => value ?? from)).toEqual([
      '[redacted]',
      'info',
      expect.stringContaining('[redacted]'),
      { kind: 'Secret', name: 'shop', key: 'key', optional: true },
      { kind: 'ConfigMap', name: 'flags', key: 'mode', optional: false },
      { kind: 'Field', path: 'spec.nodeName' },
      { kind: 'Field', path: 'limits.cpu' },
    ]);
    expect(spec.containers[0]?.envFrom).toEqual([
      { kind: 'Secret', name: 'all', key: null, optional: false },
      { kind: 'ConfigMap', name: 'flags', key: null, optional: true },
    ]);
  });

  it('does not show what a container said last unredacted', () => {
    const found = projected({
      metadata: { name: 'p' },
      spec: { containers: [{ name: 'app' }] },
      status: {
        containerStatuses: [
          {
            name: 'app',
            state: { terminated: { exitCode: 1, message: 'can not log in: password=hunter2hunter2' } },
          },
        ],
      },
    });

    expect(found.containers[0]?.state).toMatchObject({ message: 'can not log in: password=[redacted]' });
  });

  it('has probes of each kind, with the defaults of the API', () => {
    const { spec } = withContainer({
      livenessProbe: { httpGet: { port: 8080 }, timeoutSeconds: 5 },
      readinessProbe: { grpc: { port: 50051, service: 'health' } },
      startupProbe: { exec: { command: ['check', '--token', 'hunter2'] }, failureThreshold: 30 },
    });

    expect(spec.containers[0]).toMatchObject({
      liveness: { how: 'http', port: '8080', detail: '/', period: 10, timeout: 5, failures: 3 },
      readiness: { how: 'grpc', port: '50051', detail: 'health' },
      startup: { how: 'exec', port: null, detail: 'check --token [redacted]', failures: 30 },
    });
  });

  it('has volumes by where they come from, and where it may run', () => {
    const { spec } = projected({
      metadata: { name: 'p' },
      spec: {
        containers: [],
        volumes: [
          { name: 'a', configMap: { name: 'flags', items: [{ key: 'mode', path: 'm' }], optional: true } },
          { name: 'b', secret: { secretName: 'tls' } },
          { name: 'c', persistentVolumeClaim: { claimName: 'data' } },
          { name: 'd', hostPath: { path: '/var/log' } },
          { name: 'e', emptyDir: {} },
        ],
        affinity: {
          nodeAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: {
              nodeSelectorTerms: [{ matchExpressions: [{ key: 'zone', operator: 'NotIn', values: ['a'] }] }],
            },
          },
          podAntiAffinity: {
            preferredDuringSchedulingIgnoredDuringExecution: [
              {
                weight: 1,
                podAffinityTerm: { topologyKey: 'host', labelSelector: { matchLabels: { app: 'x' } } },
              },
            ],
          },
        },
        topologySpreadConstraints: [{ topologyKey: 'zone', maxSkew: 2, whenUnsatisfiable: 'ScheduleAnyway' }],
        tolerations: [{ operator: 'Exists' }],
      },
    });

    expect(spec.volumes).toEqual([
      { name: 'a', kind: 'ConfigMap', source: 'flags', keys: ['mode'], optional: true },
      { name: 'b', kind: 'Secret', source: 'tls', keys: [], optional: false },
      { name: 'c', kind: 'Claim', source: 'data' },
      { name: 'd', kind: 'HostPath', source: '/var/log' },
      { name: 'e', kind: 'Other', source: 'emptyDir' },
    ]);
    expect(spec.nodeTerms).toEqual([[{ key: 'zone', operator: 'NotIn', values: ['a'] }]]);
    expect(spec.podAntiAffinity).toMatchObject([{ topologyKey: 'host', required: false }]);
    expect(spec.spread).toEqual([{ topologyKey: 'zone', maxSkew: 2, required: false }]);
    expect(spec.tolerations).toEqual([
      { key: null, operator: 'Exists', value: '', effect: null, seconds: null },
    ]);
  });
});
