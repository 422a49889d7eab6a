import { createHmac } from 'node:crypto';
import { canonicalJson } from '../../src/domain/canonical-json.ts';
import { compareTs } from '../../src/domain/message-ts.ts';
import type { MirrorRecord } from '../../src/domain/mirror-record.ts';
import type { Mirror } from '../../src/ports/mirror.ts';

/** The mirror in memory; a record keeps its salt, so equal records have equal digests. */
export function createFakeMirror(): Mirror {
  const channels = new Map<string, Map<string, string>>();
  const readUpTo = new Map<string, string>();
  const recordsOf = (channel: string) => {
    const records = channels.get(channel) ?? new Map<string, string>();
    channels.set(channel, records);
    return records;
  };
  const digestOf = (record: MirrorRecord) =>
    createHmac('sha256', `salt of ${record.channel} ${record.ts}`)
      .update(canonicalJson(record))
      .digest('hex');
  return {
    async get(channel, ts) {
      const records = recordsOf(channel);
      return new Map(
        ts.flatMap((one) => {
          const text = records.get(one);
          return text === undefined ? [] : [[one, JSON.parse(text) as MirrorRecord] as const];
        }),
      );
    },
    async put(channel, records) {
      for (const record of records) recordsOf(channel).set(record.ts, JSON.stringify(record));
      return new Map(records.map((record) => [record.ts, digestOf(record)]));
    },
    async range(channel, { oldest, latest }) {
      return [...recordsOf(channel).values()]
        .map((text) => JSON.parse(text) as MirrorRecord)
        .filter(({ ts }) => oldest === undefined || compareTs(ts, oldest) >= 0)
        .filter(({ ts }) => latest === undefined || compareTs(ts, latest) <= 0)
        .sort((a, b) => compareTs(a.ts, b.ts));
    },
    async readUpTo(channel) {
      return readUpTo.get(channel) ?? null;
    },
    async setReadUpTo(channel, ts) {
      readUpTo.set(channel, ts);
    },
  };
}
