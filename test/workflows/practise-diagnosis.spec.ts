import { expect, it } from 'vitest';
import { createImaginedCluster } from '../../src/integrations/kubernetes/imagined-cluster.ts';
import { practiseDiagnosis } from '../../src/workflows/practise-diagnosis.ts';

const AT = Date.UTC(2026, 10, 21, 7);
const clock = { now: () => AT };

it('practises more than once, each time on something that is in trouble', async () => {
  const found = await practiseDiagnosis({ imagined: createImaginedCluster({ clock }), clock });

  expect(found.length).toBeGreaterThan(1);
  expect(Math.min(...found)).toBeGreaterThan(0);
});

it('says so when the imagined cluster cannot be read: whoever starts the bot decides', async () => {
  const imagined = { view: () => Promise.reject(new Error('not imaginable')) };

  await expect(practiseDiagnosis({ imagined, clock })).rejects.toThrow('not imaginable');
});
