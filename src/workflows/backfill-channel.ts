import { HOUR, SECOND } from '../domain/instant.ts';
import { instantOfTs, tsOfInstant } from '../domain/message-ts.ts';
import { absentFrom } from '../domain/mirror-history.ts';
import type { MirrorRecord } from '../domain/mirror-record.ts';
import type { Ourselves } from '../domain/ourselves.ts';
import type { BackfillProgress, Backfills } from '../ports/backfills.ts';
import type { ChannelHistory, HistoryPage } from '../ports/channel-history.ts';
import { ChannelLost, Misconfigured } from '../ports/failures.ts';
import type { IncidentIndex } from '../ports/incident-index.ts';
import type { Mirror } from '../ports/mirror.ts';
import { buryRecords, type MergeDeps, mergeHistory, type Reading, sealedDigests } from './merge-history.ts';

export type BackfillDeps = MergeDeps & {
  readonly index: Pick<IncidentIndex, 'byChannel'>;
  readonly history: ChannelHistory;
  readonly backfills: Pick<Backfills, 'progress' | 'save' | 'finish'>;
  readonly mirror: Mirror;
  readonly ourselves: () => Promise<Ourselves>;
};

/** Edits and deletions of older messages happened while we were away, too: so far back everything is looked at again. */
const LOOK_BACK = 24 * HOUR;

/** Slack's history shows a message some moments after its event: what is younger proves nothing by its absence. */
const LAG = 60 * SECOND;

/**
 * Reads back what an incident's channel missed: its messages, then every thread with replies; merges by the mirror's
 * rules; what a completely read window does not show was deleted meanwhile. Each page is kept and sealed before the
 * next, so a try that ends early (RateLimited, Unavailable, a kill) is continued by the next one.
 * A channel that is lost needs no reading any more. Throws RateLimited, Unavailable or Misconfigured.
 */
export async function backfillChannel(deps: BackfillDeps, channel: string): Promise<void> {
  const begun = (await deps.backfills.progress(channel)) ?? (await begin(deps, channel));
  const id = await deps.index.byChannel(channel);
  if (id === null) return deps.backfills.finish(channel, begun.startedAt);
  const { bot } = await deps.ourselves();
  const sealed = await sealedDigests(deps, id, channel);
  const reading: Reading = { id, channel, asOf: begun.asOf, ourBot: bot, sealed };
  try {
    await readThreads(deps, reading, await readMessages(deps, reading, begun));
  } catch (error) {
    if (error instanceof ChannelLost) return deps.backfills.finish(channel, begun.startedAt);
    // A cursor does not live for ever; the next try begins anew.
    if (error instanceof Misconfigured) await begin(deps, channel);
    throw error;
  }
  await deps.mirror.setReadUpTo(channel, begun.asOf);
  await deps.backfills.finish(channel, begun.startedAt);
}

async function begin(
  deps: Pick<BackfillDeps, 'clock' | 'mirror' | 'backfills'>,
  channel: string,
): Promise<BackfillProgress> {
  const startedAt = deps.clock.now();
  const readUpTo = await deps.mirror.readUpTo(channel);
  const progress: BackfillProgress = {
    startedAt,
    oldest: readUpTo === null ? null : tsOfInstant(instantOfTs(readUpTo) - LOOK_BACK),
    asOf: tsOfInstant(startedAt - LAG),
    cursor: null,
    historyRead: false,
    seen: [],
    threads: [],
    threadCursor: null,
    threadSeen: [],
  };
  await deps.backfills.save(channel, progress);
  return progress;
}

async function readMessages(
  deps: BackfillDeps,
  reading: Reading,
  begun: BackfillProgress,
): Promise<BackfillProgress> {
  let now = begun;
  while (!now.historyRead) {
    const page = await deps.history.messages(reading.channel, { oldest: now.oldest, cursor: now.cursor });
    await mergeHistory(deps, reading, page.messages);
    const read: BackfillProgress = {
      ...now,
      cursor: page.next,
      seen: [...now.seen, ...page.messages.map(({ ts }) => ts)],
      threads: [...now.threads, ...page.messages.filter(({ replies }) => replies > 0).map(({ ts }) => ts)],
    };
    now = page.next === null ? await endMessages(deps, reading, read) : read;
    await deps.backfills.save(reading.channel, now);
  }
  return now;
}

/** Buries what is gone from the channel itself, and adds the threads that only the mirror knows of. */
async function endMessages(
  deps: BackfillDeps,
  reading: Reading,
  read: BackfillProgress,
): Promise<BackfillProgress> {
  const { oldest, asOf } = read;
  const seen = new Set(read.seen);
  await buryRecords(deps, reading, {
    from: oldest,
    which: (records) =>
      absentFrom(
        { oldest, asOf, seen },
        records.filter(({ threadTs }) => threadTs === null),
      ),
  });
  const records = await deps.mirror.range(reading.channel, {
    ...(oldest !== null && { oldest }),
    latest: asOf,
  });
  const threads = new Set([...read.threads, ...knownThreads(records)]);
  return { ...read, historyRead: true, cursor: null, seen: [], threads: [...threads] };
}

function knownThreads(records: readonly MirrorRecord[]): readonly string[] {
  return records.flatMap(({ threadTs, deleted }) => (threadTs === null || deleted ? [] : [threadTs]));
}

async function readThreads(deps: BackfillDeps, reading: Reading, begun: BackfillProgress): Promise<void> {
  let now = begun;
  for (let [thread] = now.threads; thread !== undefined; [thread] = now.threads) {
    const page = await repliesOf(deps, reading.channel, thread, now.threadCursor);
    await mergeHistory(deps, reading, page.messages);
    const threadSeen = [...now.threadSeen, ...page.messages.map(({ ts }) => ts)];
    if (page.next === null) {
      await buryReplies(deps, reading, thread, threadSeen);
      now = { ...now, threads: now.threads.slice(1), threadCursor: null, threadSeen: [] };
    } else {
      now = { ...now, threadCursor: page.next, threadSeen };
    }
    await deps.backfills.save(reading.channel, now);
  }
}

async function repliesOf(
  deps: Pick<BackfillDeps, 'history'>,
  channel: string,
  thread: string,
  cursor: string | null,
): Promise<HistoryPage> {
  try {
    return await deps.history.replies(channel, thread, cursor);
  } catch (error) {
    // The last reply was deleted, and its parent with it.
    if (error instanceof Misconfigured && error.reason === 'thread_not_found')
      return { messages: [], next: null };
    throw error;
  }
}

async function buryReplies(
  deps: BackfillDeps,
  reading: Reading,
  thread: string,
  seen: readonly string[],
): Promise<void> {
  await buryRecords(deps, reading, {
    from: thread,
    which: (records) =>
      absentFrom(
        { oldest: null, asOf: reading.asOf, seen: new Set(seen) },
        records.filter(({ threadTs }) => threadTs === thread),
      ),
  });
}
