import { expect, it } from 'vitest';
import type { World } from '../../src/app/create-world.ts';
import { registerGauges } from '../../src/app/register-gauges.ts';
import { createPromMetrics } from '../../src/integrations/system/prom-metrics.ts';
import { NOON } from '../builders/incident.ts';
import { aWish, gateFacts } from '../builders/proposals.ts';
import { aFirstAppend, anAppend } from '../integrations/redis/build-append.ts';
import { startStore } from '../integrations/redis/start-store.ts';

it('whoever looks sees the changes that are not over, by state, also where there are none', async () => {
  const metrics = createPromMetrics();
  const store = await startStore();
  const jobs = { depths: async () => ({}) } as unknown as World['jobs'];
  registerGauges({ metrics, store, jobs, clock: { now: () => NOON } });
  const first = await store.log.append(aFirstAppend());
  const base = first.outcome === 'appended' ? first.loaded : null;
  const proposed = [1, 2, 3].map(
    (proposal) => ({ kind: 'action.proposed', proposal, wish: aWish({ parameters: { proposal } }) }) as const,
  );
  await store.log.append(
    anAppend(base, [
      ...proposed,
      { ...gateFacts['action.planned'], proposal: 2 },
      { ...gateFacts['action.withdrawn'], proposal: 3 },
    ]),
  );

  const { text } = await metrics.text();
  await store.close();

  expect(text.split('\n').filter((line) => line.startsWith('keyturn_proposals_open{'))).toEqual([
    'keyturn_proposals_open{state="draft"} 1',
    'keyturn_proposals_open{state="pending"} 1',
    'keyturn_proposals_open{state="approved"} 0',
    'keyturn_proposals_open{state="executing"} 0',
    'keyturn_proposals_open{state="unknown"} 0',
  ]);
});
