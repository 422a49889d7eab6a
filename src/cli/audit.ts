import type { IncidentId } from '../domain/fact.ts';
import type { Instant } from '../domain/instant.ts';
import type { AuditTrail } from '../integrations/redis/audit-trail.ts';
import type { Damage } from '../integrations/redis/damage.ts';
import { type AuditedChange, auditObject, auditRow, isGateEntry } from './audit-row.ts';
import { damageSentence } from './damage-sentence.ts';
import { readSince } from './read-since.ts';

/** What was asked for; null where an option was left out. */
export type AuditAsked = {
  readonly since: string | null;
  readonly incident: string | null;
  readonly json: boolean;
};

export type AuditDeps = {
  readonly audit: AuditTrail;
  readonly now: Instant;
  /** Takes one line of what was asked for. */
  readonly print: (line: string) => void;
  /** Takes one line about it: the sum, and what is damaged. */
  readonly tell: (line: string) => void;
};

/** Where a fact stands and what is known of its change: all that is kept until everything is in order. */
type Place = {
  readonly incident: IncidentId;
  readonly version: number;
  readonly at: Instant;
  readonly change: AuditedChange;
  readonly whole: boolean;
};

type Sum = { incidents: number; older: number; readonly damaged: Set<IncidentId>; missing: IncidentId[] };

/** More names than these help nobody. */
const MOST_NAMED = 20;

/** Facts that are read again in one go. */
const BATCH = 200;

/**
 * `keyturn audit`: prints every fact about changes to clusters, of all incidents or of one, in the order in which they
 * were recorded. Each log is read once with its chain; what is printed is read a second time, so that memory holds only
 * where the facts stand. Exit code 0: all whole; 1: a log is damaged, which is said; 2: nothing could be asked. Throws
 * Unavailable.
 */
export async function runAudit(deps: AuditDeps, asked: AuditAsked): Promise<number> {
  const since = asked.since === null ? null : readSince(asked.since, deps.now);
  const incident = asked.incident === null ? null : idOf(asked.incident);
  if (typeof since === 'string' || incident === undefined) {
    deps.tell(typeof since === 'string' ? since : `"${asked.incident}" is no incident. Write INC-42.`);
    return 2;
  }
  const sum: Sum = { incidents: 0, older: 0, damaged: new Set(), missing: [] };
  const places: Place[] = [];
  for (const id of incident === null ? await allIds(deps.audit) : [incident]) {
    places.push(...(await placesIn(deps, id, since, sum)));
  }
  if (incident !== null && sum.missing.length > 0) {
    deps.tell(`There is no incident ${incident}.`);
    return 2;
  }
  // What was recorded at the same moment stays in the order of its log: sorting is stable.
  places.sort((a, b) => a.at - b.at);
  await printPlaces(deps, places, asked.json, sum);
  for (const line of sumLines(places.length, sum)) deps.tell(line);
  return sum.damaged.size === 0 ? 0 : 1;
}

function idOf(text: string): IncidentId | undefined {
  const [, number] = /^(?:inc-)?(\d+)$/i.exec(text) ?? [];
  return number === undefined ? undefined : `INC-${Number(number)}`;
}

async function allIds(audit: AuditTrail): Promise<readonly IncidentId[]> {
  return Array.from({ length: await audit.lastNumber() }, (_, at) => `INC-${at + 1}`);
}

async function placesIn(
  { audit, tell }: AuditDeps,
  incident: IncidentId,
  since: Instant | null,
  sum: Sum,
): Promise<readonly Place[]> {
  const places: Place[] = [];
  const changes = new Map<number, AuditedChange>();
  const damages = await audit.follow(incident, since, ({ fact, whole }) => {
    if (!isGateEntry(fact)) return;
    const { body, version, recordedAt } = fact;
    const before = changes.get(body.proposal) ?? { wish: null, hash: null };
    const change = knownAfter(before, body);
    if (change !== before) changes.set(body.proposal, change);
    if (since !== null && recordedAt < since) return;
    places.push({ incident, version, at: recordedAt, change, whole });
  });
  if (damages === null) sum.missing.push(incident);
  else if (damages === 'older') sum.older += 1;
  else {
    sum.incidents += places.length > 0 ? 1 : 0;
    if (damages.length > 0) sum.damaged.add(incident);
    for (const line of damageLines(incident, damages)) tell(line);
  }
  return places;
}

function knownAfter(
  before: AuditedChange,
  body: Parameters<typeof auditRow>[0]['fact']['body'],
): AuditedChange {
  if (body.kind === 'action.proposed') {
    const { action, cluster, target } = body.wish;
    return { wish: { action, cluster, target }, hash: null };
  }
  return body.kind === 'action.planned' ? { ...before, hash: body.plan.hash } : before;
}

function damageLines(id: IncidentId, damages: readonly Damage[]): readonly string[] {
  return damages.map((damage) => `${id}: ${damageSentence(damage)}`);
}

/** Reads what was found once more, in its order, and prints it. */
async function printPlaces(
  { audit, print, tell }: AuditDeps,
  places: readonly Place[],
  json: boolean,
  sum: Sum,
): Promise<void> {
  for (let from = 0; from < places.length; from += BATCH) {
    const batch = places.slice(from, from + BATCH);
    const found = new Map(
      await Promise.all(
        [...Map.groupBy(batch, ({ incident }) => incident)].map(async ([incident, ofOne]) => {
          const read = await audit.read(
            incident,
            ofOne.map(({ version }) => version),
          );
          return [incident, new Map(read.map((each) => [each.fact.version, each]))] as const;
        }),
      ),
    );
    for (const { incident, version, change, whole } of batch) {
      const each = found.get(incident)?.get(version);
      if (!each || !isGateEntry(each.fact)) {
        sum.damaged.add(incident);
        tell(`${incident}: Fact ${version} was there a moment ago and is gone.`);
        continue;
      }
      const entry = { incident, fact: each.fact, change, head: each.head, whole: whole && each.whole };
      print(json ? auditObject(entry) : auditRow(entry));
    }
  }
}

function sumLines(facts: number, { incidents, older, damaged, missing }: Sum): readonly string[] {
  const said = `${facts} fact${facts === 1 ? '' : 's'} about changes, of ${incidents} incident${incidents === 1 ? '' : 's'}`;
  const rest = older === 0 ? '' : `; ${older} more where nothing was recorded since`;
  const chains =
    damaged.size === 0 ? 'All chains are whole.' : `Damaged: ${[...damaged].join(', ')}. Ask keyturn verify.`;
  const gaps =
    missing.length === 0
      ? []
      : [
          `Numbers without a log: ${firstOf(missing)}. Given out and never used, or the whole log was removed.`,
        ];
  return [`${said}${rest}. ${chains}`, ...gaps];
}

function firstOf(ids: readonly IncidentId[]): string {
  const more = ids.length - MOST_NAMED;
  return `${ids.slice(0, MOST_NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
