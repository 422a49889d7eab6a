import { setTimeout as sleep } from 'node:timers/promises';
import type { SandboxSlack } from '../../sandbox/slack/sandbox-slack.ts';
import type { Bench, BenchDeps } from '../bench.ts';
import { fingerprintOf, firingBody } from '../bodies.ts';
import { deliver } from '../deliver.ts';
import { type Figure, figure } from '../figure.ts';
import { startMemoryWatch } from '../memory-watch.ts';
import { openStage, type StagedBot } from '../stage.ts';
import { untilDrained } from '../until-drained.ts';
import { untilQuiet } from '../until-quiet.ts';
import { leastCalls } from './least-calls.ts';
import { ownedFingerprints } from './owned-fingerprints.ts';

const GROUPS = 2_000;
const WITHIN_MS = 60_000;

/** After the last delivery the bot has this long to say everything; Slack's limits are by the minute. */
const CALM_WITHIN_MS = 150_000;

/** No call for so long: it has said everything. Longer than any pause between two edits that are due. */
const CALM_MS = 12_000;

/** What a small container is given. */
const MEMORY_MB = 512;

export const stormBench: Bench = {
  name: 'storm',
  asks: `what becomes of ${GROUPS} groups of alerts in ${WITHIN_MS / 1_000} s under Slack's limits`,
  measure: measureStorm,
};

async function measureStorm(deps: BenchDeps): Promise<readonly Figure[]> {
  const { slack, startBot } = await openStage(deps);
  const bot = await startBot('{bench-storm}');
  slack.setRequestUrl(bot.url);
  const memory = await startMemoryWatch(bot.pid);
  deps.stops.push(async () => memory.stop());
  const before = await memory.now();
  // What a start asks of Slack is not the storm's.
  const earlier = slack.calls.length;
  const began = performance.now();
  deps.say(`storm: ${GROUPS} groups in ${WITHIN_MS / 1_000} s ...`);
  await send(bot, deps);
  await untilDrained(bot.store.deliveries, CALM_WITHIN_MS);
  const drained = (performance.now() - began) / 1_000;
  deps.say('storm: all drained, waiting for the last word in Slack ...');
  await untilQuiet(slack, {
    quiet: CALM_MS,
    patience: CALM_WITHIN_MS,
    what: 'the last word about the storm',
  });
  const calm = (performance.now() - began) / 1_000;
  const after = await memory.now();
  const peak = await memory.peak();
  return stormFigures({ slack, bot, memory: { before, after, peak }, drained, calm, earlier });
}

/** Evenly over the time, each group once; a group whose turn has come does not wait for the one before it. */
async function send(bot: StagedBot, { say }: BenchDeps): Promise<void> {
  const began = performance.now();
  const sent: Promise<void>[] = [];
  for (let n = 0; n < GROUPS; n++) {
    const due = began + (n * WITHIN_MS) / GROUPS;
    if (due > performance.now()) await sleep(due - performance.now());
    sent.push(deliver(bot.webhook, bot.settings.senderHeaders, firingBody(groupName(n))));
    if (n > 0 && n % 500 === 0) say(`storm: ${n} sent`);
  }
  await Promise.all(sent);
}

function groupName(n: number): string {
  return `tenant-${n}`;
}

async function stormFigures(found: {
  readonly slack: SandboxSlack;
  readonly bot: StagedBot;
  readonly memory: { readonly before: number; readonly after: number; readonly peak: number };
  readonly drained: number;
  readonly calm: number;
  readonly earlier: number;
}): Promise<readonly Figure[]> {
  const { slack, bot, memory, drained, calm, earlier } = found;
  const owned = await ownedFingerprints(bot.store);
  const sent = Array.from({ length: GROUPS }, (_, n) => fingerprintOf(groupName(n)));
  const times = sent.map((fingerprint) => owned.get(fingerprint) ?? 0);
  const calls = slack.calls.slice(earlier);
  const limited = calls.filter(({ status }) => status === 429).length;
  const none = { of: 'value', is: '<=', limit: 0 } as const;
  const beside = { floor: memory.before };
  return [
    figure({ name: 'storm.lost', unit: 'groups', value: times.filter((n) => n === 0).length, goal: none }),
    figure({ name: 'storm.doubled', unit: 'groups', value: times.filter((n) => n > 1).length, goal: none }),
    figure({ name: 'storm.rate-limited', unit: 'Slack calls', value: limited, goal: none }),
    figure({
      name: 'storm.calls',
      unit: 'Slack calls',
      value: calls.length,
      floor: leastCalls(slack),
      goal: { of: 'ratio', is: '<=', limit: 2 },
    }),
    figure({ name: 'storm.drained', unit: 's', value: drained, floor: WITHIN_MS / 1_000 }),
    figure({ name: 'storm.calm', unit: 's', value: calm, floor: WITHIN_MS / 1_000 }),
    figure({ name: 'storm.memory.after', unit: 'MB', value: memory.after, ...beside }),
    figure({
      name: 'storm.memory.peak',
      unit: 'MB',
      value: memory.peak,
      ...beside,
      goal: { of: 'value', is: '<=', limit: MEMORY_MB },
    }),
  ];
}
