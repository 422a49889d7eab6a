import { type AlertBook, alertBook } from '../domain/alert-book.ts';
import { planOnOwner } from '../domain/alert-plan.ts';
import type { IncidentId } from '../domain/fact.ts';
import type { Loaded } from '../ports/incident-log.ts';
import { appendPlan } from './drain-alerts-append.ts';
import type { ApplyDeps, Work } from './drain-alerts-work.ts';

/** What is left: `again` must be given to whoever owns the keys now, `declare` needs incidents of their own. */
export type Left = { readonly again: readonly Work[]; readonly declare: readonly Work[] };

/**
 * Applies works to the incident that owns their keys: one load, one decision, one append. `joining`: keys that the
 * incident (an open storm) takes over, with whom they belonged to before.
 */
export async function applyToOwner(
  deps: ApplyDeps,
  id: IncidentId,
  works: readonly Work[],
  joining: ReadonlyMap<string, IncidentId | null> = new Map(),
): Promise<Left> {
  const loaded = await deps.log.load(id);
  if (!loaded) throw new Error('a correlation key belongs to an incident that is not there');
  const book = await loadBook(deps, loaded, works);
  const plan = planOnOwner({ incident: loaded.incident, book }, works, {
    now: deps.clock.now(),
    reopenWithin: deps.rules.reopenWithin,
    joining: new Set(joining.keys()),
  });
  const claims = plan.joined.map((key) => ({ key, from: joining.get(key) ?? null }));
  const isDone = await appendPlan(deps, { base: { loaded, book }, plan, works, claims });
  return isDone ? { again: [], declare: plan.rest } : { again: works, declare: [] };
}

/** What is known of the alerts that these works speak of: theirs, and all of the groups that they are from. */
async function loadBook(
  deps: Pick<ApplyDeps, 'episodes'>,
  { incident }: Loaded,
  works: readonly Work[],
): Promise<AlertBook> {
  const { id } = incident;
  const fingerprints = new Set(
    works.flatMap(({ part }) => part.alerts.map(({ alert }) => alert.fingerprint)),
  );
  const speaking = [...new Set(works.map(({ part }) => part.group.id))];
  const [groups, own] = await Promise.all([
    deps.episodes.groups(id, speaking),
    fingerprints.size > 0 ? deps.episodes.of(id, [...fingerprints]) : [],
  ]);
  const ofGroups = await Promise.all(groups.map((group) => deps.episodes.ofGroup(id, group.id)));
  return alertBook(incident.alerts, groups, [...ofGroups.flat(), ...own]);
}
