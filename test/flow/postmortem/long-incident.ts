import { Redis } from 'ioredis';
import { inject, onTestFinished } from 'vitest';
import { startRunningClock } from '../../setup/running-clock.ts';
import { SPEED, startWorld, type World } from '../world.ts';
import { createTalk, PEOPLE, type Talk } from './long-talk.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Saturday, 08:00 in Berlin. The clocks there go back on the Sunday, at 01:00 UTC: 02:30 comes twice. */
const BEGAN = Date.UTC(2037, 9, 24, 6);

/** How the bot is while people talk, and how much they write. */
const PHASES = [
  { bot: 'hears', messages: 1_300 },
  { bot: 'away', messages: 1_200 },
  { bot: 'hears', messages: 4_000 },
  // More than one page of history in the channel itself.
  { bot: 'away', messages: 2_200 },
  { bot: 'hears', messages: 1_200 },
  // Slack gives up an event after three tries: the bot is there and never hears of it.
  { bot: 'deaf', messages: 100 },
] as const;

const MESSAGES = PHASES.reduce((sum, { messages }) => sum + messages, 0);
const THREADS = 200;
const BURST = 50;
/** So many bursts make three days. */
const PAUSE = (70 * HOUR * BURST) / MESSAGES - BURST * 4 * SECOND;

export type LongIncident = {
  readonly world: World;
  readonly id: string;
  readonly channel: string;
  readonly talk: Talk;
  /** By ts: the messages that the bot heard, or read back. */
  readonly known: ReadonlySet<string>;
};

/** Three days of an incident that began as a storm of alerts, played to the end. */
export async function playLongIncident(settings: object): Promise<LongIncident> {
  const world = await startWorld({
    clock: startRunningClock(BEGAN, SPEED),
    slack: { members: PEOPLE, eventRetryDelaysMs: [0] },
    settings: { storm: { moreThan: 2, within: '5m' }, ...settings },
  });
  hurryThroughBudgets(world);
  const id = await storm(world);
  const channel = (await world.room(id)).id;
  for (const who of PEOPLE) world.slack.as(who).join(channel);
  const talk = createTalk({ world, channel, threads: THREADS, apart: 12 });
  const known = new Set<string>();
  const nowKnown = (): void => {
    for (const { ts, tombstone } of world.slack.channel(channel).messages()) if (!tombstone) known.add(ts);
  };
  const talks = async ({ bot, messages }: (typeof PHASES)[number]): Promise<void> => {
    for (let left = messages; left > 0; left -= BURST) {
      for (let i = 0; i < Math.min(BURST, left); i++) {
        world.passes(4 * SECOND);
        talk.say({ aloof: bot === 'deaf' });
        if (bot === 'hears') nowKnownOf(known, talk);
      }
      if (bot === 'away') world.passes(PAUSE);
      else await jump(world, PAUSE);
      await world.slack.events.settled();
    }
  };
  for (const phase of PHASES) {
    await world.settles();
    switch (phase.bot) {
      case 'hears':
        await talks(phase);
        break;
      case 'deaf':
        world.slack.events.hold();
        await talks(phase);
        await world.slack.events.release(() => []);
        break;
      default:
        await world.stop();
        world.slack.setRequestUrl('');
        await talks(phase);
        await world.start();
        await wantedOf(world);
        await readBack(world);
        nowKnown();
    }
  }
  return { world, id, channel, talk, known };
}

function nowKnownOf(known: Set<string>, { posts }: Talk): void {
  const last = posts.at(-1);
  if (last) known.add(last.ts);
}

/** Waits until the bot knows that it was away. */
async function wantedOf(world: World): Promise<void> {
  const until = Date.now() + 60_000;
  while ((await world.store.backfills.wanted()).length === 0) {
    if (Date.now() > until) throw new Error('the bot does not want to read back');
    await new Promise((go) => setTimeout(go, 5));
  }
}

/** Waits until every channel is read back. */
async function readBack(world: World): Promise<void> {
  const until = Date.now() + 300_000;
  while ((await world.store.backfills.wanted()).length > 0) {
    if (Date.now() > until) throw new Error('the channel is not read back');
    await new Promise((go) => setTimeout(go, 50));
  }
}

/** Only the clock jumps: who was there a moment ago was not away. */
async function jump(world: World, milliseconds: number): Promise<void> {
  await world.store.presence.alive(world.now() + milliseconds);
  world.passes(milliseconds);
}

/**
 * Whenever Slack's budget for reading is nearly used up, a minute passes: on Slack's clock, the bot's, and the one of its
 * own budgets, which is Redis'. So nobody waits, and nobody is let off a limit.
 */
function hurryThroughBudgets(world: World): void {
  const redis = new Redis(inject('redisUrl'));
  onTestFinished(() => redis.disconnect());
  let passing = false;
  const minute = async (): Promise<void> => {
    await jump(world, MINUTE);
    const methods = ['conversations.history', 'conversations.replies'];
    await redis.del(...methods.map((method) => `${world.prefix}:slack-budget:calls:${method}`));
    passing = false;
  };
  world.slack.on('call', () => {
    if (passing || world.slack.budgetLeft('conversations.replies') > 25) return;
    passing = true;
    void minute();
  });
}

/** More alerts than incidents: the third incident takes all that comes. */
async function storm(world: World): Promise<string> {
  for (let n = 1; n <= 40; n++) {
    const group = { alertname: 'TargetDown', cluster: 'prod-eu1', job: `job-${n}` };
    const alerts = Array.from({ length: 5 }, (_, i) => ({ labels: { pod: `pod-${n}-${i}` } }));
    const status = await world.deliver({ group, alerts });
    if (status !== 202) throw new Error(`Alertmanager was answered ${status}`);
  }
  return 'INC-3';
}
