import { consequencesOf } from '../domain/channel-consequences.ts';
import type { ChannelEvent } from '../domain/channel-event.ts';
import { evolveAll } from '../domain/evolve.ts';
import type { Happening, IncidentId } from '../domain/fact.ts';
import type { Incident } from '../domain/incident.ts';
import { applyEvent, subjectOf } from '../domain/mirror.ts';
import type { MirrorRecord } from '../domain/mirror-record.ts';
import type { Ourselves } from '../domain/ourselves.ts';
import type { Clock } from '../ports/clock.ts';
import { Unavailable } from '../ports/failures.ts';
import type { IncidentLog } from '../ports/incident-log.ts';
import type { Jobs } from '../ports/jobs.ts';
import type { Mirror } from '../ports/mirror.ts';
import type { SlackEventEntry } from '../ports/slack-event-inbox.ts';
import { appendHappenings } from './append-happenings.ts';
import { type HoldDeps, holdMirror } from './hold-mirror.ts';
import { sealed } from './seal-records.ts';

export type HandleDeps = HoldDeps & {
  readonly log: Pick<IncidentLog, 'load' | 'append'>;
  readonly mirror: Pick<Mirror, 'get' | 'put'>;
  readonly jobs: Pick<Jobs, 'advance'>;
  readonly clock: Clock;
};

const MAX_TRIES = 20;

/**
 * Applies entries of one incident's channel, in order, with one append: the mirror first, then the facts that follow
 * and the seal of every record that was touched, marked as applied entry by entry. So a process killed in between
 * leaves records that the next try finds, merges to the same and seals.
 * `already-applied`: one of them was applied before; nothing was written now. Throws Unavailable.
 */
export async function handleChannelEvents(
  deps: HandleDeps,
  input: {
    readonly id: IncidentId;
    readonly channel: string;
    readonly entries: readonly SlackEventEntry[];
    readonly ourselves: Ourselves;
  },
): Promise<'applied' | 'already-applied'> {
  const { id, channel, entries, ourselves } = input;
  return holdMirror(deps, channel, async () => {
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const base = await deps.log.load(id);
      if (!base) return 'applied';
      const events = entries.map(({ event }) => event);
      const digests = await mirrorEvents(deps, { channel, events, ourselves });
      const at = deps.clock.now();
      const follows = allConsequences(base.incident, events, ourselves);
      const happenings = [...follows, ...sealed(channel, digests, at)];
      if (happenings.length === 0) return 'applied';
      const applies = entries.map(({ entry }) => ({ inbox: 'slack' as const, entry, part: channel }));
      const { outcome } = await appendHappenings(deps, { base, id, happenings, at, applies });
      if (outcome === 'already-applied') return outcome;
      if (outcome === 'appended') {
        // A seal alone changes nothing that anybody sees.
        if (follows.length > 0) await deps.jobs.advance(id);
        return 'applied';
      }
    }
    throw new Unavailable('too-many-conflicts');
  });
}

/** Merges the events into the mirror; the answer is the digest of every record to be sealed, by ts. */
async function mirrorEvents(
  deps: Pick<HandleDeps, 'mirror'>,
  input: {
    readonly channel: string;
    readonly events: readonly ChannelEvent[];
    readonly ourselves: Ourselves;
  },
): Promise<ReadonlyMap<string, string>> {
  const { channel, events, ourselves } = input;
  const subjects = [...new Set(events.flatMap((event) => subjectOf(event) ?? []))];
  if (subjects.length === 0) return new Map();
  const records = new Map(await deps.mirror.get(channel, subjects));
  const touched = new Map<string, MirrorRecord>();
  for (const event of events) {
    const ts = subjectOf(event);
    if (ts === null) continue;
    const before = records.get(ts) ?? null;
    const after = applyEvent(before, event, ourselves.bot);
    if (after) records.set(ts, after);
    const now = after ?? before;
    if (now && (after || mayBeUnsealed(now, event))) touched.set(ts, now);
  }
  return touched.size === 0 ? new Map() : deps.mirror.put(channel, [...touched.values()]);
}

/**
 * What changes nothing may have been written by a try that was killed before its append: it is sealed (again). Only
 * the redrawing of our own card with the same text, the most frequent event of all, is known to be no such thing.
 */
function mayBeUnsealed(record: MirrorRecord, event: ChannelEvent): boolean {
  return !(record.ours && event.kind === 'edited' && record.seenTs !== event.eventTs);
}

function allConsequences(
  incident: Incident,
  events: readonly ChannelEvent[],
  ourselves: Ourselves,
): readonly Happening[] {
  let now = incident;
  return events.flatMap((event) => {
    const happenings = consequencesOf(now, event, ourselves);
    if (happenings.length > 0) now = evolveAll(now, happenings, now.recordedAt).incident;
    return happenings;
  });
}
