import { describe, expect, it } from 'vitest';
import { changeLedger } from '../../../src/diagnosis/checks/change-ledger.ts';
import type { ClusterView } from '../../../src/domain/cluster/cluster-view.ts';
import type { FieldManager } from '../../../src/domain/cluster/meta.ts';
import { HOUR, MINUTE } from '../../../src/domain/instant.ts';
import { ONSET, situation, subject, TAKEN } from '../../builders/cluster.ts';
import { configMap, service } from '../../builders/cluster-network.ts';
import { customResourceDefinition } from '../../builders/cluster-policy.ts';
import { deployment, podOf, replicaSet, template } from '../../builders/cluster-workloads.ts';

const AT = ONSET - 10 * MINUTE;
const wrote = (at = AT, over: Partial<FieldManager> = {}): FieldManager => ({
  name: 'kubectl-edit',
  operation: 'Update',
  subresource: null,
  at,
  paths: ['data.LEVEL'],
  ...over,
});
const about = subject({
  objects: [{ kind: 'Deployment', namespace: 'shop', name: 'checkout' }],
  namespace: 'shop',
});
const findings = (over: Partial<ClusterView>) => changeLedger.run(situation(over, { about }));

describe('what else changed', () => {
  it('is told as context, with the program that wrote it', () => {
    expect(findings({ configmaps: [configMap({ managers: [wrote()] })] })).toMatchObject([
      {
        sentence: 'ConfigMap shop/settings was changed by kubectl-edit at 02:51 UTC, 10 min before the alert',
        object: { kind: 'ConfigMap', name: 'settings' },
        confidence: 'context',
        severity: 'info',
        changedAt: AT,
      },
    ]);
  });

  it('comes the nearest first: the cluster, the workload itself, its namespace, the rest', () => {
    const checkout = deployment({ managers: [wrote(AT, { paths: ['spec.replicas'] })] });

    const names = findings({
      configmaps: [
        configMap({ namespace: 'pay', name: 'far', managers: [wrote()] }),
        configMap({ name: 'near', managers: [wrote()] }),
      ],
      deployments: [checkout],
      customresourcedefinitions: [customResourceDefinition({ createdAt: AT })],
    }).map(({ object }) => object.name);

    expect(names).toEqual(['ippools.crd.projectcalico.org', 'checkout', 'near', 'far']);
  });

  it('gathers what one program did to many objects of a kind', () => {
    const kinds = ['a', 'b', 'c', 'd'].map((name, index) =>
      customResourceDefinition({
        name,
        createdAt: AT + index * MINUTE,
        managers: [wrote(AT + index * MINUTE, { name: 'helm' })],
      }),
    );

    expect(findings({ customresourcedefinitions: kinds }).map(({ sentence }) => sentence)).toEqual([
      '4 objects of kind CustomResourceDefinition (d, c and 2 more) were made by helm between 02:51 UTC and 02:54 UTC, 7 min before the alert',
    ]);
  });

  it('leaves rollouts to another check', () => {
    const paths = ['spec.template.spec.containers[app].image'];
    const checkout = deployment({ managers: [wrote(AT, { paths })] });
    const replicasets = [
      replicaSet(checkout),
      replicaSet(checkout, {
        name: 'checkout-2',
        revision: 2,
        createdAt: AT,
        template: template({ hostPid: true }),
      }),
    ];

    expect(findings({ deployments: [checkout], replicasets })).toEqual([]);
  });

  it('leaves edits of ConfigMaps that pods use to it, too', () => {
    const asFiles = template({
      volumes: [{ name: 'c', kind: 'ConfigMap', source: 'settings', optional: false, keys: [] }],
    });
    const checkout = deployment({ template: asFiles });
    const set = replicaSet(checkout);
    const configmaps = [configMap({ managers: [wrote()] })];
    const used = { configmaps, deployments: [checkout], replicasets: [set] };

    expect(findings({ ...used, pods: [podOf(set)] })).toEqual([]);
    expect(findings(used)).toHaveLength(1);
  });

  it('is nothing that came hours before or after the alert, or that only a controller wrote', () => {
    const edited = (manager: FieldManager) => findings({ services: [service({ managers: [manager] })] });

    expect(edited(wrote(ONSET - 3 * HOUR))).toEqual([]);
    expect(edited(wrote(ONSET + 6 * MINUTE))).toEqual([]);
    expect(edited(wrote(AT, { subresource: 'status' }))).toEqual([]);
    expect(edited(wrote())).toHaveLength(1);
  });

  it('is a list that somebody can still read', () => {
    const configmaps = Array.from({ length: 40 }, (_, index) =>
      configMap({ name: `c-${index}`, managers: [wrote(AT, { name: `tool-${index}` })] }),
    );

    expect(findings({ configmaps, deployments: [deployment({ createdAt: TAKEN - 9 * HOUR })] })).toHaveLength(
      12,
    );
  });
});
