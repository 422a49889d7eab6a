import { expect, it } from 'vitest';
import { createPromMetrics } from '../../../src/integrations/system/prom-metrics.ts';

it('numbers that can not be had are left out, and do not hold up the others', async () => {
  const metrics = createPromMetrics();
  metrics.count('deliveries_total', { outcome: 'unavailable' });
  metrics.gauge('incidents_open', 'Open incidents.', null, () => new Promise(() => {}));
  metrics.gauge('inbox_depth', 'Undrained.', 'inbox', () => Promise.reject(new Error('away')));
  metrics.gauge('queue_depth', 'Jobs.', 'kind', async () => ({ advance: 3 }));

  const { text } = await metrics.text();

  expect(text).toContain('keyturn_deliveries_total{outcome="unavailable"} 1');
  expect(text).toContain('keyturn_queue_depth{kind="advance"} 3');
  expect(text).not.toMatch(/^keyturn_(incidents_open|inbox_depth)\b/m);
});
