import { answered, type Before, namespaceOf, reverted, webhook } from './write-world.ts';

const shop = namespaceOf('shop');

const TICK = '2026-11-20T22:46:15Z';

/** Each part of the answer that only its moment knows. */
const OF_RESTART = ['metadata.managedFields'];

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
    reverted('1034-resourcequota-status', ({ status }) => {
      status.used = used;
    }),
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

/** How the cluster was before the captured writes that admission looks at. */
export const writtenAdmission: Record<string, Before> = {
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
