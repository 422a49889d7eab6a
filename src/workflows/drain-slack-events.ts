import { person } from '../domain/actor.ts';
import { markedBy } from '../domain/channel-consequences.ts';
import type { IncidentId } from '../domain/fact.ts';
import { instantOfTs } from '../domain/message-ts.ts';
import type { Ourselves } from '../domain/ourselves.ts';
import type { Chat } from '../ports/chat.ts';
import { Misconfigured, Unavailable } from '../ports/failures.ts';
import type { IncidentIndex } from '../ports/incident-index.ts';
import type { IncidentLog } from '../ports/incident-log.ts';
import type { Jobs } from '../ports/jobs.ts';
import type { Log } from '../ports/log.ts';
import type { Metrics } from '../ports/metrics.ts';
import type { Mirror } from '../ports/mirror.ts';
import type { SlackEventEntry, SlackEventInbox } from '../ports/slack-event-inbox.ts';
import { type HandleDeps, handleChannelEvents } from './handle-channel-events.ts';
import { MirrorBusy } from './hold-mirror.ts';
import { markMessage } from './mark-message.ts';

export type DrainSlackDeps = HandleDeps & {
  readonly inbox: Pick<SlackEventInbox, 'read' | 'drained' | 'failed' | 'quarantine'>;
  readonly index: Pick<IncidentIndex, 'byChannel'>;
  readonly log: IncidentLog;
  readonly mirror: Pick<Mirror, 'get' | 'put' | 'readUpTo'>;
  readonly chat: Pick<Chat, 'react'>;
  readonly jobs: Jobs;
  readonly metrics: Metrics;
  readonly logger: Log;
  /** Who we are in Slack. Throws Unavailable while Slack has not told us yet; the inbox keeps what came. */
  readonly ourselves: () => Promise<Ourselves>;
  /** Which emojis put a message on the timeline, and with which one we answer that it is there. Names, no colons. */
  readonly marking: { readonly emojis: readonly string[]; readonly saved: string };
};

/** Entries of one read. */
const BATCH = 200;

/** An entry that failed this often is taken out of the way. */
const MAX_FAILURES = 3;

/**
 * Drains the inbox of Slack events in order: batch by batch, one append per incident and batch, then the cursor.
 * Events of channels without an incident are dropped. An entry that can't be applied holds back only its own channel
 * and, until it is quarantined (third failure), the cursor; the sweep brings it again. Throws Unavailable when the
 * store is away: nothing is lost, the next run begins where the cursor stands.
 */
export async function drainSlackEvents(deps: DrainSlackDeps): Promise<void> {
  for (;;) {
    const entries = await deps.inbox.read(BATCH);
    if (entries.length === 0) return;
    const ourselves = await deps.ourselves();
    const stuck = new Set<string>();
    for (const [channel, group] of byChannel(entries)) {
      for (const { entry } of await drainChannel(deps, { channel, entries: group, ourselves }))
        stuck.add(entry);
    }
    const firstStuck = entries.findIndex(({ entry }) => stuck.has(entry));
    const last = firstStuck === -1 ? entries.at(-1) : entries[firstStuck - 1];
    if (last) await deps.inbox.drained(last.entry);
    if (firstStuck !== -1) return;
  }
}

function byChannel(entries: readonly SlackEventEntry[]): ReadonlyMap<string, readonly SlackEventEntry[]> {
  return Map.groupBy(entries, ({ event }) => event.channel);
}

/** Returns the entries that could not be applied yet. */
async function drainChannel(
  deps: DrainSlackDeps,
  group: Omit<Group, 'id'>,
): Promise<readonly SlackEventEntry[]> {
  const { channel, entries } = group;
  const id = await deps.index.byChannel(channel);
  if (id === null) {
    deps.metrics.count('slack_events_total', { outcome: 'dropped' }, entries.length);
    return [];
  }
  const stuck = await applyInOrder(deps, { ...group, id });
  deps.metrics.count('slack_events_total', { outcome: 'applied' }, entries.length - stuck.length);
  // People may have talked before the log knew that this channel is the incident's: history has it.
  if ((await deps.mirror.readUpTo(channel)) === null) await deps.jobs.backfill(channel);
  return stuck;
}

type Group = {
  readonly id: IncidentId;
  readonly channel: string;
  readonly entries: readonly SlackEventEntry[];
  readonly ourselves: Ourselves;
};

/**
 * All at once; where that fails, or a killed try applied some of them already, half by half down to the single entry.
 * Stops at the first that fails: what comes after it in its channel waits for it.
 */
async function applyInOrder(deps: DrainSlackDeps, group: Group): Promise<readonly SlackEventEntry[]> {
  const { entries } = group;
  const [first] = entries;
  if (!first) return [];
  try {
    for (const entry of entries) await markIfWanted(deps, group, entry);
    const outcome = await handleChannelEvents(deps, group);
    if (outcome === 'applied' || entries.length === 1) return [];
  } catch (error) {
    if (error instanceof MirrorBusy || isForNewer(error)) return entries;
    // The world is broken, not the entry.
    if (error instanceof Unavailable) throw error;
    if (entries.length === 1) return (await gaveUp(deps, first, error)) ? [] : [first];
  }
  const half = Math.ceil(entries.length / 2);
  const stuck = await applyInOrder(deps, { ...group, entries: entries.slice(0, half) });
  if (stuck.length > 0) return [...stuck, ...entries.slice(half)];
  return applyInOrder(deps, { ...group, entries: entries.slice(half) });
}

/** A newer version of us wrote this incident and will apply the entry, too; this one must not. */
function isForNewer(error: unknown): boolean {
  return error instanceof Misconfigured && (error.reason === 'newer-fold' || error.reason === 'unknown-fact');
}

async function markIfWanted(
  deps: DrainSlackDeps,
  { id, ourselves }: Group,
  { event }: SlackEventEntry,
): Promise<void> {
  const wish = markedBy(event, { emojis: deps.marking.emojis, ourselves });
  if (!wish) return;
  const { message, user, via } = wish;
  const asking = { by: person(user), door: via, at: instantOfTs(event.eventTs) } as const;
  await markMessage(deps, { id, message, via, asking });
}

async function gaveUp(
  deps: DrainSlackDeps,
  { entry, event }: SlackEventEntry,
  error: unknown,
): Promise<boolean> {
  const failures = await deps.inbox.failed(entry);
  deps.logger.error(
    { entry, channel: event.channel, kind: event.kind, failures, error },
    'a slack event failed',
  );
  if (failures < MAX_FAILURES) return false;
  const reason = error instanceof Error ? error.message : 'unknown';
  await deps.inbox.quarantine({ entry, body: JSON.stringify(event), reason }, deps.clock.now());
  deps.metrics.count('inbox_quarantined_total', { inbox: 'slack' });
  return true;
}
