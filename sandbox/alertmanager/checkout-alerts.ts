import type { Alert } from './alertmanager-api.ts';

/** The group that these alerts are sent in: what the shipped Alertmanager snippet groups by. */
export const GROUP_LABELS = ['alertname', 'cluster', 'namespace'] as const;

/** A pod of the checkout service that does not stay up, as kube-prometheus alerts of it. */
export function crashLooping(pod: string): Alert {
  return {
    labels: {
      alertname: 'KubePodCrashLooping',
      cluster: 'prod-eu1',
      namespace: 'payments',
      pod,
      container: 'app',
      severity: 'critical',
      team: 'payments',
    },
    annotations: {
      summary: `Pod payments/${pod} is crash looping`,
      description: 'Restarted 6 times in 5 minutes.',
      runbook_url: 'https://runbooks.example.com/kube/crashloop',
      dashboard_url: 'https://grafana.example.com/d/pods',
    },
    startsAt: new Date().toISOString(),
    generatorURL: 'https://prometheus.example.com/graph?g0.tab=1',
  };
}
