import { keyturn } from '../domain/actor.ts';
import type { Happening, IncidentId } from '../domain/fact.ts';
import type { Instant } from '../domain/instant.ts';
import type { Clock } from '../ports/clock.ts';
import { Unavailable } from '../ports/failures.ts';
import type { IncidentLog } from '../ports/incident-log.ts';
import { appendHappenings } from './append-happenings.ts';

export type SealDeps = { readonly log: Pick<IncidentLog, 'load' | 'append'>; readonly clock: Clock };

/** A fact stays small enough to be read and checked in one piece. */
const PER_FACT = 500;

const MAX_TRIES = 20;

/** The happenings that seal these digests (by ts) in the log. The text itself never goes there. */
export function sealed(
  channel: string,
  digests: ReadonlyMap<string, string>,
  at: Instant,
): readonly Happening[] {
  const records = [...digests].map(([ts, digest]) => ({ ts, digest }));
  const parts = Array.from({ length: Math.ceil(records.length / PER_FACT) }, (_, i) =>
    records.slice(i * PER_FACT, (i + 1) * PER_FACT),
  );
  return parts.map((part) => ({
    body: { kind: 'messages.sealed', channel, records: part },
    by: keyturn,
    door: 'slack-event',
    at,
  }));
}

/** Appends nothing but the seal of these digests; nothing at all when there are none. Throws Unavailable. */
export async function sealRecords(
  deps: SealDeps,
  input: { readonly id: IncidentId; readonly channel: string; readonly digests: ReadonlyMap<string, string> },
): Promise<void> {
  if (input.digests.size === 0) return;
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const base = await deps.log.load(input.id);
    if (!base) return;
    const at = deps.clock.now();
    const happenings = sealed(input.channel, input.digests, at);
    const { outcome } = await appendHappenings(deps, { base, id: input.id, happenings, at });
    if (outcome === 'appended') return;
  }
  throw new Unavailable('too-many-conflicts');
}
