import type { AlertBook } from '../domain/alert-book.ts';
import { emptyBook } from '../domain/alert-book.ts';
import type { AlertPlan } from '../domain/alert-plan.ts';
import type { IncidentId } from '../domain/fact.ts';
import type { Append, Loaded } from '../ports/incident-log.ts';
import { AlreadyApplied, type ApplyDeps, type Work } from './drain-alerts-work.ts';

/**
 * Appends what was planned for these works, and wakes what follows from it. False: somebody else was first, so the
 * plan must be made again. Throws AlreadyApplied, and Unavailable when the log can't be reached.
 */
export async function appendPlan(
  deps: ApplyDeps,
  input: {
    readonly base: { readonly loaded: Loaded; readonly book: AlertBook } | null;
    readonly plan: AlertPlan<Work>;
    /** All works that the plan is about, also those that changed nothing: a later try must not judge them again. */
    readonly works: readonly Work[];
    readonly claims: Append['claims'];
  },
): Promise<boolean> {
  const { base, plan } = input;
  const applied = input.works.filter((work) => !plan.rest.includes(work));
  const owner = base?.loaded.incident.id ?? plan.incident?.id;
  // Before the append: a process that is killed after it would never come to it.
  if (owner) await touch(deps, owner, applied);
  if (!plan.incident) return true;
  const result = await deps.log.append({
    base: base?.loaded ?? null,
    facts: plan.facts,
    incident: plan.incident,
    nextDueAt: deps.clock.now(),
    requestId: null,
    answer: null,
    episodes: plan.episodes,
    groups: plan.groups,
    claims: input.claims,
    applies: applied.flatMap(({ entry, part }) =>
      entry === null ? [] : [{ inbox: 'alerts' as const, entry, part: part.key }],
    ),
  });
  const before = heldGroups(base?.book ?? emptyBook);
  if (result.outcome === 'already-applied') {
    // The earlier try may have been killed right after its append.
    await expectConfirmations(deps, { groups: groupsOf(applied), held: before });
    throw new AlreadyApplied();
  }
  if (result.outcome !== 'appended') return false;
  if (!base) deps.metrics.count('incidents_declared_total', { origin: plan.incident.origin });
  const held = heldGroups(plan.book);
  await expectConfirmations(deps, { groups: changed(before, held), held });
  await deps.jobs.advance(plan.incident.id);
  return true;
}

/** When Alertmanager last spoke of the incident; our own findings do not count. */
async function touch(deps: ApplyDeps, id: IncidentId, works: readonly Work[]): Promise<void> {
  const heard = works.filter(({ entry }) => entry !== null).map(({ receivedAt }) => receivedAt);
  if (heard.length > 0) await deps.episodes.touch(id, Math.max(...heard));
}

/** Equal deliveries of a group are worth storing while one of its episodes is held, and no longer. */
async function expectConfirmations(
  deps: ApplyDeps,
  { groups, held }: { readonly groups: Iterable<string>; readonly held: ReadonlySet<string> },
): Promise<void> {
  for (const group of groups) await deps.deliveries.expectConfirmation(group, held.has(group));
}

function groupsOf(works: readonly Work[]): ReadonlySet<string> {
  return new Set(works.map(({ part }) => part.group.id));
}

function heldGroups(book: AlertBook): ReadonlySet<string> {
  const held = [...book.episodes.values()].filter(({ state }) => state === 'held');
  return new Set(held.map(({ group }) => group));
}

function changed(before: ReadonlySet<string>, after: ReadonlySet<string>): readonly string[] {
  return [...before, ...after].filter((group) => before.has(group) !== after.has(group));
}
