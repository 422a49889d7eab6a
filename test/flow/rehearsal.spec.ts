import { expect, it } from 'vitest';
import { startAskingWorld } from './asking-world.ts';

const SOON = 300;

it('after a start the bot reads its clusters once as for a diagnosis, tells its log, and nobody else', async () => {
  const world = await startAskingWorld({ rehearsal: SOON });

  await expect
    .poll(() => world.logged.filter(({ message }) => message === 'a diagnosis was rehearsed'))
    .toMatchObject([{ level: 'info', fields: { cluster: 'prod-eu1', objects: expect.any(Number) } }]);
  await world.settles();

  expect(world.board.view.messages()).toEqual([]);
});

it('what the identity for reading may not see is in the log before anybody is woken', async () => {
  const world = await startAskingWorld({ rehearsal: SOON, roles: new Set(['workers']) });
  world.cluster.faults.add({ kind: 'forbidden', resource: 'events' });

  await expect
    .poll(() => world.logged.find(({ message }) => message === 'a diagnosis would not see everything'))
    .toMatchObject({ level: 'warn', fields: { gaps: [expect.stringContaining('events')] } });
});

it('a process that does not diagnose leaves the clusters alone', async () => {
  const world = await startAskingWorld({ rehearsal: 0, roles: new Set(['intake']) });

  await world.settles();

  expect(world.cluster.requests).toEqual([]);
});
