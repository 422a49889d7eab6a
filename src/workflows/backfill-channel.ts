import { SECOND } from '../domain/instant.ts';
import { compareTs, tsOfInstant } from '../domain/message-ts.ts';
import { absentFrom } from '../domain/mirror-history.ts';
import type { MirrorRecord } from '../domain/mirror-record.ts';
import type { Ourselves } from '../domain/ourselves.ts';
import type { BackfillProgress, Backfills } from '../ports/backfills.ts';
import type { ChannelHistory, HistoryMessage } from '../ports/channel-history.ts';
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
   * `unmirrored`: a thread is read only where the mirror does not hold as many replies as Slack counts, or not the newest of
   * them; for when hardly anything was missed. `all` (when left out) also sees the edits of replies that nobody told us of.
   */
  readonly threads?: 'all' | 'unmirrored';
  /** Told after each page. What it throws ends the try, and the next one goes on from there. */
  readonly onProgress?: (progress: ReadingProgress) => Promise<void>;
};

/**
 * What came of it: everything was read, the channel is archived or gone, it belongs to no incident, or another process is
 * reading it.
 */
export type BackfillOutcome = 'read' | 'lost' | 'unknown' | 'busy';

/** Slack's history shows a message some moments after its event: what is younger proves nothing by its absence. */
const LAG = 60 * SECOND;

/**
 * Reads back what an incident's channel missed, from its beginning: people edit, delete and answer what is old, too. First
 * its messages, then the threads; merges by the mirror's rules; what Slack does not show any more was deleted meanwhile. Each page is kept and sealed before the
 * next, so a try that ends early (RateLimited, Unavailable, a kill) is continued by the next one. Two never read at once:
 * the second would read what the first has just read, at the cost of Slack's budgets.
 * A channel that is lost needs no reading any more. Throws RateLimited, Unavailable or Misconfigured.
 */
export async function backfillChannel(
  deps: BackfillDeps,
  channel: string,
  options: BackfillOptions = {},
): Promise<BackfillOutcome> {
  const ended = await deps.notes.exclusively(`reading.${channel}`, async () => ({
    outcome: await readBack(deps, channel, options),
  }));
  return ended?.outcome ?? 'busy';
}

async function readBack(
  deps: BackfillDeps,
  channel: string,
  options: BackfillOptions,
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
    messages: { read: messages, of: Math.max(messages, reading.sealed.size) },
    threads: { read: threads, of: threads + now.threads.length },
  });
}

async function begin(
  deps: Pick<BackfillDeps, 'clock' | 'backfills'>,
  channel: string,
): Promise<BackfillProgress> {
  const startedAt = deps.clock.now();
  const progress: BackfillProgress = {
    startedAt,
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
    const page = await deps.history.messages(reading.channel, now.cursor);
    await mergeHistory(deps, reading, page.messages);
    const read: BackfillProgress = {
      ...now,
      cursor: page.next,
      seen: [...now.seen, ...page.messages.map(({ ts }) => ts)],
      threads: [...now.threads, ...page.messages.filter((message) => !isWhole(message)).map(({ ts }) => ts)],
      read: counted(now, page.messages.length),
    };
    now = page.next === null ? await endMessages(deps, reading, read) : read;
    await keepProgress(deps, reading, now);
  }
  return now;
}

/** Whether a message's thread need not be read: it has none, or the mirror holds as many replies and the newest of them. */
async function wholeThreads(
  deps: Pick<BackfillDeps, 'mirror'>,
  { channel, threads }: ChannelReading,
  { historyRead }: BackfillProgress,
): Promise<(message: HistoryMessage) => boolean> {
  if (threads !== 'unmirrored' || historyRead) return ({ replies }) => replies === 0;
  const known = new Map<string, { count: number; latest: string }>();
  for (const { ts, threadTs, deleted } of await deps.mirror.range(channel, {})) {
    if (threadTs === null || deleted) continue;
    known.set(threadTs, { count: (known.get(threadTs)?.count ?? 0) + 1, latest: ts });
  }
  return ({ ts, replies, latestReply }) => {
    const { count, latest } = known.get(ts) ?? { count: 0, latest: null };
    return count === replies && (latestReply === null || latest === latestReply);
  };
}

/** Buries what is gone from the channel itself, and adds the threads that only the mirror knows of. */
async function endMessages(
  deps: BackfillDeps,
  reading: ChannelReading,
  read: BackfillProgress,
): Promise<BackfillProgress> {
  const ended: BackfillProgress = { ...read, historyRead: true, cursor: null, seen: [] };
  const oldest = oldestOf(read.seen);
  // Where Slack shows nothing at all, nothing can be judged.
  if (oldest === null) return ended;
  const window = { oldest, asOf: read.asOf, seen: new Set(read.seen) };
  const judged = () => deps.mirror.range(reading.channel, { oldest, latest: read.asOf });
  await buryRecords(deps, reading, {
    read: judged,
    which: (records) =>
      absentFrom(
        window,
        records.filter(({ threadTs }) => threadTs === null),
      ),
  });
  // Where the mirror is trusted, only those are left that Slack does not show at all any more.
  const isLeft = (thread: string) => reading.threads !== 'unmirrored' || !window.seen.has(thread);
  const known = knownThreads(await judged()).filter(
    (thread) => compareTs(thread, oldest) >= 0 && isLeft(thread),
  );
  return { ...ended, threads: [...new Set([...read.threads, ...known])] };
}

/**
 * The oldest message that Slack shows. What is older may be gone because the workspace keeps messages for some time only:
 * nobody deleted it, and it stays. Source: Slack, message retention.
 */
function oldestOf(seen: readonly string[]): string | null {
  return seen.reduce<string | null>(
    (oldest, ts) => (oldest === null || compareTs(ts, oldest) < 0 ? ts : oldest),
    null,
  );
}

function knownThreads(records: readonly MirrorRecord[]): readonly string[] {
  return records.flatMap(({ threadTs, deleted }) => (threadTs === null || deleted ? [] : [threadTs]));
}
