import { setTimeout as sleep } from 'node:timers/promises';
import type { ApiCallRecord } from '../../sandbox/slack/http/call-log.ts';
import type { SandboxSlack } from '../../sandbox/slack/sandbox-slack.ts';
import { exportsOf } from '../../src/domain/postmortem/export.ts';
import { processorTime } from '../processor-time.ts';
import type { StagedBot } from '../stage.ts';
import { type LeastReads, leastReads } from './least-reads.ts';

const EVERY_MS = 100;
const PATIENCE_MS = 400_000;

/** One draft: what was asked of Slack for it, beside the least that had to be, and what it took. */
export type MeasuredExport = {
  /** Milliseconds from the command until the files are in the channel and the log says so. */
  readonly wall: number;
  /** Milliseconds of the bot's processor time meanwhile. */
  readonly cpu: number;
  /** Every call to Slack meanwhile, of whomever. */
  readonly calls: readonly ApiCallRecord[];
  /** Those that read its channel. */
  readonly reads: readonly ApiCallRecord[];
  readonly least: LeastReads;
  /** The files that came into the channel. */
  readonly drafts: readonly string[];
};

type Place = {
  readonly slack: SandboxSlack;
  readonly bot: StagedBot;
  readonly incident: string;
  readonly channel: string;
};

/** Asks for a whole draft in all three forms, and waits until it is there and said. Rejects when it has not all in it. */
export async function measuredExport({ slack, bot, incident, channel }: Place): Promise<MeasuredExport> {
  const room = slack.channel(channel);
  const mirrored = new Set((await bot.store.mirror.range(channel, {})).map(({ ts }) => ts));
  const least = leastReads(room, mirrored);
  const before = { calls: slack.calls.length, files: slack.files.length, cpu: await processorTime(bot.pid) };
  const drafted = async () => exportsOf((await loaded(bot, incident)) ?? {}).draft?.export ?? 0;
  const earlier = await drafted();
  const began = performance.now();
  await slack.as('ana').command('/incident', 'postmortem md html json --full', { channel });
  const until = async (isSo: () => Promise<boolean>): Promise<void> => {
    while (!(await isSo())) {
      if (performance.now() - began > PATIENCE_MS) throw new Error('the draft did not come');
      await sleep(EVERY_MS);
    }
  };
  await until(async () => (await drafted()) !== earlier);
  const wall = performance.now() - began;
  // Until its message says that it was written; that has its turn among other edits.
  await until(async () => !(await isAnyLeft(bot, incident)));
  const cpu = (await processorTime(bot.pid)) - before.cpu;
  const calls = slack.calls.slice(before.calls);
  const drafts = slack.files.slice(before.files).filter(({ name }) => name.startsWith(incident));
  const texts = drafts.map(({ content }) => content.toString('utf8'));
  expectWhole(
    texts.find((text) => text.startsWith('{')),
    room,
  );
  const reads = calls.filter(
    ({ method, args }) =>
      (method === 'conversations.history' || method === 'conversations.replies') && args.channel === channel,
  );
  return { wall, cpu, calls, reads, least, drafts: texts };
}

async function loaded({ store }: StagedBot, incident: string) {
  return (await store.log.load(incident))?.incident;
}

async function isAnyLeft(bot: StagedBot, incident: string): Promise<boolean> {
  return exportsOf((await loaded(bot, incident)) ?? {}).list.length > 0;
}

/** What was not read would be fast. */
function expectWhole(json: string | undefined, room: ReturnType<SandboxSlack['channel']>): void {
  const draft = JSON.parse(json ?? '{}') as { counts?: { messages: number; threads: number } };
  const people = room.said().filter(({ text }) => /^\d+: /.test(text)).length;
  if ((draft.counts?.messages ?? 0) < people)
    throw new Error(`the draft has ${draft.counts?.messages} messages of ${people}`);
}
