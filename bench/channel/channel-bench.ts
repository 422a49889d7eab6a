import type { Bench, BenchDeps } from '../bench.ts';
import { firingBody } from '../bodies.ts';
import { deliver } from '../deliver.ts';
import { type Figure, figure } from '../figure.ts';
import { median } from '../percentile.ts';
import { openStage } from '../stage.ts';
import { untilQuiet } from '../until-quiet.ts';
import { bareChannel } from './bare-channel.ts';
import { type CallsUntilUsable, callsUntilUsable } from './calls-until-usable.ts';

/** What Slack takes for an answer on a usual day, in milliseconds. */
const LATENCY_MS = 100;

/** Fewer than make a storm. */
const ROUNDS = 7;

const PATIENCE_MS = 20_000;

export const channelBench: Bench = {
  name: 'channel',
  asks: 'how long after an alert people can read and talk in its channel, and in how many Slack calls',
  measure: measureChannel,
};

async function measureChannel(deps: BenchDeps): Promise<readonly Figure[]> {
  const { slack, startBot } = await openStage(deps, { latencyMs: LATENCY_MS });
  const bot = await startBot('{bench-channel}');
  slack.setRequestUrl(bot.url);
  const calls: CallsUntilUsable[] = [];
  const waits: number[] = [];
  const floors: number[] = [];
  for (let n = 0; n < ROUNDS; n++) {
    floors.push(await bareChannel(slack, `bare-${n}`));
    const before = slack.calls.length;
    const began = performance.now();
    await deliver(bot.webhook, bot.settings.senderHeaders, firingBody(`shop-${n}`));
    const needed = await slack.until(
      () => callsUntilUsable(slack.calls.slice(before)),
      PATIENCE_MS,
      'a channel',
    );
    waits.push(performance.now() - began);
    calls.push(needed);
    deps.say(
      `channel ${n + 1}/${ROUNDS}: ${needed.inSequence} of ${needed.all} calls in sequence, ${Math.round(waits.at(-1) ?? 0)} ms`,
    );
    // What an incident still does must not be counted for the next one.
    await untilQuiet(slack, { quiet: 10 * LATENCY_MS, patience: PATIENCE_MS, what: 'the end of the calls' });
  }
  return [
    // The worst, which is the first: nothing is known of the workspace's people then, as on most nights.
    figure({
      name: 'channel.calls',
      unit: 'calls in sequence',
      value: Math.max(...calls.map(({ inSequence }) => inSequence)),
      floor: 3,
      goal: { of: 'value', is: '<=', limit: 5 },
    }),
    figure({
      name: 'channel.calls.all',
      unit: 'calls',
      value: Math.max(...calls.map(({ all }) => all)),
      floor: 3,
    }),
    figure({ name: 'channel.time.first', unit: 'ms', value: waits[0] ?? 0, floor: median(floors) }),
    // Five calls, and as long as one more for all that we do ourselves.
    figure({
      name: 'channel.time',
      unit: 'ms',
      value: median(waits),
      floor: median(floors),
      goal: { of: 'ratio', is: '<=', limit: 2 },
    }),
  ];
}
