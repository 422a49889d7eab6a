/**
 * The two containers of an imagined application: with probes, resources, mounts and variables of each sort that a
 * chart usually writes. `volume`: the one with the token.
 */
export function imaginedContainers(app: string, namespace: string, volume: string): readonly object[] {
  return [app, 'proxy'].map((name) => ({
    ...{ name, image: `registry.example/${name}:1.0.0`, args: ['serve', '--config=/etc/config.yaml'] },
    ports: [{ name: 'http', containerPort: 8_080, protocol: 'TCP' }],
    env: [
      { name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
      {
        name: 'DATABASE_PASSWORD',
        valueFrom: { secretKeyRef: { name: `${app}-database`, key: 'password' } },
      },
      { name: 'CACHE_URL', value: `redis://app-0.${namespace}.svc.cluster.local:6379/1` },
      { name: 'PUBLIC_URL', value: `https://${app}.${namespace}.example.com/v1?from=${name}` },
      { name: 'LOG_LEVEL', value: 'info' },
    ],
    resources: { limits: { memory: '512Mi' }, requests: { cpu: '100m', memory: '256Mi' } },
    volumeMounts: [
      { name: 'config', readOnly: true, mountPath: '/etc/config' },
      { name: volume, readOnly: true, mountPath: '/var/run/secrets/kubernetes.io/serviceaccount' },
    ],
    ...{ livenessProbe: probe('/livez'), readinessProbe: probe('/readyz') },
    securityContext: { readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
  }));
}

function probe(path: string): object {
  return { httpGet: { path, port: 'http' }, periodSeconds: 10, failureThreshold: 3 };
}
