import { describe, expect, it } from 'vitest';
import { missingReference } from '../../../src/diagnosis/checks/missing-reference.ts';
import type { EnvVar, Volume } from '../../../src/domain/cluster/pod-spec.ts';
import { MINUTE } from '../../../src/domain/instant.ts';
import { meta, situation, TAKEN } from '../../builders/cluster.ts';
import { configMap } from '../../builders/cluster-network.ts';
import { container, event, status, waiting } from '../../builders/cluster-pods.ts';
import { deployment, podOf, replicaSet } from '../../builders/cluster-workloads.ts';

const checkout = deployment();
const revision = replicaSet(checkout);
const account = { ...meta('ServiceAccount', { name: 'default' }), pullSecrets: [] };
const world = { deployments: [checkout], replicasets: [revision], serviceaccounts: [account] };

const from = (kind: 'ConfigMap' | 'Secret', name: string, key: string | null, optional = false): EnvVar => ({
  name: 'SETTING',
  value: null,
  from: { kind, name, key, optional },
});

const volume = (kind: 'ConfigMap' | 'Secret', source: string, keys: readonly string[] = []): Volume => ({
  name: 'settings',
  kind,
  source,
  keys,
  optional: false,
});

const waits = (spec: Parameters<typeof podOf>[1] extends infer P ? P : never, message = '') =>
  podOf(revision, {
    name: 'checkout-a',
    phase: 'Pending',
    createdAt: TAKEN - 9 * MINUTE,
    containers: [status({ ready: false, state: waiting('CreateContainerConfigError', message) })],
    ...spec,
  });

const withEnv = (env: EnvVar) => ({ spec: { containers: [container({ env: [env] })] } });

const findings = (pod: ReturnType<typeof waits>, more: Parameters<typeof situation>[0] = {}) =>
  missingReference.run(situation({ ...world, pods: [pod], ...more }));

describe('something that a pod names and that is not there', () => {
  it('is a ConfigMap in its environment', () => {
    expect(findings(waits(withEnv(from('ConfigMap', 'flags', null))))[0]).toMatchObject({
      sentence:
        'ConfigMap shop/flags does not exist, which the pod of Deployment shop/checkout waits for since 02:58 UTC (env SETTING of container app)',
      confidence: 'proven',
      layer: 'cause',
      affects: [{ kind: 'Pod' }, { kind: 'ConfigMap', namespace: 'shop', name: 'flags' }],
    });
  });

  it('is a key of a ConfigMap that exists, and is then told once', () => {
    const pod = waits(withEnv(from('ConfigMap', 'flags', 'debug')));
    const found = findings(pod, { configmaps: [configMap({ name: 'flags', keys: ['other'] })] });

    expect(found.map(({ sentence }) => sentence)).toEqual([
      expect.stringMatching(/^Key debug of ConfigMap shop\/flags does not exist/),
    ]);
    expect(findings(pod, { configmaps: [configMap({ name: 'flags', keys: ['debug'] })] })).toEqual([]);
  });

  it('is told once for a ConfigMap that is absent with all of its keys', () => {
    expect(findings(waits({ spec: { volumes: [volume('ConfigMap', 'flags', ['a', 'b'])] } }))).toHaveLength(
      1,
    );
  });

  it.each([
    [
      'a claim',
      { volumes: [{ name: 'data', kind: 'Claim', source: 'data' } as const] },
      'PersistentVolumeClaim shop/data',
    ],
    ['a service account', { serviceAccount: 'robot' }, 'ServiceAccount shop/robot'],
    ['a priority class', { priorityClass: 'urgent' }, 'PriorityClass'],
  ])('is %s', (_, spec, words) => {
    expect(findings(waits({ spec }))[0]?.sentence).toContain(words);
  });

  it('is a Secret only when Kubernetes says so: Secrets are never read', () => {
    const named = withEnv(from('Secret', 'db', null));

    expect(findings(waits(named))).toEqual([]);
    expect(findings(waits(named, 'secret "db" not found'))[0]?.sentence).toContain(
      'Secret shop/db does not exist',
    );
    expect(findings(waits(named, 'secret "db-other" not found'))).toEqual([]);
    expect(
      findings(waits(withEnv(from('Secret', 'db', 'password')), 'secret "db" not found'))[0]?.sentence,
    ).toMatch(/^Secret shop\/db does not exist/);
  });

  it('is found by the event when a volume can not be mounted', () => {
    const pod = waits({ spec: { volumes: [volume('Secret', 'tls')] } });
    const failed = event(pod, {
      reason: 'FailedMount',
      message: 'MountVolume.SetUp failed for volume "settings" : secret "tls" not found',
    });
    const noise = event(pod, {
      reason: 'FailedMount',
      message:
        'MountVolume.SetUp failed for volume "x" : failed to sync configmap cache: timed out waiting for the condition',
    });

    expect(findings(pod, { events: [failed] })).toHaveLength(1);
    expect(findings(pod, { events: [noise] })).toEqual([]);
  });

  it('is a key that a volume asks for, in the kubelet’s own words', () => {
    const said = (kind: 'ConfigMap' | 'Secret', words: string) => {
      const pod = waits({ spec: { volumes: [volume(kind, 'settings', ['mode'])] } });
      const message = `MountVolume.SetUp failed for volume "settings" : ${words} key: mode`;
      const gaps = [{ kind: 'configmaps', namespace: null, why: 'forbidden', sentence: '' }] as const;
      return findings(pod, { gaps, events: [event(pod, { reason: 'FailedMount', message })] })[0]?.sentence;
    };

    expect(said('ConfigMap', 'configmap references non-existent config')).toContain(
      'Key mode of ConfigMap shop/settings does not exist',
    );
    expect(said('Secret', 'references non-existent secret')).toContain(
      'Key mode of Secret shop/settings does not exist',
    );
  });

  it('is no fault when it is optional', () => {
    expect(findings(waits(withEnv(from('ConfigMap', 'flags', null, true))))).toEqual([]);
  });

  it('is only context while the pod runs: it would be missed at the next start', () => {
    const runs = podOf(revision, withEnv(from('ConfigMap', 'flags', null)));

    expect(findings(runs)[0]).toMatchObject({ confidence: 'context', changedAt: null });
  });

  it('is not concluded from what could not be read', () => {
    const gaps = [{ kind: 'configmaps', namespace: 'shop', why: 'forbidden', sentence: '' }] as const;

    expect(findings(waits(withEnv(from('ConfigMap', 'flags', null))), { gaps })).toEqual([]);
  });
});
