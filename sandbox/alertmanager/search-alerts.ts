import type { Alert } from './alertmanager-api.ts';

/** An instance of the search service that answers late, as a service's own rules alert of it. */
export function slowSearch(pod: string): Alert {
  return {
    labels: {
      alertname: 'SearchLatencyHigh',
      cluster: 'prod-us1',
      namespace: 'search',
      pod,
      severity: 'warning',
      team: 'search',
    },
    annotations: {
      summary: `search/${pod} answers late`,
      description: '99 % of the requests took less than 2.4 s in the last 10 minutes; 0.8 s is promised.',
      runbook_url: 'https://runbooks.example.com/search/latency',
    },
    startsAt: new Date().toISOString(),
    generatorURL: 'https://prometheus.example.com/graph?g0.tab=1',
  };
}
