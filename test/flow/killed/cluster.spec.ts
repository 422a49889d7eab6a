import { describe, expect, it, vi } from 'vitest';
import type { RequestRecord } from '../../../sandbox/cluster/http/request-log.ts';
import type { SandboxCluster } from '../../../sandbox/cluster/sandbox-cluster.ts';
import { loadStory } from '../../../sandbox/stories/load-story.ts';
import type { FactBody } from '../../../src/domain/fact.ts';
import { openReadCluster } from '../asking-world.ts';
import { A_MINUTE, inKilledWorld, type KilledWorld } from './killed-world.ts';
import { expectOnce, isPostOf } from './once.ts';

const TIMEOUT = 4 * A_MINUTE;

type Played = { readonly world: KilledWorld; readonly cluster: SandboxCluster };

/** A bot that reads the cluster of a story, whose alert is not yet fired; ana is in the incident's channel. */
async function inCluster(play: (played: Played) => Promise<void>): Promise<void> {
  const { objects, logs } = loadStory('latest-tag', { now: Date.now() });
  const { cluster, setting, stop } = await openReadCluster('prod-eu1', { objects, logs, metrics: true });
  const settings = { clusters: [setting], responders: [{ users: ['UANA'] }] };
  await inKilledWorld({ settings }, (world) => play({ world, cluster })).finally(stop);
}

const fires = ({ deliver }: KilledWorld) =>
  deliver({
    group: { alertname: 'CatalogErrorRateHigh', cluster: 'prod-eu1', namespace: 'shop' },
    alerts: [{ labels: { pod: '', service: 'catalog' } }],
  });

const room = ({ slack }: KilledWorld) =>
  slack.channels.find(({ name }) => name.startsWith('inc-1'))?.id ?? '';

const asks = (world: KilledWorld, text: string) =>
  world.slack.as('ana').command('/incident', text, { channel: room(world) });

/** The first request that is wanted is answered, and the bot is killed at once; then it is started again. */
function killedAtRequest(
  { world: { bot }, cluster }: Played,
  isWanted: (record: RequestRecord) => boolean,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const off = cluster.onRequest((record) => {
      if (!isWanted(record)) return;
      off();
      bot
        .kill()
        .then(() => bot.start())
        .then(resolve, reject);
    });
  });
}

const bodies = async ({ store }: KilledWorld, kind: FactBody['kind']) =>
  (await store.log.facts('INC-1')).filter(({ body }) => body.kind === kind);

/** Not by expect.poll, which wants to know its test: of several at a time it may not. */
const isOnLog = (world: KilledWorld, kind: FactBody['kind']): Promise<void> =>
  vi.waitFor(async () => expect(await bodies(world, kind)).toHaveLength(1), {
    timeout: A_MINUTE,
    interval: 50,
  });

const isDiagnosed = (world: KilledWorld) => isOnLog(world, 'diagnosis.completed');

const isAnswered = (world: KilledWorld) => isOnLog(world, 'query.answered');

describe.concurrent('a bot that is killed while it diagnoses', { timeout: TIMEOUT }, () => {
  it.each([
    ['after the first list', ({ verb, resource }) => verb === 'list' && resource === 'pods'],
    ['among the last lists', ({ verb, resource }) => verb === 'list' && resource === 'networkpolicies'],
  ] satisfies [string, (record: RequestRecord) => boolean][])(
    '%s has one diagnosis in the end, said once',
    async (_, isWanted) => {
      await inCluster(async (played) => {
        const killed = killedAtRequest(played, isWanted);
        expect(await fires(played.world)).toBe(202);
        await killed;

        await isDiagnosed(played.world);
        await played.world.settled('INC-1');
        const steps = await expectOnce(played.world, 'INC-1');
        expect(steps.filter((step) => step.startsWith('post-diagnosis'))).toHaveLength(1);
      });
    },
  );

  it('when its message is posted and that is not yet noted, has it once', async () => {
    await inCluster(async ({ world }) => {
      const killed = world.killedAt('chat.postMessage', isPostOf(/^post-diagnosis/));
      await fires(world);
      await killed;

      await isDiagnosed(world);
      await world.settled('INC-1');
      await expectOnce(world, 'INC-1');
    });
  });
});

describe.concurrent('a bot that is killed while it answers', { timeout: TIMEOUT }, () => {
  const diagnosed = async ({ world }: Played): Promise<void> => {
    await fires(world);
    await isDiagnosed(world);
    await world.settled('INC-1');
  };
  const expectOneAnswer = async ({ world }: Played): Promise<void> => {
    await isAnswered(world);
    await world.settled('INC-1');
    await expectOnce(world, 'INC-1');
    const answers = world.slack
      .channel(room(world))
      .said()
      .filter(({ text }) => /14 pods in shop/.test(text));
    expect(answers).toHaveLength(1);
  };

  it('after the cluster told it and before that is noted, answers once', async () => {
    await inCluster(async (played) => {
      await diagnosed(played);
      const killed = killedAtRequest(
        played,
        ({ resource, path }) => resource === 'pods' && path.includes('shop'),
      );
      await asks(played.world, 'get pods -n shop');
      await killed;

      await expectOneAnswer(played);
    });
  });

  it('when the answer is noted and not yet posted, posts it once', async () => {
    await inCluster(async (played) => {
      const { world } = played;
      await diagnosed(played);
      world.slack.fault('chat.postMessage', { kind: '5xx', status: 503 }, { times: 1_000 });
      await asks(world, 'get pods -n shop');
      await isAnswered(world);
      await world.bot.kill();
      world.slack.clearFaults();
      await world.bot.start();

      await expectOneAnswer(played);
    });
  });

  it('when the answer is posted and that is not yet noted, does not post it again', async () => {
    await inCluster(async (played) => {
      await diagnosed(played);
      const killed = played.world.killedAt('chat.postMessage', isPostOf(/^notice:/));
      await asks(played.world, 'get pods -n shop');
      await killed;

      await expectOneAnswer(played);
    });
  });
});
