import type { ChannelMessage } from '../domain/channel-event.ts';
import type { IncidentId } from '../domain/fact.ts';
import { applyHistory } from '../domain/mirror-history.ts';
import type { MirrorRecord } from '../domain/mirror-record.ts';
import type { IncidentLog } from '../ports/incident-log.ts';
import type { Jobs } from '../ports/jobs.ts';
import type { Mirror } from '../ports/mirror.ts';
import { type HoldDeps, holdMirror } from './hold-mirror.ts';
import { type SealDeps, sealRecords } from './seal-records.ts';

export type MergeDeps = HoldDeps &
  SealDeps & {
    readonly log: Pick<IncidentLog, 'load' | 'append' | 'facts'>;
    readonly mirror: Pick<Mirror, 'get' | 'put' | 'range'>;
    readonly jobs: Pick<Jobs, 'drainSlackEvents'>;
  };

/** One reading back: of which channel, as of when, and which digests the log had sealed when it began. */
export type Reading = {
  readonly id: IncidentId;
  readonly channel: string;
  readonly asOf: string;
  readonly ourBot: string;
  readonly sealed: ReadonlyMap<string, string>;
};

/** Merges messages read back into the mirror and seals what the log has not sealed like this. Throws Unavailable. */
export async function mergeHistory(
  deps: MergeDeps,
  reading: Reading,
  messages: readonly ChannelMessage[],
): Promise<void> {
  await changeRecords(deps, reading, async () => {
    const known = await deps.mirror.get(
      reading.channel,
      messages.map(({ ts }) => ts),
    );
    return messages.flatMap((message) => {
      const before = known.get(message.ts) ?? null;
      return applyHistory(before, message, reading) ?? before ?? [];
    });
  });
}

/** Buries some of the records that `read` gives: those of which `which` makes tombstones. Throws Unavailable. */
export async function buryRecords(
  deps: MergeDeps,
  reading: Reading,
  some: {
    readonly read: () => Promise<readonly MirrorRecord[]>;
    readonly which: (records: readonly MirrorRecord[]) => readonly MirrorRecord[];
  },
): Promise<void> {
  await changeRecords(deps, reading, async () => {
    const records = await some.read();
    // Those that are buried already, too: an earlier try may have been killed before it sealed them.
    return [...records.filter(({ deleted }) => deleted), ...some.which(records)];
  });
}

/** The digest by ts that the log sealed last for this channel. */
export async function sealedDigests(
  deps: Pick<MergeDeps, 'log'>,
  id: IncidentId,
  channel: string,
): Promise<ReadonlyMap<string, string>> {
  const facts = await deps.log.facts(id);
  return new Map(
    facts.flatMap(({ body }) =>
      body.kind === 'messages.sealed' && body.channel === channel
        ? body.records.map(({ ts, digest }) => [ts, digest] as const)
        : [],
    ),
  );
}

async function changeRecords(
  deps: MergeDeps,
  reading: Reading,
  change: () => Promise<readonly MirrorRecord[]>,
): Promise<void> {
  const { id, channel } = reading;
  await holdMirror(deps, channel, async () => {
    const records = await change();
    if (records.length === 0) return;
    // Unchanged ones too: an earlier try may have been killed between mirror and log.
    const digests = await deps.mirror.put(channel, records);
    const unsealed = new Map([...digests].filter(([ts, digest]) => reading.sealed.get(ts) !== digest));
    await sealRecords(deps, { id, channel, digests: unsealed });
  });
  // A drain that found the mirror held left its entries for later.
  await deps.jobs.drainSlackEvents();
}
