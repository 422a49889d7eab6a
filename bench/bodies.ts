import { createHash } from 'node:crypto';

/** 2026-01-05T09:00:00Z: any moment will do, and it stays the same for every run. */
const BEGAN = Date.UTC(2026, 0, 5, 9);

/**
 * The body that Alertmanager posts when the alert of one group begins to fire; 1.5 kB, as one alert with the usual
 * labels and annotations is. `group` and `run` make it one of its kind: another group, or the same one with a new alert.
 */
export function firingBody(group: string, run = 0): string {
  const groupLabels = { alertname: 'KubePodCrashLooping', namespace: group };
  const pod = `worker-${group}-${run}-7d9c5b6f4-x2kqp`;
  const labels = {
    ...groupLabels,
    cluster: 'prod-eu1',
    container: 'worker',
    instance: '10.12.7.31:8080',
    job: 'kube-state-metrics',
    pod,
    prometheus: 'monitoring/k8s',
    reason: 'CrashLoopBackOff',
    severity: 'critical',
    team: 'platform',
  };
  const annotations = {
    description: `Pod ${group}/${pod} (worker) is in waiting state (reason: "CrashLoopBackOff") on cluster prod-eu1.`,
    runbook_url: 'https://runbooks.prometheus-operator.dev/runbooks/kubernetes/kubepodcrashlooping',
    summary: 'Pod is crash looping.',
  };
  return JSON.stringify({
    receiver: 'keyturn',
    status: 'firing',
    alerts: [
      {
        status: 'firing',
        labels,
        annotations,
        startsAt: new Date(BEGAN + run * 1_000).toISOString(),
        endsAt: '0001-01-01T00:00:00Z',
        generatorURL:
          'http://prometheus.example.com:9090/graph?g0.expr=max_over_time%28kube_pod_container_status_waiting_reason%7Breason%3D%22CrashLoopBackOff%22%7D%5B5m%5D%29+%3E%3D+1&g0.tab=1',
        fingerprint: fingerprintOf(group, run),
      },
    ],
    groupLabels,
    commonLabels: labels,
    commonAnnotations: annotations,
    externalURL: 'http://alertmanager.example.com:9093',
    version: '4',
    groupKey: `{}/{severity="critical"}:{alertname="KubePodCrashLooping", namespace="${group}"}`,
    truncatedAlerts: 0,
    notification_reason: 'first notification',
  });
}

/** Sixteen hex digits, which is what Alertmanager's fingerprints look like. */
export function fingerprintOf(group: string, run = 0): string {
  return createHash('sha256').update(`${group}/${run}`).digest('hex').slice(0, 16);
}
