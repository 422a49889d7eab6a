import { fieldsNamed, versionOf } from './made-up.ts';

/** A container of an application with what charts usually give it. `token`: the volume with its service account's. */
export const containerOf = (name: string, app: string, namespace: string, token: string): object => ({
  name,
  image: imageOf(name),
  args: ['serve', `--config=/etc/${app}/config.yaml`, '--log-format=json', '--shutdown-timeout=25s'],
  ports: [
    { name: 'http', containerPort: 8080, protocol: 'TCP' },
    { name: 'metrics', containerPort: 9090, protocol: 'TCP' },
  ],
  env: [
    { name: 'POD_NAME', valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.name' } } },
    { name: 'POD_IP', valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'status.podIP' } } },
    { name: 'DATABASE_URL', valueFrom: { secretKeyRef: { name: `${name}-database`, key: 'url' } } },
    { name: 'OTEL_EXPORTER_OTLP_ENDPOINT', value: 'http://collector.ops.svc.cluster.local:4317' },
    { name: 'OTEL_SERVICE_NAME', value: `${namespace}/${app}` },
    { name: 'CACHE_URL', value: `redis://cache-0.${namespace}.svc.cluster.local:6379/${app.length}` },
    { name: 'PUBLIC_URL', value: `https://${app}.${namespace}.example.com/v1?from=${name}` },
    { name: 'JAVA_TOOL_OPTIONS', value: '-XX:MaxRAMPercentage=75 -XX:+ExitOnOutOfMemoryError' },
    { name: 'LOG_LEVEL', value: 'info' },
  ],
  resources: { limits: { memory: '512Mi' }, requests: { cpu: '100m', memory: '256Mi' } },
  volumeMounts: [
    { name: 'config', readOnly: true, mountPath: `/etc/${app}` },
    { name: token, readOnly: true, mountPath: '/var/run/secrets/kubernetes.io/serviceaccount' },
  ],
  livenessProbe: probe('/livez'),
  readinessProbe: probe('/readyz'),
  terminationMessagePath: '/dev/termination-log',
  terminationMessagePolicy: 'FallbackToLogsOnError',
  imagePullPolicy: 'IfNotPresent',
  securityContext: {
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'] },
  },
});

/** The image of a container: each application has its own. */
export const imageOf = (name: string): string => `registry.example/${name}:${versionOf(name)}`;

const probe = (path: string): object => ({
  httpGet: { path, port: 'http', scheme: 'HTTP' },
  initialDelaySeconds: 5,
  timeoutSeconds: 1,
  periodSeconds: 10,
  successThreshold: 1,
  failureThreshold: 3,
});

const PROBE = {
  '.': {},
  'f:httpGet': { '.': {}, ...fieldsNamed('path', 'port', 'scheme') },
  ...fieldsNamed(
    'initialDelaySeconds',
    'timeoutSeconds',
    'periodSeconds',
    'successThreshold',
    'failureThreshold',
  ),
};

/** What the controller that made a pod manages of it. */
export const templateFields = (): object => ({
  'f:metadata': {
    'f:annotations': { '.': {}, ...fieldsNamed('prometheus.io/scrape', 'prometheus.io/port') },
    'f:generateName': {},
    'f:labels': { '.': {}, ...fieldsNamed('app', 'app.kubernetes.io/name', 'pod-template-hash') },
    'f:ownerReferences': { '.': {} },
  },
  'f:spec': {
    'f:containers': {
      'k:{"name":"app"}': {
        '.': {},
        ...fieldsNamed('args', 'image', 'imagePullPolicy', 'name', 'terminationMessagePath'),
        'f:env': { '.': {}, 'k:{"name":"POD_NAME"}': { '.': {}, ...fieldsNamed('name', 'valueFrom') } },
        'f:livenessProbe': PROBE,
        'f:readinessProbe': PROBE,
        'f:resources': { '.': {}, ...fieldsNamed('limits', 'requests') },
        'f:volumeMounts': { '.': {} },
      },
    },
    ...fieldsNamed('dnsPolicy', 'enableServiceLinks', 'restartPolicy', 'schedulerName', 'securityContext'),
  },
});
