import type { Episodes } from '../../src/ports/episodes.ts';
import type { IncidentIndex } from '../../src/ports/incident-index.ts';
import type { IncidentLog } from '../../src/ports/incident-log.ts';
import { createFakeEpisodes } from './episodes.ts';
import { createFakeIncidentIndex } from './incident-index.ts';
import { createFakeIncidentLog, createFakeStore } from './incident-log.ts';

/** The incident ports over one state in memory, as one Redis holds them. */
export function createIncidentStore(): {
  readonly log: IncidentLog;
  readonly index: IncidentIndex;
  readonly episodes: Episodes;
} {
  const store = createFakeStore();
  return {
    log: createFakeIncidentLog(store),
    index: createFakeIncidentIndex(store),
    episodes: createFakeEpisodes(store),
  };
}
