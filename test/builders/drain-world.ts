import { expect } from 'vitest';
import type { ChannelEvent } from '../../src/domain/channel-event.ts';
import { evolveAll } from '../../src/domain/evolve.ts';
import type { FactBody } from '../../src/domain/fact.ts';
import { MINUTE } from '../../src/domain/instant.ts';
import type { IncidentIndex } from '../../src/ports/incident-index.ts';
import type { IncidentLog } from '../../src/ports/incident-log.ts';
import type { Metrics } from '../../src/ports/metrics.ts';
import type { Mirror } from '../../src/ports/mirror.ts';
import type { SideNotes } from '../../src/ports/side-notes.ts';
import type { SlackEventInbox } from '../../src/ports/slack-event-inbox.ts';
import type { DrainSlackDeps } from '../../src/workflows/drain-slack-events.ts';
import { createFakeChat } from '../fakes/chat.ts';
import { createFakeIncidentIndex } from '../fakes/incident-index.ts';
import { createFakeIncidentLog, createFakeStore } from '../fakes/incident-log.ts';
import { createFakeJobs } from '../fakes/jobs.ts';
import { createFakeMirror } from '../fakes/mirror.ts';
import { createFakeSideNotes } from '../fakes/side-notes.ts';
import { createFakeSlackEventInbox } from '../fakes/slack-event-inbox.ts';
import { OURSELVES, tsAt } from './channel-events.ts';
import { aDeclaration, happened, NOON } from './incident.ts';

const quiet = { info: () => {}, warn: () => {}, error: () => {} };

/** What is kept: in memory, or in a Redis. */
type Kept = {
  readonly log: IncidentLog;
  readonly index: IncidentIndex;
  readonly inbox: SlackEventInbox;
  readonly mirror: Mirror;
  readonly notes: SideNotes;
};

function inMemory(): Kept {
  const store = createFakeStore();
  return {
    log: createFakeIncidentLog(store),
    index: createFakeIncidentIndex(store),
    inbox: createFakeSlackEventInbox(),
    mirror: createFakeMirror(),
    notes: createFakeSideNotes(),
  };
}

/** What a drain needs, in memory, with INC-7 in C1 (Ana commands) and INC-8 in C2. */
export async function aDrainWorld(over: { readonly readUpTo?: string | null; readonly kept?: Kept } = {}) {
  const { log, index, inbox, mirror, notes } = over.kept ?? inMemory();
  const counted: string[] = [];
  const metrics: Metrics = {
    count: (name, labels, by = 1) => counted.push(`${name} ${Object.values(labels).join(' ')} ${by}`),
    observe: () => {},
  };
  const deps = {
    log,
    index,
    inbox,
    mirror,
    notes,
    chat: createFakeChat(),
    jobs: createFakeJobs(),
    clock: { now: () => NOON + 10 * MINUTE },
    metrics,
    logger: quiet,
    ourselves: async () => OURSELVES,
    marking: { emojis: ['pushpin'], saved: 'white_check_mark' },
  } satisfies DrainSlackDeps;
  for (const [id, channel] of [
    ['INC-7', 'C1'],
    ['INC-8', 'C2'],
  ] as const) {
    const bodies: FactBody[] = [
      aDeclaration({ number: Number(id.slice(4)) }),
      { kind: 'channel.opened', channel, name: 'inc', adopted: false },
      { kind: 'role.assigned', role: 'commander', user: 'UANA', previous: null },
    ];
    const { facts, incident } = evolveAll(
      null,
      bodies.map((body) => happened(body)),
      NOON,
      { id },
    );
    const rest = {
      nextDueAt: null,
      requestId: null,
      answer: null,
      episodes: [],
      groups: [],
      claims: [],
      applies: [],
    };
    await log.append({ base: null, facts, incident, ...rest });
    if (over.readUpTo !== null) await deps.mirror.setReadUpTo(channel, over.readUpTo ?? tsAt(0));
  }
  let said = 0;
  const hear = async (...events: ChannelEvent[]) => {
    for (const event of events) {
      said += 1;
      await inbox.accept(`Ev${said}`, event, NOON);
    }
  };
  const newFacts = async (id = 'INC-7') => log.facts(id, { from: 4 });
  const kinds = async (id = 'INC-7') => (await newFacts(id)).map(({ body }) => body.kind);
  /** The digest by ts that the log holds in the end. */
  const lastSeals = async (id = 'INC-7') =>
    new Map(
      (await newFacts(id)).flatMap(({ body }) =>
        body.kind === 'messages.sealed' ? body.records.map(({ ts, digest }) => [ts, digest] as const) : [],
      ),
    );
  const expectAllSealed = async () => {
    for (const [id, channel] of [
      ['INC-7', 'C1'],
      ['INC-8', 'C2'],
    ] as const) {
      const records = await deps.mirror.range(channel, {});
      expect(await lastSeals(id)).toEqual(await deps.mirror.put(channel, records));
    }
  };
  return { deps, hear, newFacts, kinds, expectAllSealed, counted };
}
