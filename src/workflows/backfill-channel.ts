import { HOUR, SECOND } from '../domain/instant.ts';
import { compareTs, instantOfTs, tsOfInstant } from '../domain/message-ts.ts';
import { absentFrom } from '../domain/mirror-history.ts';
import type { MirrorRecord } from '../domain/mirror-record.ts';
import type { Ourselves } from '../domain/ourselves.ts';
import type { BackfillProgress, Backfills } from '../ports/backfills.ts';
import type { ChannelHistory } from '../ports/channel-history.ts';
import { ChannelLost, Misconfigured } from '../ports/failures.ts';
import type { IncidentIndex } from '../ports/incident-index.ts';
import type { Mirror } from '../ports/mirror.ts';
import { counted, readThreads } from './backfill-threads.ts';
import { buryRecords, type MergeDeps, mergeHistory, type Reading, sealedDigests } from './merge-history.ts';

export type BackfillDeps = MergeDeps & {
  readonly index: Pick<IncidentIndex, 'byChannel'>;
  readonly history: ChannelHistory;
  readonly backfills: Pick<Backfills, 'progress' | 'save' | 'finish'>;
  readonly mirror: Mirror;
  readonly ourselves: () => Promise<Ourselves>;
};

/** How a reading goes: what is read of each thing, and of how many. `messages.of` is about as many as are known so far. */
export type ReadingProgress = {
  readonly messages: { readonly read: number; readonly of: number };
  readonly threads: { readonly read: number; readonly of: number };
};

export type BackfillOptions = {
  /**
   * `unmirrored`: a thread is read only where the mirror does not hold as many replies as Slack counts; for when nothing
   * was missed. `all` (when left out) also sees the edits of replies that nobody told us of.
   */
  readonly threads?: 'all' | 'unmirrored';
  /** Told after each page. What it throws ends the try, and the next one goes on from there. */
  readonly onProgress?: (progress: ReadingProgress) => Promise<void>;
};

/** What came of it: everything was read, the channel is archived or gone, or it belongs to no incident. */
export type BackfillOutcome = 'read' | 'lost' | 'unknown';

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
export async function backfillChannel(
  deps: BackfillDeps,
  channel: string,
  options: BackfillOptions = {},
): Promise<BackfillOutcome> {
  const begun = (await deps.backfills.progress(channel)) ?? (await begin(deps, channel));
  const id = await deps.index.byChannel(channel);
  const finish = async (outcome: BackfillOutcome): Promise<BackfillOutcome> => {
    await deps.backfills.finish(channel, begun.startedAt);
    return outcome;
  };
  if (id === null) return finish('unknown');
  const { bot } = await deps.ourselves();
  const sealed = await sealedDigests(deps, id, channel);
  const reading: ChannelReading = { id, channel, asOf: begun.asOf, ourBot: bot, sealed, ...options };
  try {
    const read = await readMessages(deps, reading, begun);
    await readThreads(deps, reading, read, (now) => keepProgress(deps, reading, now));
  } catch (error) {
    if (error instanceof ChannelLost) return finish('lost');
    // A cursor does not live for ever; the next try begins anew.
    if (error instanceof Misconfigured) await begin(deps, channel);
    throw error;
  }
  await deps.mirror.setReadUpTo(channel, begun.asOf);
  return finish('read');
}

type ChannelReading = Reading & BackfillOptions;

async function keepProgress(
  deps: Pick<BackfillDeps, 'backfills'>,
  reading: ChannelReading,
  now: BackfillProgress,
): Promise<void> {
  await deps.backfills.save(reading.channel, now);
  const { messages = 0, threads = 0 } = now.read ?? {};
  await reading.onProgress?.({
    messages: { read: messages, of: Math.max(messages, knownSince(reading, now.oldest)) },
    threads: { read: threads, of: threads + now.threads.length },
  });
}

function knownSince({ sealed }: Reading, oldest: string | null): number {
  if (oldest === null) return sealed.size;
  return [...sealed.keys()].filter((ts) => compareTs(ts, oldest) > 0).length;
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
    read: { messages: 0, threads: 0 },
  };
  await deps.backfills.save(channel, progress);
  return progress;
}

async function readMessages(
  deps: BackfillDeps,
  reading: ChannelReading,
  begun: BackfillProgress,
): Promise<BackfillProgress> {
  let now = begun;
  const isWhole = await wholeThreads(deps, reading, begun);
  while (!now.historyRead) {
    const page = await deps.history.messages(reading.channel, { oldest: now.oldest, cursor: now.cursor });
    await mergeHistory(deps, reading, page.messages);
    const read: BackfillProgress = {
      ...now,
      cursor: page.next,
      seen: [...now.seen, ...page.messages.map(({ ts }) => ts)],
      threads: [
        ...now.threads,
        ...page.messages
          .filter(({ ts, replies }) => replies > 0 && !isWhole(ts, replies))
          .map(({ ts }) => ts),
      ],
      read: counted(now, page.messages.length),
    };
    now = page.next === null ? await endMessages(deps, reading, read) : read;
    await keepProgress(deps, reading, now);
  }
  return now;
}

/** Whether the mirror holds as many replies of a thread as Slack counts. */
async function wholeThreads(
  deps: Pick<BackfillDeps, 'mirror'>,
  { channel, threads }: ChannelReading,
  { historyRead }: BackfillProgress,
): Promise<(thread: string, replies: number) => boolean> {
  if (threads !== 'unmirrored' || historyRead) return () => false;
  const known = new Map<string, number>();
  for (const { threadTs, deleted } of await deps.mirror.range(channel, {})) {
    if (threadTs !== null && !deleted) known.set(threadTs, (known.get(threadTs) ?? 0) + 1);
  }
  return (thread, replies) => known.get(thread) === replies;
}

/** Buries what is gone from the channel itself, and adds the threads that only the mirror knows of. */
async function endMessages(
  deps: BackfillDeps,
  reading: ChannelReading,
  read: BackfillProgress,
): Promise<BackfillProgress> {
  const { oldest, asOf } = read;
  const seen = new Set(read.seen);
  await buryRecords(deps, reading, {
    read: () => deps.mirror.range(reading.channel, { ...(oldest !== null && { oldest }), latest: asOf }),
    which: (records) =>
      absentFrom(
        { oldest, asOf, seen },
        records.filter(({ threadTs }) => threadTs === null),
      ),
  });
  const ended: BackfillProgress = { ...read, historyRead: true, cursor: null, seen: [] };
  if (reading.threads === 'unmirrored') return ended;
  const records = await deps.mirror.range(reading.channel, {
    ...(oldest !== null && { oldest }),
    latest: asOf,
  });
  return { ...ended, threads: [...new Set([...read.threads, ...knownThreads(records)])] };
}

function knownThreads(records: readonly MirrorRecord[]): readonly string[] {
  return records.flatMap(({ threadTs, deleted }) => (threadTs === null || deleted ? [] : [threadTs]));
}
