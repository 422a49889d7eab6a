import { setTimeout as sleep } from 'node:timers/promises';
import type { SandboxSlack } from '../../sandbox/slack/sandbox-slack.ts';
import type { Bench, BenchDeps } from '../bench.ts';
import type { Figure } from '../figure.ts';
import { startMemoryWatch } from '../memory-watch.ts';
import { openStage, type StagedBot } from '../stage.ts';
import { untilQuiet } from '../until-quiet.ts';
import { startAnswerWatch } from './answer-watch.ts';
import { usableAfter } from './beside.ts';
import { cpuFloor } from './cpu-floor.ts';
import { talkIn } from './long-talk.ts';
import { type MeasuredExport, measuredExport } from './measured-export.ts';
import { postmortemFigures } from './postmortem-figures.ts';

/** 10,000 messages, 2,000 of them in threads. */
const WHOLE = { messages: 8_000, threads: 200, replies: 10 };

/** What comes later: one page. */
const LAST_PAGE = { messages: 900, threads: 20, replies: 3 };

/** What Slack takes for an answer on a usual day, in milliseconds. */
const LATENCY_MS = 100;

/** MiB that deploy/kubernetes gives. Node makes its heap as large as its container lets it. */
const CONTAINER = 1_024;

const QUIET = { quiet: 3_000, patience: 60_000, what: 'the end of the calls for an incident' };

/** When other alerts come, after a draft was asked for: as it begins to read, while it waits, and in later minutes. Seconds. */
const ALERTS_AT = [1, 5, 30, 61, 122];

/** With those, and the two at the beginning and the end, no more than make a storm. */
const CALM_ALERTS = 3;

export const postmortemBench: Bench = {
  name: 'postmortem',
  asks: "what a draft of 10,000 messages and 200 threads takes under Slack's limits",
  measure: measurePostmortem,
};

async function measurePostmortem(deps: BenchDeps): Promise<readonly Figure[]> {
  const { slack, startBot } = await openStage(deps, { latencyMs: LATENCY_MS, memory: CONTAINER });
  const bot = await startBot('{bench-postmortem}');
  slack.setRequestUrl(bot.url);
  await usableAfter(slack, bot, 'long');
  const incident = 'INC-1';
  const channel = (await bot.store.log.load(incident))?.incident.channel?.id;
  if (channel === undefined) throw new Error('the incident has no channel');
  await untilQuiet(slack, QUIET);
  const calm: number[] = [];
  for (let n = 0; n < CALM_ALERTS; n++) {
    calm.push(await usableAfter(slack, bot, `calm-${n}`));
    await untilQuiet(slack, QUIET);
  }
  deps.say('postmortem: people talk, and the bot hears nothing of it ...');
  await unheard(slack, () => talkIn(slack, channel, WHOLE));
  // As it finds at its start after more than a minute.
  await bot.store.backfills.want(channel, Date.now());

  const memory = await startMemoryWatch(bot.pid);
  deps.stops.push(async () => memory.stop());
  const idle = await memory.now();
  const place = { slack, bot, incident, channel };
  const answers = startAnswerWatch(bot.url);
  deps.stops.push(async () => answers.stop());
  const whole = measuredExport(place);
  const busy = await alertsMeanwhile(slack, bot, whole);
  const first = await whole;
  answers.stop();
  deps.say(`postmortem: a draft of what nobody had heard, ${seconds(first)}`);
  const peak = await memory.peak();

  await untilBudgetsAreBack(slack);
  await unheard(slack, () => talkIn(slack, channel, LAST_PAGE));
  const second = await measuredExport(place);
  deps.say(`postmortem: a draft of which all but the last page was known, ${seconds(second)}`);
  return postmortemFigures({
    first: { ...first, floor: await cpuFloor(first) },
    second: { ...second, floor: await cpuFloor(second) },
    memory: { idle, peak, later: await memory.peak() },
    alerts: { calm, busy },
    slowestAnswer: answers.slowest(),
  });
}

/** What happens meanwhile is never told to the bot. */
async function unheard(slack: SandboxSlack, what: () => void): Promise<void> {
  slack.events.hold();
  what();
  await slack.events.release(() => []);
}

/** How long other people wait for a channel while the draft is written, at several moments of it. */
async function alertsMeanwhile(
  slack: SandboxSlack,
  bot: StagedBot,
  writing: Promise<unknown>,
): Promise<readonly number[]> {
  let over = false;
  const watched = writing.finally(() => {
    over = true;
  });
  watched.catch(() => undefined);
  const began = performance.now();
  const before = slack.callsOf('conversations.replies').length;
  const allRead = () => slack.callsOf('conversations.replies').length - before >= WHOLE.threads;
  const waits: number[] = [];
  for (const at of ALERTS_AT) {
    await sleep(Math.max(0, began + at * 1_000 - performance.now()));
    waits.push(await usableAfter(slack, bot, `busy-${at}`));
  }
  while (!over && !allRead()) await sleep(20);
  waits.push(await usableAfter(slack, bot, 'busy-last'));
  return waits;
}

async function untilBudgetsAreBack(slack: SandboxSlack): Promise<void> {
  const methods = ['conversations.history', 'conversations.replies'];
  while (methods.some((method) => slack.budgetLeft(method) < 50)) await sleep(200);
  // The bot counts, too, and holds each place a little longer.
  await sleep(2_000);
}

function seconds({ wall }: MeasuredExport): string {
  return `${Math.round(wall / 1_000)} s`;
}
