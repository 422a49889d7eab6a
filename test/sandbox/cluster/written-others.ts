import type { ClusterObject } from '../../../sandbox/cluster/cluster-object.ts';
import { aliveIn, answered, type Before, budget, namespaceOf, reverted } from './write-world.ts';

const shop = namespaceOf('shop');

const POD = '0771-evicted-pod-terminating';

const BUDGET = '0765-pdb-one-disruption-allowed';

const ORDERS = '0780-delete-pod-dryrun';

const TICK = '2026-11-20T22:46:15Z';

/** Each part of the answer that only its moment knows. */
const OF_RESTART = ['metadata.managedFields'];

const budgetFull = () =>
  budget(BUDGET, (object) => {
    object.spec.minAvailable = 3;
    Object.assign(object.status, { disruptionsAllowed: 0, currentHealthy: 3, desiredHealthy: 3 });
  });

const evicted = (...budgets: ClusterObject[]): Before => ({ objects: [shop, aliveIn(POD), ...budgets] });

const other = (): ClusterObject => ({ ...budgetFull(), metadata: { name: 'other', namespace: 'shop' } });

const deleted = (name: string): Before => ({
  now: '2026-11-20T22:46:13Z',
  objects: [
    aliveIn(ORDERS, (pod) => {
      pod.metadata.resourceVersion = name === '0780' || name === '0781' ? '3819' : '3825';
    }),
  ],
});

const node = (name: string): Before => ({
  objects: [reverted(name, ({ spec }) => void delete spec.unschedulable)],
});

const suspended = (name: string): Before => ({
  objects: [
    reverted(name, ({ spec, metadata }) => {
      spec.suspend = false;
      metadata.generation -= 1;
    }),
  ],
});

const isolated = (): Before => ({
  now: TICK,
  objects: [shop, answered('0807-networkpolicy-create-201')],
});

const scaler = (name: string): Before => ({
  objects: [
    reverted(name, ({ spec }) => {
      Object.assign(spec, { minReplicas: 3, maxReplicas: 6 });
    }),
  ],
});

const inShop = (now = TICK): Before => ({ now, objects: [shop] });

/** How the cluster was before the captured evictions, deletions and the other writes. */
export const writtenOthers: Record<string, Before> = {
  '0760-eviction-refused-by-pdb-429': evicted(budgetFull()),
  '0761-eviction-refused-dryrun-429': evicted(budgetFull()),
  '0762-eviction-refused-dryrun-query': evicted(budgetFull()),
  '0763-eviction-wrong-uid-with-pdb-refusing-429': evicted(budgetFull()),
  '0764-eviction-two-pdbs-500': evicted(budgetFull(), other()),
  '0766-eviction-dryrun-allowed-201': evicted(budget(BUDGET)),
  '0767-eviction-wrong-uid-409': evicted(budget(BUDGET)),
  '0768-eviction-right-uid-after-the-409-budget-spent-429': evicted(
    budget('0769-pdb-after-the-409-disruptedpods'),
  ),
  '0770-eviction-allowed-201': evicted(budget(BUDGET)),
  '0772-eviction-of-absent-pod-404': evicted(),
  '0773-eviction-name-mismatch-400': { objects: [aliveIn('0792-delete-negative-grace')] },
  '0774-eviction-v1beta1-kind-accepted': {
    objects: [
      aliveIn('0792-delete-negative-grace', ({ metadata }) => {
        metadata.name = 'db-0';
      }),
    ],
  },
  '0776-eviction-of-finished-pod-201': {
    objects: [
      aliveIn('0792-delete-negative-grace', ({ metadata, status }) => {
        Object.assign(metadata, { name: 'outofcpu', namespace: 'broken' });
        status.phase = 'Failed';
      }),
    ],
  },
  '0778-eviction-second-at-once-429': {
    objects: [aliveIn('0793-delete-pod-no-body'), budget('0777-pdb-just-after-eviction')],
  },
  '0780-delete-pod-dryrun': deleted('0780'),
  '0781-delete-pod-dryrun-in-body': deleted('0781'),
  '0782-delete-pod-wrong-uid-409': deleted('0782'),
  '0783-delete-pod-wrong-resourceversion-409': deleted('0783'),
  '0784-delete-pod-wrong-uid-dryrun-409': deleted('0784'),
  '0785-delete-pod-right-uid': {
    now: '2026-11-20T22:46:13Z',
    objects: [aliveIn('0785-delete-pod-right-uid')],
  },
  '0787-delete-pod-again-while-terminating': { objects: [answered('0786-get-pod-while-terminating')] },
  '0788-delete-pod-absent-404': inShop(),
  '0790-delete-pod-grace-zero': {
    now: '2026-11-20T22:46:13Z',
    objects: [aliveIn('0790-delete-pod-grace-zero')],
  },
  '0791-get-pod-after-force-delete-404': inShop(),
  '0792-delete-negative-grace': {
    now: '2026-11-20T22:46:13Z',
    objects: [aliveIn('0792-delete-negative-grace')],
  },
  '0793-delete-pod-no-body': { now: '2026-11-20T22:46:14Z', objects: [aliveIn('0793-delete-pod-no-body')] },
  '0800-cordon-patch-dryrun': node('0800-cordon-patch-dryrun'),
  '0801-cordon-patch': node('0801-cordon-patch'),
  '0804-cronjob-suspend-dryrun': { ...suspended('0804-cronjob-suspend-dryrun'), without: OF_RESTART },
  '0805-cronjob-suspend': { ...suspended('0805-cronjob-suspend'), without: OF_RESTART },
  '0806-networkpolicy-create-dryrun-201': inShop(),
  '0807-networkpolicy-create-201': inShop(),
  '0808-networkpolicy-create-again-409': isolated(),
  '0809-networkpolicy-create-again-dryrun-409': isolated(),
  '0810-networkpolicy-delete-wrong-uid-409': isolated(),
  '0811-networkpolicy-delete-by-uid': isolated(),
  '0812-pod-label-patch-leaves-its-replicaset': {
    objects: [
      reverted('0812-pod-label-patch-leaves-its-replicaset', ({ metadata }) => {
        metadata.labels.app = 'web';
      }),
    ],
    without: OF_RESTART,
  },
  '0816-hpa-patch-dryrun': { ...scaler('0816-hpa-patch-dryrun'), without: OF_RESTART },
  '0817-hpa-patch': { ...scaler('0817-hpa-patch'), without: OF_RESTART },
  '0818-hpa-patch-min-above-max-422': { objects: [answered('0817-hpa-patch')] },
  '0830-create-deployment-many-causes-422': inShop(),
  '0832-create-in-missing-namespace-404': {},
  '0833-create-namespace-mismatch-400': inShop(),
  '0834-create-without-name-422': inShop(),
  '0835-create-generatename-201': inShop('2026-11-20T22:46:19Z'),
  '0836-create-crd-instance-invalid-422': inShop(),
  '0837-crd-status-subresource-patch': {
    objects: [
      reverted('0837-crd-status-subresource-patch', ({ status }) => {
        status.phase = 'Paused';
      }),
    ],
    without: OF_RESTART,
  },
  '0838-deployment-status-patch-by-main-resource-ignored': {
    objects: [answered('0838-deployment-status-patch-by-main-resource-ignored')],
  },
  '0839-post-event-core-v1': inShop('2026-11-20T22:46:19Z'),
  '0840-deletecollection-dryrun': inShop(),
  '0841-delete-job-background-propagation': {
    objects: [
      {
        apiVersion: 'batch/v1',
        kind: 'Job',
        metadata: { name: 'slow', namespace: 'broken', uid: '7e37748a-a2e7-40ed-b10c-f3733d40488b' },
      },
    ],
  },
  '0842-delete-deployment-foreground': {
    now: '2026-11-20T22:46:19Z',
    objects: [
      aliveIn('0842-delete-deployment-foreground', ({ metadata }) => void delete metadata.finalizers),
    ],
  },
};
