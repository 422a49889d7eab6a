import type { Episode } from './alert.ts';
import { type AlertBook, emptyBook, episodeKey, type OwnBook } from './alert-book.ts';
import { declarationOf, stormDeclarationOf, wantsIncident } from './alert-declaration.ts';
import { type AlertChange, alertDelta, enterChange } from './alert-delta.ts';
import { judgePart } from './alert-judgement.ts';
import { speakerOf } from './alert-source.ts';
import type { AlertPart } from './correlation.ts';
import { evolveAll } from './evolve.ts';
import type { Fact, FactBody, GroupSummary, IncidentId } from './fact.ts';
import type { Incident } from './incident.ts';
import type { Instant } from './instant.ts';
import { isOpen } from './status.ts';
import type { StormRule } from './storm.ts';

/** A part of a delivery, with when the delivery came in. */
export type AlertWork = { readonly part: AlertPart; readonly receivedAt: Instant };

/** What one append to one incident will write for several parts. `rest`: what needs an incident of its own. */
export type AlertPlan<Work extends AlertWork> = {
  /** Null when nothing is to be written. */
  readonly incident: Incident | null;
  readonly facts: readonly Fact[];
  readonly episodes: readonly Episode[];
  readonly groups: readonly GroupSummary[];
  /** Correlation keys that are the incident's from now on. */
  readonly joined: readonly string[];
  readonly rest: readonly Work[];
  readonly book: AlertBook;
};

type Draft = {
  readonly id: IncidentId;
  readonly now: Instant;
  incident: Incident | null;
  readonly book: OwnBook;
  readonly facts: Fact[];
  readonly episodes: Map<string, Episode>;
  readonly groups: Map<string, GroupSummary>;
  readonly joined: Set<string>;
};

/**
 * Plans what parts do to the incident that owns their keys, in their order. From the first part of a key on that
 * needs a new incident, that key's parts are left over. Keys in `joining` are not the incident's yet (it is an open
 * storm): they join with the first alert that wants an incident.
 */
export function planOnOwner<Work extends AlertWork>(
  base: { readonly incident: Incident; readonly book: AlertBook },
  works: readonly Work[],
  how: { readonly now: Instant; readonly reopenWithin: number; readonly joining: ReadonlySet<string> },
): AlertPlan<Work> {
  return goOn(startDraft(base.incident.id, how.now, base), works, how);
}

/** Plans a new incident for the parts of one key, the first of which wants one. */
export function planDeclaration<Work extends AlertWork>(
  works: readonly [Work, ...Work[]],
  how: {
    readonly number: number;
    readonly origin: 'alert' | 'watchdog';
    readonly now: Instant;
    readonly reopenWithin: number;
  },
): AlertPlan<Work> {
  const [first, ...others] = works;
  const draft = startDraft(idOf(how.number), how.now);
  const declaration = declarationOf(first.part, { ...how, at: first.receivedAt });
  add(draft, first, [declaration], alertDelta(emptyBook, first.part, first.receivedAt));
  draft.joined.add(first.part.key);
  return goOn(draft, others, { ...how, joining: new Set() });
}

/** Plans a storm that takes over the keys of these parts, at least one of which wants an incident. */
export function planStorm<Work extends AlertWork>(
  works: readonly Work[],
  how: {
    readonly number: number;
    readonly rule: StormRule;
    readonly now: Instant;
    readonly reopenWithin: number;
  },
): AlertPlan<Work> {
  const wanting = works.find(({ part }) => wantsIncident(part).length > 0);
  const parts = works.map(({ part }) => part);
  const declaration = stormDeclarationOf(parts, { ...how, at: wanting?.receivedAt ?? how.now });
  if (!wanting || !declaration) throw new Error('no alert wants an incident');
  const draft = startDraft(idOf(how.number), how.now);
  add(draft, wanting, [declaration], null);
  return goOn(draft, works, { ...how, joining: new Set(parts.map(({ key }) => key)) });
}

type How = { readonly now: Instant; readonly reopenWithin: number; readonly joining: ReadonlySet<string> };

function goOn<Work extends AlertWork>(draft: Draft, works: readonly Work[], how: How): AlertPlan<Work> {
  const leftKeys = new Set<string>();
  const rest: Work[] = [];
  for (const work of works) {
    if (!leftKeys.has(work.part.key) && applyTo(draft, work, how)) continue;
    leftKeys.add(work.part.key);
    rest.push(work);
  }
  return {
    incident: draft.facts.length > 0 ? draft.incident : null,
    facts: draft.facts,
    episodes: [...draft.episodes.values()],
    groups: [...draft.groups.values()],
    joined: [...draft.joined],
    rest,
    book: draft.book,
  };
}

/** False when the part needs an incident of its own. */
function applyTo(draft: Draft, work: AlertWork, how: How): boolean {
  const { incident, book } = draft;
  if (!incident) throw new Error('there is no incident to apply a part to');
  const { part, receivedAt } = work;
  const joins = how.joining.has(part.key) && !draft.joined.has(part.key);
  // A storm takes keys over only while it is open.
  if (joins && !isOpen(incident.status)) return false;
  // Of a key that nobody owns, only what wants an incident is of interest.
  if (joins && wantsIncident(part).length === 0) return true;
  const judged = judgePart(incident, book, part, { at: receivedAt, reopenWithin: how.reopenWithin });
  if (judged.kind === 'declare') return false;
  if (judged.kind === 'nothing' && !joins) return true;
  const joining: FactBody[] = joins
    ? [{ kind: 'correlation.joined', correlationKey: part.key, labels: part.labels }]
    : [];
  if (joins) draft.joined.add(part.key);
  if (judged.kind === 'nothing') addBodies(draft, work, joining);
  else {
    addBodies(draft, work, [...joining, ...judged.bodies]);
    note(draft, judged.change);
  }
  return true;
}

function startDraft(
  id: IncidentId,
  now: Instant,
  base?: { readonly incident: Incident; readonly book: AlertBook },
): Draft {
  return {
    id,
    now,
    incident: base?.incident ?? null,
    book: ownCopy(base?.book ?? emptyBook),
    facts: [],
    episodes: new Map(),
    groups: new Map(),
    joined: new Set(),
  };
}

function add(draft: Draft, work: AlertWork, bodies: readonly FactBody[], change: AlertChange | null): void {
  const { group, delta, counts } = change ?? {};
  addBodies(
    draft,
    work,
    group && delta && counts ? [...bodies, { kind: 'alerts.changed', group, delta, counts }] : bodies,
  );
  if (change) note(draft, change);
}

function addBodies(draft: Draft, { part, receivedAt }: AlertWork, bodies: readonly FactBody[]): void {
  const happenings = bodies.map((body) => ({ body, ...speakerOf(part), at: receivedAt }));
  const evolved = evolveAll(draft.incident, happenings, draft.now, { id: draft.id });
  draft.facts.push(...evolved.facts);
  draft.incident = evolved.incident;
}

function note(draft: Draft, change: AlertChange): void {
  enterChange(draft.book, change);
  for (const episode of change.episodes) draft.episodes.set(episodeKey(episode), episode);
  draft.groups.set(change.group.id, change.group);
}

function ownCopy({ counts, groups, episodes }: AlertBook): OwnBook {
  return { counts, groups: new Map(groups), episodes: new Map(episodes) };
}

function idOf(number: number): IncidentId {
  return `INC-${number}`;
}
