import type { MirrorRecord } from '../../../src/domain/mirror-record.ts';

/** A plain message of Ana's. */
export const aRecord = (ts: string, text: string, over: Partial<MirrorRecord> = {}): MirrorRecord => ({
  ...{ channel: 'C1', ts, threadTs: null, user: 'UANA', bot: null, subtype: null, ours: false },
  ...{ text, files: [], editTs: null, seenTs: ts, deleted: false, deletedTs: null },
  ...{ reactions: {}, reactionEvents: [], earlier: [], echoes: [] },
  ...over,
});
