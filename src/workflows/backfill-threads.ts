import { absentFrom } from '../domain/mirror-history.ts';
import type { MirrorRecord } from '../domain/mirror-record.ts';
import type { BackfillProgress } from '../ports/backfills.ts';
import type { ChannelHistory, HistoryPage } from '../ports/channel-history.ts';
import { Misconfigured } from '../ports/failures.ts';
import { buryRecords, type MergeDeps, mergeHistory, type Reading } from './merge-history.ts';

export type ThreadDeps = MergeDeps & { readonly history: Pick<ChannelHistory, 'replies'> };

/**
 * Reads the threads that are left, page by page: replies are merged into the mirror, and what a whole thread does not
 * show was deleted meanwhile. Slack is asked for a page while the one before is merged: there may be hundreds, and Slack
 * allows so many a minute only to those who ask for them at once. `keep` is told after each page how far it is. Throws what
 * the history and the store throw.
 */
export async function readThreads(
  deps: ThreadDeps,
  reading: Reading,
  begun: BackfillProgress,
  keep: (now: BackfillProgress) => Promise<void>,
): Promise<void> {
  if (begun.threads.length === 0) return;
  const known = await knownReplies(deps, reading);
  let now = begun;
  for (let coming = nextPage(deps, reading, now); coming !== null; ) {
    const page = await coming;
    const after = withPage(now, page);
    coming = nextPage(deps, reading, after);
    await mergeHistory(deps, reading, page.messages);
    const [thread = ''] = now.threads;
    if (page.next === null) await buryReplies(deps, reading, known.get(thread) ?? [], seenWith(now, page));
    now = after;
    await keep(now);
  }
}

/** The next page of the threads that are left, on its way; null: none is left. */
function nextPage(
  { history }: Pick<ThreadDeps, 'history'>,
  { channel }: Reading,
  { threads: [thread], threadCursor }: BackfillProgress,
): Promise<HistoryPage> | null {
  if (thread === undefined) return null;
  const page = repliesOf({ history }, channel, thread, threadCursor);
  // Whoever waits for it hears that it failed; if nobody does any more, it does not matter.
  page.catch(() => undefined);
  return page;
}

function withPage(now: BackfillProgress, page: HistoryPage): BackfillProgress {
  const { length } = page.messages;
  if (page.next !== null)
    return { ...now, threadCursor: page.next, threadSeen: seenWith(now, page), read: counted(now, length) };
  return {
    ...now,
    threads: now.threads.slice(1),
    threadCursor: null,
    threadSeen: [],
    read: counted(now, length, 1),
  };
}

function seenWith({ threadSeen }: BackfillProgress, { messages }: HistoryPage): readonly string[] {
  return [...threadSeen, ...messages.map(({ ts }) => ts)];
}

/** The progress with so many messages, and threads read to their end, more. */
export function counted(now: BackfillProgress, messages: number, threads = 0): BackfillProgress['read'] {
  const before = now.read ?? { messages: 0, threads: 0 };
  return { messages: before.messages + messages, threads: before.threads + threads };
}

/**
 * The ts of each thread's replies that the mirror holds. Read once: the channel is long, its threads are many, and what is
 * heard from now on cannot have been missed.
 */
async function knownReplies(
  { mirror }: Pick<ThreadDeps, 'mirror'>,
  { channel, asOf }: Reading,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const known = new Map<string, string[]>();
  for (const { ts, threadTs } of await mirror.range(channel, { latest: asOf })) {
    if (threadTs === null) continue;
    const replies = known.get(threadTs);
    if (replies) replies.push(ts);
    else known.set(threadTs, [ts]);
  }
  return known;
}

async function repliesOf(
  deps: Pick<ThreadDeps, 'history'>,
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

/** `known`: the ts of the thread's replies in the mirror. */
async function buryReplies(
  deps: ThreadDeps,
  reading: Reading,
  known: readonly string[],
  seen: readonly string[],
): Promise<void> {
  if (known.length === 0) return;
  const window = { oldest: null, asOf: reading.asOf, seen: new Set(seen) };
  const read = async (): Promise<readonly MirrorRecord[]> => [
    ...(await deps.mirror.get(reading.channel, known)).values(),
  ];
  await buryRecords(deps, reading, { read, which: (records) => absentFrom(window, records) });
}
