import { inject, onTestFinished } from 'vitest';
import { createJobs } from '../../../../src/integrations/queue/create-jobs.ts';
import { connectRedis } from '../../../../src/integrations/redis/connect-redis.ts';
import type { Log } from '../../../../src/ports/log.ts';
import '../../../setup/provided.ts';
import type { World } from '../../world.ts';

/** Longer than a sweep of a test's bot: what it wants to do by itself it has begun by then. */
const QUIET = 280;
/** So often each queue must have been empty meanwhile: sweeps put something into them again and again, for a moment. */
const EMPTY = 3;
/** On a busy machine looking takes longer, and so does what is looked for. */
const LOOKS = 12;
const LOOK_EVERY = 20;
const PATIENCE = 120_000;

/** The bot edits a message at most so often; what changed since the last edit is shown after that. */
const EDIT_PAUSE = 2_000;

const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

type Looked = {
  readonly depths: readonly (readonly [queue: string, depth: number])[];
  readonly isBusy: boolean;
  /** Another text when it did something in between. */
  readonly did: string;
};

type RestOptions = {
  /** Queues whose jobs nobody does now. */
  readonly held: ReadonlySet<string>;
  /** Moves the clock on. */
  readonly passes: (milliseconds: number) => void;
};

/**
 * The answer waits until the bot has done everything that it can do, however slow the machine is, and shows it: its
 * inboxes are drained, nothing is due, and for a sweep it neither appended a fact nor called Slack, while each queue was
 * seen empty; a job that takes long keeps its queue from being that. Then the clock moves by the pause between two edits,
 * once, whether anything waits for it or not; not again where the clock has stood since the last time.
 */
export function createRest(world: World, { held, passes }: RestOptions): () => Promise<void> {
  const look = createLook(world, held);
  const settle = async (): Promise<void> => {
    const last = performance.now() + PATIENCE;
    const empty = new Map<string, number>();
    let [since, looks, before] = [performance.now(), 0, ''];
    const hasRested = () =>
      performance.now() - since >= QUIET &&
      looks >= LOOKS &&
      [...empty.values()].every((times) => times >= EMPTY);
    while (!hasRested()) {
      if (performance.now() > last)
        throw new Error(`It does not come to rest: ${[before, ...empty].join(' ')}`);
      const { depths, isBusy, did } = await look();
      if (isBusy || did !== before) {
        [since, looks] = [performance.now(), 0];
        empty.clear();
      }
      [looks, before] = [looks + 1, did];
      for (const [name, depth] of depths) empty.set(name, (empty.get(name) ?? 0) + (depth === 0 ? 1 : 0));
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY));
    }
  };
  const forgetBudgets = createForgetBudgets(world);
  let rested = { at: Number.NaN, did: '' };
  return async () => {
    const { isBusy, did } = await look();
    // By the clock alone, which only deeds move: what the bot does late must not move it.
    const isNew = world.now() !== rested.at;
    if (!isNew && !isBusy && did === rested.did) return;
    await settle();
    if (isNew) {
      passes(EDIT_PAUSE);
      await settle();
      await forgetBudgets();
    }
    rested = { at: world.now(), did: (await look()).did };
  };
}

/** What the bot has before it, and how far it is. */
function createLook({ slack, store, prefix, now }: World, held: ReadonlySet<string>): () => Promise<Looked> {
  const connection = connectRedis({ url: inject('redisUrl'), use: 'workers', log: silent });
  const jobs = createJobs({ connection, prefix, logger: silent });
  onTestFinished(async () => {
    await jobs.close();
    connection.disconnect();
  });
  return async () => {
    await slack.events.settled();
    const [depths, alerts, events, due, loaded] = await Promise.all([
      jobs.depths(),
      store.deliveries.depth(),
      store.slackEvents.depth(),
      store.index.due(now(), 1),
      store.log.load('INC-1'),
    ]);
    return {
      depths: Object.entries(depths).filter(([name]) => !held.has(name)),
      isBusy: alerts.undrained + events.undrained + due.length > 0,
      did: `${loaded?.incident.version ?? 0} ${slack.calls.length}`,
    };
  };
}

/** Slack's budgets follow the clock on the wall, and a story is told in seconds: it begins each deed with all of them. */
function createForgetBudgets({ prefix }: World): () => Promise<void> {
  const redis = connectRedis({ url: inject('redisUrl'), use: 'workers', log: silent });
  onTestFinished(() => redis.disconnect());
  return async () => {
    const budgets = await redis.keys(`${prefix}:slack-budget:*`);
    if (budgets.length > 0) await redis.del(...budgets);
  };
}
