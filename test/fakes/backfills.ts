import type { BackfillProgress, Backfills } from '../../src/ports/backfills.ts';

/** Wanted backfills and their progress in memory. */
export function createFakeBackfills(): Backfills {
  const wantedAt = new Map<string, number>();
  const progress = new Map<string, BackfillProgress>();
  return {
    async want(channel, at) {
      wantedAt.set(channel, Math.max(at, wantedAt.get(channel) ?? 0));
    },
    async wanted() {
      return [...wantedAt.keys()];
    },
    async progress(channel) {
      const kept = progress.get(channel);
      return kept && kept.startedAt >= (wantedAt.get(channel) ?? 0) ? kept : null;
    },
    async save(channel, how) {
      progress.set(channel, how);
      if (!wantedAt.has(channel)) wantedAt.set(channel, how.startedAt);
    },
    async finish(channel, startedAt) {
      if (progress.get(channel)?.startedAt === startedAt) progress.delete(channel);
      if ((wantedAt.get(channel) ?? 0) <= startedAt) wantedAt.delete(channel);
    },
  };
}
