import type { ClusterObject } from '../../../sandbox/cluster/cluster-object.ts';
import {
  aliveIn,
  answered,
  type Before,
  budget,
  later,
  namespaceOf,
  reverted,
  webhook,
} from './write-world.ts';

const shop = namespaceOf('shop');
const POD = '0771-evicted-pod-terminating';
const BUDGET = '0765-pdb-one-disruption-allowed';
const ORDERS = '0780-delete-pod-dryrun';
const LABELLED = '0707-json-patch';
const TICK = '2026-11-20T22:46:15Z';

/** Each part of the answer that only its moment knows. */
const OF_RESTART = ['metadata.managedFields'];

const restarted = (name: string): Before => ({
  now: '2026-11-20T22:44:56Z',
  objects: [
    reverted(
      name,
      (web) => {
        delete web.spec.template.metadata.annotations;
        web.metadata.generation = 1;
      },
      'keyturn',
    ),
  ],
});

const after = (earlier: string, then: string): Before => ({
  now: '2026-11-20T22:44:56Z',
  objects: [later(earlier, then)],
});

const onWeb = (): Before => ({ objects: [answered(LABELLED)] });

const scaled = (name: string): Before => ({ objects: [scaledTo(name)] });

/** The Deployment as the answered scale was shown of it. */
function scaledTo(name: string): ClusterObject {
  const scale = answered(name);
  const before: Record<string, number> = { '0748-scale-put': 4, '0747-scale-json-patch-with-test': 4 };
  return reverted('0751-managedfields-after-scale-put', (web) => {
    if (scale.kind !== 'Scale') return;
    web.spec.replicas = before[name] ?? (name.includes('-get') ? scale.spec.replicas : 3);
    web.status.replicas = scale.status.replicas;
    web.metadata.resourceVersion = name === '0748-scale-put' ? '3524' : scale.metadata.resourceVersion;
  });
}

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

const guarded = namespaceOf('guarded');
const images = webhook(
  'images.guard.example',
  ['deployments', 'deployments/scale'],
  {
    url: 'https://127.0.0.1:9443',
  },
  { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'guarded' } } },
);
const api = () =>
  reverted('1014-webhook-allows-with-warning-header', ({ metadata }) => {
    delete metadata.annotations?.a;
    metadata.generation = 1;
  });
const seen = ['seen by the image policy'];
const denies = {
  'images.guard.example': {
    denies: 'image policy: registry.local/shop:latest has no fixed tag',
    warnings: seen,
  },
};
const REFUSED = 'dial tcp 127.0.0.1:9443: connect: connection refused';
const pods = () => answered('1003-validatingwebhookconfiguration');
const policy = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'policy', namespace: 'guarded' },
  spec: { clusterIP: '10.96.0.50' },
};

const limited = (range: object | undefined, used: Record<string, string>): Before => ({
  now: '2026-11-20T22:49:22Z',
  objects: [
    namespaceOf('limited'),
    reverted('1034-resourcequota-status', ({ status }) => void (status.used = used)),
    ...(range
      ? [
          {
            apiVersion: 'v1',
            kind: 'LimitRange',
            metadata: { name: 'team', namespace: 'limited' },
            spec: { limits: [range] },
          },
        ]
      : []),
  ],
});
const range = {
  type: 'Container',
  default: { cpu: '200m', memory: '128Mi' },
  defaultRequest: { cpu: '100m', memory: '64Mi' },
  max: { memory: '512Mi' },
};
const free = { 'count/configmaps': '1', 'limits.memory': '0', pods: '0', 'requests.cpu': '0' };
const full = { 'count/configmaps': '2', 'limits.memory': '256Mi', pods: '2', 'requests.cpu': '200m' };

/** A pod as admission leaves it has a token's volume, of a random name. */
const TOKEN = ['spec.volumes', 'spec.containers.0.volumeMounts', 'metadata.managedFields'];
const secured = { 'pod-security.kubernetes.io/enforce': 'restricted' };

/** How the cluster was before each captured write. */
export const written: Record<string, Before> = {
  '0700-restart-strategic-dryrun': restarted('0700-restart-strategic-dryrun'),
  '0701-restart-strategic': restarted('0701-restart-strategic'),
  '0702-restart-same-value-again-noop': { objects: [answered('0702-restart-same-value-again-noop')] },
  '0703-merge-patch-dryrun': after('0701-restart-strategic', '0703-merge-patch-dryrun'),
  '0704-merge-patch': after('0701-restart-strategic', '0704-merge-patch'),
  '0705-merge-patch-null-removes': after('0704-merge-patch', '0705-merge-patch-null-removes'),
  '0706-json-patch-dryrun': after('0705-merge-patch-null-removes', '0706-json-patch-dryrun'),
  '0707-json-patch': after('0705-merge-patch-null-removes', LABELLED),
  '0708-json-patch-test-fails-422': onWeb(),
  '0709-json-patch-missing-path-422': onWeb(),
  '0710-json-patch-not-an-array-400': onWeb(),
  '0711-patch-content-type-json-415': onWeb(),
  '0712-patch-strategic-on-crd-415': { objects: [answered('0837-crd-status-subresource-patch')] },
  '0713-merge-patch-stale-resourceversion-409': onWeb(),
  '0714-strategic-stale-resourceversion-409': onWeb(),
  '0715-json-patch-test-resourceversion-422': onWeb(),
  '0716-patch-wrong-uid-422': onWeb(),
  '0717-put-stale-resourceversion-409': onWeb(),
  '0718-put-without-resourceversion-dryrun-200': { ...onWeb(), without: OF_RESTART },
  '0719-put-immutable-selector-422': onWeb(),
  '0720-strategic-merge-containers-by-name': { ...onWeb(), without: OF_RESTART },
  '0721-merge-patch-containers-replaces-list-422': onWeb(),
  '0722-strategic-new-container-name-adds': { ...onWeb(), without: OF_RESTART },
  '0723-patch-unknown-field-warning': onWeb(),
  '0725-patch-unknown-field-ignore': onWeb(),
  '0726-patch-bad-dryrun-value': onWeb(),
  '0727-patch-empty-body': onWeb(),
  ...Object.fromEntries(
    [
      '0740-scale-get',
      '0741-scale-patch-dryrun',
      '0742-scale-patch',
      '0743-scale-get-after',
      '0744-scale-patch-stale-resourceversion-409',
      '0745-scale-negative-422',
      '0746-scale-strategic',
      '0747-scale-json-patch-with-test',
      '0748-scale-put',
    ].map((name) => [name, scaled(name)]),
  ),
  '0749-scale-daemonset-404': {},
  '0750-scale-crd': {
    objects: [
      reverted('0837-crd-status-subresource-patch', ({ metadata }) => {
        metadata.resourceVersion = '2681';
      }),
    ],
  },
  '0752-undo-template-replace-dryrun': undone('0752-undo-template-replace-dryrun'),
  '0753-undo-template-replace': undone('0753-undo-template-replace'),
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
    objects: [aliveIn('0792-delete-negative-grace', ({ metadata }) => void (metadata.name = 'db-0'))],
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
  '1000-webhook-service-missing-create-pod-500': { objects: [guarded, pods()] },
  '1001-webhook-dead-blocks-pods-deployment-201': { now: '2026-11-20T22:49:23Z', objects: [guarded, pods()] },
  '1002-webhook-dead-dryrun-500': { objects: [guarded, pods()] },
  '1008-webhook-connection-refused-500': { objects: [guarded, pods(), policy] },
  '1009-webhook-timeout-500': {
    objects: [
      guarded,
      webhook('slow.guard.example', ['pods'], { url: 'https://127.0.0.1:9555' }, { timeoutSeconds: 2 }),
    ],
    webhooks: { 'slow.guard.example': { unreachable: 'context deadline exceeded' } },
  },
  '1010-webhook-wrong-certificate-500': {
    objects: [guarded, webhook('wrongca.guard.example', ['pods'], { url: 'https://127.0.0.1:6443' })],
    webhooks: {
      'wrongca.guard.example': {
        unreachable: 'tls: failed to verify certificate: x509: certificate signed by unknown authority',
      },
    },
  },
  '1011-webhook-dead-failurepolicy-ignore-201': {
    now: '2026-11-20T22:49:35Z',
    objects: [
      guarded,
      reverted('1003-validatingwebhookconfiguration', ({ webhooks }) => {
        webhooks[0].failurePolicy = 'Ignore';
      }),
    ],
    without: TOKEN,
  },
  '1012-webhook-denies-403': { objects: [guarded, images], webhooks: denies },
  '1013-webhook-denies-dryrun-403': { objects: [guarded, images], webhooks: denies },
  '1014-webhook-allows-with-warning-header': {
    objects: [guarded, images, api()],
    webhooks: { 'images.guard.example': { warnings: seen } },
    without: OF_RESTART,
  },
  '1015-webhook-denies-patch-403': { objects: [guarded, images, api()], webhooks: denies },
  '1016-webhook-dead-blocks-scale-500': {
    objects: [guarded, images, api()],
    webhooks: { 'images.guard.example': { unreachable: REFUSED } },
  },
  '1017-webhook-dead-blocks-restart-dryrun-500': {
    objects: [guarded, images, api()],
    webhooks: { 'images.guard.example': { unreachable: REFUSED } },
  },
  '1030-deployment-create-under-quota-201': limited(range, free),
  '1031-limitrange-defaults-and-max-403': limited(range, free),
  '1032-limitrange-defaults-applied-dryrun': { ...limited(range, free), without: TOKEN },
  '1033-quota-exceeded-pod-403': limited(range, { ...full, 'limits.memory': '256Mi' }),
  '1038-quota-exceeded-configmap-403': limited(range, full),
  '1039-quota-requires-requests-403': limited(undefined, free),
  '1040-podsecurity-enforce-403': { objects: [namespaceOf('secure', secured)] },
  '1041-podsecurity-warns-on-deployment-201': {
    now: '2026-11-20T22:49:41Z',
    objects: [namespaceOf('secure', { ...secured, 'pod-security.kubernetes.io/warn': 'restricted' })],
  },
  '1043-podsecurity-warn-only-201': {
    now: '2026-11-20T22:49:42Z',
    objects: [namespaceOf('warned', { 'pod-security.kubernetes.io/warn': 'baseline' })],
    without: TOKEN,
  },
  '1046-two-warnings-unknown-and-duplicate-field': inShop('2026-11-20T22:49:42Z'),
};

/** A checkout that runs another image, at the version that the patch tests. */
function undone(name: string): Before {
  return {
    objects: [
      reverted(
        name,
        ({ spec, metadata }) => {
          spec.template.spec.containers[0].image = 'registry.local/shop:2.0';
          metadata.resourceVersion = '3068';
          metadata.generation = 3;
        },
        'keyturn',
      ),
    ],
    without: OF_RESTART,
  };
}
