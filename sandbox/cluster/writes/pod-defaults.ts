import { isMap, type Json, type JsonMap } from '../patches/json-value.ts';

/** A pod template as the server completes it. */
export const defaultTemplate = (template: JsonMap): JsonMap => ({
  ...template,
  metadata: isMap(template.metadata) ? template.metadata : {},
  spec: templateSpec(isMap(template.spec) ? template.spec : {}),
});

const templateSpec = (spec: JsonMap): JsonMap => ({
  restartPolicy: 'Always',
  terminationGracePeriodSeconds: 30,
  dnsPolicy: 'ClusterFirst',
  securityContext: {},
  schedulerName: 'default-scheduler',
  ...spec,
  ...(spec.serviceAccountName ? { serviceAccount: spec.serviceAccountName } : {}),
  ...lists(spec, 'containers'),
  ...lists(spec, 'initContainers'),
});

const lists = (spec: JsonMap, field: string): JsonMap =>
  Array.isArray(spec[field]) ? { [field]: (spec[field] as JsonMap[]).map(defaultContainer) } : {};

function defaultContainer(container: JsonMap): JsonMap {
  const completed: JsonMap = {
    resources: {},
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    ...container,
    imagePullPolicy: container.imagePullPolicy ?? pullPolicy(String(container.image ?? '')),
  };
  if (Array.isArray(container.ports)) {
    completed.ports = (container.ports as JsonMap[]).map((port) => ({ protocol: 'TCP', ...port }));
  }
  for (const probe of ['livenessProbe', 'readinessProbe', 'startupProbe']) {
    const given = container[probe];
    if (isMap(given)) completed[probe] = defaultProbe(given);
  }
  return completed;
}

const defaultProbe = (probe: JsonMap): JsonMap => ({
  timeoutSeconds: 1,
  periodSeconds: 10,
  successThreshold: 1,
  failureThreshold: 3,
  ...probe,
  ...(isMap(probe.httpGet) ? { httpGet: { scheme: 'HTTP', ...probe.httpGet } } : {}),
});

/** Images of the tag latest, or of none, are pulled each time. */
function pullPolicy(image: string): string {
  if (image.includes('@')) return 'IfNotPresent';
  const tag = /:([^/:]+)$/.exec(image)?.[1] ?? 'latest';
  return tag === 'latest' ? 'Always' : 'IfNotPresent';
}

const TOLERATED = ['not-ready', 'unreachable'].map((what) => ({
  key: `node.kubernetes.io/${what}`,
  operator: 'Exists',
  effect: 'NoExecute',
  tolerationSeconds: 300,
}));

/** A pod's spec as the server completes it at its creation: also what admission adds to every pod. */
export function withPodDefaults(given: JsonMap): JsonMap {
  const spec = templateSpec(given);
  const tolerations = (Array.isArray(spec.tolerations) ? spec.tolerations : []) as Json[];
  const known = (key: string) => tolerations.some((one) => isMap(one) && one.key === key);
  const added = TOLERATED.filter(({ key }) => !known(key) && !tolerations.some(toleratesAll));
  return {
    ...spec,
    serviceAccountName: spec.serviceAccountName ?? 'default',
    serviceAccount: spec.serviceAccount ?? 'default',
    tolerations: [...tolerations, ...added],
    priority: spec.priority ?? 0,
    enableServiceLinks: spec.enableServiceLinks ?? true,
    preemptionPolicy: spec.preemptionPolicy ?? 'PreemptLowerPriority',
  };
}

const toleratesAll = (one: Json): boolean => isMap(one) && one.operator === 'Exists' && !one.key;
