import { expect, it } from 'vitest';
import { HOUR } from '../../../src/domain/instant.ts';
import { lookAgain } from '../../../src/workflows/look-again.ts';
import { closeWatch } from '../../../src/workflows/steps/close-watch.ts';
import { pod } from '../../builders/cluster-pods.ts';
import { NOON } from '../../builders/incident.ts';
import { podsAsked } from '../../builders/investigation.ts';
import { anInvestigation } from '../../builders/investigation-world.ts';
import { plainText } from '../../commands/plain-text.ts';

const started = { kind: 'watch.started', watch: 1, question: podsAsked, until: NOON + HOUR } as const;

async function aWatch() {
  const world = await anInvestigation({
    cluster: { has: { pods: [pod({ name: 'checkout-1' })] } },
    bodies: [started],
  });
  const ref = await world.chat.post({
    to: { channel: 'C1' },
    incident: 'INC-7',
    step: 'post-watch:1',
    lane: 'progress',
    document: { push: [''], parts: [] },
    mayExist: false,
  });
  await world.happens({ kind: 'step.done', step: 'post-watch:1', ref });
  return {
    ...world,
    async closes() {
      await world.happens({ kind: 'watch.ended', watch: 1, why: 'asked' });
      const incident = (await world.deps.log.load('INC-7'))?.incident;
      const [watch] = incident?.investigation.watches ?? [];
      if (!incident || !watch) throw new Error('there is no watch');
      return closeWatch(world.deps, incident, {
        kind: 'close-watch',
        key: 'close-watch:1',
        essential: false,
        watch,
      });
    },
    shown: () => plainText(world.chat.posted[0]?.shows ?? { push: [], parts: [] }),
  };
}

it('the message of a watch that is over keeps what was seen last', async () => {
  const world = await aWatch();
  await lookAgain(world.deps, 'INC-7');

  await world.closes();

  expect(world.shown()).toMatch(/Watched.*1 pod/);
  expect(world.shown()).toContain('checkout-1');
  expect(world.shown()).toContain('No longer watched: somebody ended it.');
});

it('the message of a watch that never looked says so', async () => {
  const world = await aWatch();

  await world.closes();

  expect(world.shown()).toMatch(/Watched.*nothing was seen/);
});
