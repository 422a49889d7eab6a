import { describe, expect, it } from 'vitest';
import { rolloutCorrelation } from '../../src/diagnosis/checks/rollout-correlation.ts';
import type { ClusterView } from '../../src/domain/cluster/cluster-view.ts';
import type { FieldManager } from '../../src/domain/cluster/meta.ts';
import type { PodTemplate } from '../../src/domain/cluster/workload.ts';
import { HOUR, MINUTE } from '../../src/domain/instant.ts';
import { ONSET, situation } from '../builders/cluster.ts';
import { configMap } from '../builders/cluster-network.ts';
import { container, type pod, running, status, terminated, waiting } from '../builders/cluster-pods.ts';
import { deployment, podOf, replicaSet, template } from '../builders/cluster-workloads.ts';

const AT = ONSET - 4 * MINUTE;

const looping = {
  containers: [
    status({ ready: false, restarts: 4, state: waiting('CrashLoopBackOff'), lastState: terminated() }),
  ],
};

const findings = (view: Partial<ClusterView>) => rolloutCorrelation.run(situation(view));

describe('an edit of a ConfigMap', () => {
  const edit: FieldManager = {
    name: 'kubectl-edit',
    operation: 'Update',
    subresource: null,
    at: AT,
    paths: ['data.LEVEL'],
  };
  const settings = configMap({ keys: ['LEVEL'], managers: [edit] });
  const asEnv = template({
    containers: [
      container({ envFrom: [{ kind: 'ConfigMap', name: 'settings', key: null, optional: false }] }),
    ],
  });
  const asFiles = template({
    volumes: [{ name: 'c', kind: 'ConfigMap', source: 'settings', optional: false, keys: [] }],
  });
  const using = (of: PodTemplate, pods: Parameters<typeof pod>[0][]): Partial<ClusterView> => {
    const checkout = deployment({ template: of });
    const set = replicaSet(checkout);
    return {
      configmaps: [settings],
      deployments: [checkout],
      replicasets: [set],
      pods: pods.map((over, index) => podOf(set, { name: `checkout-${index}`, ...over })),
    };
  };
  const restarted = { containers: [status({ state: running(AT + MINUTE) })] };

  it('has done nothing yet where containers read it at their start and none has started since', () => {
    const [finding] = findings(using(asEnv, [{}, {}]));

    expect(finding).toMatchObject({
      object: { kind: 'ConfigMap', name: 'settings' },
      confidence: 'context',
      sentence:
        'ConfigMap shop/settings was changed by kubectl-edit at 02:57 UTC, 4 min before the alert; Deployment shop/checkout reads it when a container starts, and none has started since',
    });
  });

  it('is suspect once a container has started with it, and says who still has the old values', () => {
    expect(findings(using(asEnv, [restarted, {}]))[0]).toMatchObject({
      confidence: 'consistent',
      sentence: expect.stringContaining(
        '1 of 2 pods of Deployment shop/checkout started a container since, the others have the old values',
      ),
    });
  });

  it('reaches running pods where it is mounted, and weighs more when they fail', () => {
    expect(findings(using(asFiles, [{}]))[0]).toMatchObject({ confidence: 'consistent', severity: 'medium' });
    expect(findings(using(asFiles, [looping]))[0]).toMatchObject({
      severity: 'high',
      sentence: expect.stringContaining('1 of these pods fail'),
    });
  });

  it('is nothing where nobody runs, when it was long ago, only a label, or its creation', () => {
    const edited = (over: Partial<typeof settings>) =>
      findings({ ...using(asFiles, [{}]), configmaps: [{ ...settings, ...over }] });

    expect(findings(using(asFiles, []))).toEqual([]);
    expect(edited({ managers: [{ ...edit, at: ONSET - 3 * HOUR }] })).toEqual([]);
    expect(edited({ managers: [{ ...edit, paths: ['metadata.labels.team'] }] })).toEqual([]);
    expect(edited({ createdAt: AT - 1000 })).toEqual([]);
  });
});
