import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import type { ClusterObject } from '../../../sandbox/cluster/cluster-object.ts';
import { actionNames } from '../../../src/domain/action/action-name.ts';
import type { Allowance } from '../../../src/domain/proposal/gate-rules.ts';
import { createInspection, type Inspection } from '../../../src/integrations/kubernetes/create-inspection.ts';
import { systemClock } from '../../../src/integrations/system/system-clock.ts';
import { type AskedCluster, soon, startAskedCluster } from './asked-cluster.ts';

const EXECUTOR = 'system:serviceaccount:keyturn:keyturn-executor';

const shipped: readonly ClusterObject[] = parseAllDocuments(
  readFileSync(join(import.meta.dirname, '../../../deploy/kubernetes/executor.yaml'), 'utf8'),
)
  .map((document): ClusterObject => document.toJS())
  .filter(({ kind }) => kind !== 'Deployment');

const rbac = 'rbac.authorization.k8s.io/v1';
const account = [{ kind: 'ServiceAccount', name: 'keyturn-executor', namespace: 'keyturn' }];

/** The shipped roles, the one for namespaces bound in shop only. */
const inShop: readonly ClusterObject[] = shipped.map((object) =>
  object.kind === 'ClusterRoleBinding' && object.metadata.name === 'keyturn-executor'
    ? { ...object, kind: 'RoleBinding', metadata: { name: 'keyturn-executor', namespace: 'shop' } }
    : object,
);

const namespace = (name: string): ClusterObject => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name },
});

const all: readonly Allowance[] = [{ cluster: 'prod-eu1', namespaces: null, offered: actionNames }];
const shop = (...namespaces: string[]): readonly Allowance[] => [
  { cluster: 'prod-eu1', namespaces, offered: ['restart', 'scale', 'cordon'] },
];

let asked: AskedCluster | undefined;
let inspection: Inspection | undefined;
afterEach(async () => {
  await inspection?.close();
  await asked?.stop();
  [asked, inspection] = [undefined, undefined];
});

async function inspected(objects: readonly ClusterObject[], user = EXECUTOR): Promise<Inspection> {
  asked = await startAskedCluster({
    objects: [...['kube-system', 'keyturn', 'shop', 'pay'].map(namespace), ...objects],
  });
  const access = { kind: 'kubeconfig' as const, file: await asked.kubeconfigOf(user), context: null };
  inspection = createInspection({ name: 'prod-eu1', access }, { clock: systemClock, version: '1.2.3' });
  return inspection;
}

describe('the identity for writing', () => {
  it('with the shipped role may do every action everywhere, and nothing else', async () => {
    const { rights } = await inspected(shipped);

    expect(await rights(all, soon())).toEqual({ missing: [], surplus: [] });
  });

  it('without any right is told each one, with where and what for', async () => {
    const { rights } = await inspected([]);
    const { missing } = await rights(shop('shop', 'pay'), soon());

    expect(missing).toContain('get namespaces kube-system in the whole cluster (for every change)');
    expect(missing).toContain('patch deployments.apps in pay (for restart)');
    expect(missing).toContain('get deployments.apps in shop (for restart, scale)');
    expect(missing).toContain('patch statefulsets.apps/scale in shop (for scale)');
    expect(missing).toContain('patch nodes in the whole cluster (for cordon)');
    expect(missing.filter((line) => line.includes('delete'))).toEqual([]);
  });

  it('bound in one namespace lacks what is offered in another', async () => {
    const { rights } = await inspected(inShop);

    expect((await rights(shop('shop'), soon())).missing).toEqual([]);
    const { missing } = await rights(shop('shop', 'pay'), soon());
    expect(missing.length).toBeGreaterThan(3);
    expect(missing.filter((line) => !line.includes(' in pay '))).toEqual([]);
  });

  it('that may do more than actions do is told what', async () => {
    const more: readonly ClusterObject[] = [
      {
        ...{ apiVersion: rbac, kind: 'ClusterRole', metadata: { name: 'more' } },
        rules: [{ apiGroups: [''], resources: ['secrets'], verbs: ['get'] }],
      },
      {
        ...{ apiVersion: rbac, kind: 'ClusterRoleBinding', metadata: { name: 'more' } },
        ...{
          roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'more' },
          subjects: account,
        },
      },
    ];
    const { rights } = await inspected([...shipped, ...more]);

    expect(await rights(all, soon())).toEqual({ missing: [], surplus: ['get secrets in the whole cluster'] });
  });

  it('is known by the name that the API server has for it', async () => {
    const { who } = await inspected(shipped);

    expect(await who(soon())).toMatchObject({ user: EXECUTOR, cluster: { name: 'prod-eu1' } });
  });

  it('is not known where the API server is too old to say', async () => {
    const { who } = await inspected(shipped);
    asked?.cluster.faults.add({ kind: 'not-found', resource: 'selfsubjectreviews' });

    expect((await who(soon())).user).toBeNull();
  });
});
