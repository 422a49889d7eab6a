import type { Episode } from '../../src/domain/alert.ts';
import type { Fact, GroupSummary, IncidentId } from '../../src/domain/fact.ts';
import type { Incident } from '../../src/domain/incident.ts';
import type { Instant } from '../../src/domain/instant.ts';
import type { Append, AppendOutcome, IncidentLog } from '../../src/ports/incident-log.ts';

type Kept = { incident: Incident; facts: readonly Fact[] };

/** The store behind the log and its indexes, in memory, with the same checks before anything is written. */
export type FakeStore = {
  readonly incidents: Map<IncidentId, Kept>;
  readonly claims: Map<string, IncidentId>;
  readonly channels: Map<string, IncidentId>;
  readonly dueAt: Map<IncidentId, Instant>;
  readonly applied: Set<string>;
  readonly episodes: Map<IncidentId, Map<string, Episode>>;
  readonly groups: Map<IncidentId, Map<string, GroupSummary>>;
  readonly answers: Map<string, unknown>;
  lastNumber: number;
};

export function createFakeStore(): FakeStore {
  return {
    incidents: new Map(),
    claims: new Map(),
    channels: new Map(),
    dueAt: new Map(),
    applied: new Set(),
    episodes: new Map(),
    groups: new Map(),
    answers: new Map(),
    lastNumber: 0,
  };
}

/** The incidents' logs in memory. Everything goes through JSON, as it does in the real store. */
export function createFakeIncidentLog(store: FakeStore = createFakeStore()): IncidentLog {
  return {
    async load(id) {
      const kept = store.incidents.get(id);
      return kept ? { incident: copy(kept.incident), head: headOf(kept.incident) } : null;
    },
    async append(append) {
      const refused = check(store, append);
      if (refused) return refused;
      write(store, append);
      const incident = copy(append.incident);
      return { outcome: 'appended', loaded: { incident, head: headOf(incident) } };
    },
    async facts(id, range = {}) {
      const { from = 1, to = Number.MAX_SAFE_INTEGER } = range;
      const facts = store.incidents.get(id)?.facts ?? [];
      return copy(facts.filter(({ version }) => version >= from && version <= to));
    },
    async answerTo(requestId) {
      return copy(store.answers.get(requestId));
    },
    async nextNumber() {
      store.lastNumber += 1;
      return store.lastNumber;
    },
  };
}

function check(store: FakeStore, append: Append): AppendOutcome | null {
  const { base, facts, incident, requestId } = append;
  const versions = facts.map(({ version }) => version);
  const first = (base?.incident.version ?? 0) + 1;
  // Facts may be empty (an append that only applies an inbox entry), but they never leave a gap.
  if (versions.some((version, i) => version !== first + i))
    throw new RangeError('the facts do not follow the version they are based on');
  if (incident.version !== (versions.at(-1) ?? base?.incident.version))
    throw new RangeError('the incident is not the fold of these facts');
  if (requestId !== null && store.answers.has(requestId))
    return { outcome: 'repeated', answer: copy(store.answers.get(requestId)) };
  const now = store.incidents.get(incident.id);
  if ((now ? headOf(now.incident) : null) !== (base?.head ?? null)) return { outcome: 'conflict' };
  for (const { key, from } of append.claims) {
    const by = store.claims.get(key);
    if (by !== undefined && by !== incident.id && by !== from) return { outcome: 'claimed', key, by };
  }
  if (append.applies.some((one) => store.applied.has(mark(one)))) return { outcome: 'already-applied' };
  return null;
}

function write(store: FakeStore, append: Append): void {
  const { incident } = append;
  const { id } = incident;
  const before = store.incidents.get(id)?.facts ?? [];
  store.incidents.set(id, { incident: copy(incident), facts: [...before, ...copy(append.facts)] });
  if (append.requestId !== null) store.answers.set(append.requestId, copy(append.answer));
  for (const { key } of append.claims) store.claims.set(key, id);
  for (const one of append.applies) store.applied.add(mark(one));
  // Channels it lost stay found: events of them still come.
  if (incident.channel) store.channels.set(incident.channel.id, id);
  if (append.nextDueAt === null) store.dueAt.delete(id);
  else store.dueAt.set(id, append.nextDueAt);
  const episodes = store.episodes.get(id) ?? new Map<string, Episode>();
  for (const one of append.episodes)
    episodes.set(JSON.stringify([one.fingerprint, one.startsAt, one.occurrence]), copy(one));
  store.episodes.set(id, episodes);
  const groups = store.groups.get(id) ?? new Map<string, GroupSummary>();
  for (const one of append.groups) groups.set(one.id, copy(one));
  store.groups.set(id, groups);
}

function headOf({ version }: Incident): string {
  return `head-${version}`;
}

function mark({ inbox, entry, part }: Append['applies'][number]): string {
  return JSON.stringify([inbox, entry, part]);
}

function copy<T>(value: T): T {
  return value === undefined ? value : JSON.parse(JSON.stringify(value));
}
