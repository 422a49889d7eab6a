import { z } from 'zod';
import type { Delivery, Episode } from '../../domain/alert.ts';
import type { ChannelEvent } from '../../domain/channel-event.ts';
import type { Fact, GroupSummary } from '../../domain/fact.ts';
import type { Incident } from '../../domain/incident.ts';
import type { MirrorRecord } from '../../domain/mirror-record.ts';
import type { BackfillProgress } from '../../ports/backfills.ts';

/**
 * The door for records that the store itself wrote. They are looked at just enough to be told from something else:
 * a newer version may have added properties and kinds, which are read on and kept.
 */
function stored<T>(...names: readonly (keyof T & string)[]) {
  return z.string().transform((text, context): T => {
    const value = parsed(text);
    if (isRecord<T>(value, names)) return value;
    context.addIssue({ code: 'custom', message: `no record with ${names.join(', ')}` });
    return z.NEVER;
  });
}

function isRecord<T>(value: unknown, names: readonly string[]): value is T {
  return typeof value === 'object' && value !== null && names.every((name) => name in value);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export const StoredIncident = stored<Incident>('id', 'number', 'foldVersion', 'version', 'status');
export const StoredFact = stored<Fact>('body', 'by', 'door', 'at', 'version', 'recordedAt');
export const StoredEpisode = stored<Episode>('fingerprint', 'startsAt', 'occurrence', 'state', 'group');
export const StoredGroup = stored<GroupSummary>('id', 'groupKey');
export const StoredDelivery = stored<Delivery>('source', 'receiver', 'groupKey', 'alerts');
export const StoredEvent = stored<ChannelEvent>('kind', 'channel', 'eventTs');
export const StoredProgress = stored<BackfillProgress>('startedAt', 'asOf', 'seen', 'threads');
export const StoredRecord = stored<MirrorRecord>('channel', 'ts', 'text', 'deleted');
