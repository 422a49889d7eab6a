import { wantsIncident } from '../domain/alert-declaration.ts';
import { planDeclaration, planStorm } from '../domain/alert-plan.ts';
import type { IncidentId } from '../domain/fact.ts';
import { isStorm, STORM_KEY } from '../domain/storm.ts';
import { appendPlan } from './drain-alerts-append.ts';
import { applyToOwner, type Left } from './drain-alerts-owner.ts';
import type { ApplyDeps, Work } from './drain-alerts-work.ts';

/** Works of one correlation key that nobody owns, or whose owner (`from`) is over. */
export type Unowned = {
  readonly key: string;
  readonly from: IncidentId | null;
  readonly works: readonly Work[];
};

/**
 * The part from which on a key's works matter: the first alert that wants an incident. What comes before it (the
 * resolve of an alert that we never saw, one that routing ignores) belongs to nobody. Null: none wants one.
 */
export function fromFirstWanting(unowned: Unowned): Unowned | null {
  const first = unowned.works.findIndex(({ part }) => wantsIncident(part).length > 0);
  return first === -1 ? null : { ...unowned, works: unowned.works.slice(first) };
}

/** Whether one more incident would be one too many, and the storm that is open already. */
export async function stormNow(
  deps: Pick<ApplyDeps, 'index' | 'clock' | 'rules'>,
): Promise<{ readonly blows: boolean; readonly open: IncidentId | null }> {
  const { declared, open } = await deps.index.storm(deps.clock.now() - deps.rules.storm.within);
  return { blows: open !== null || isStorm(declared, deps.rules.storm), open };
}

/** Opens an incident for one key. The first work must want one. */
export async function declareForKey(
  deps: ApplyDeps,
  { key, from, works }: Unowned,
  origin: 'alert' | 'watchdog' = 'alert',
): Promise<Left> {
  const [first, ...others] = works;
  if (!first) return { again: [], declare: [] };
  // Works that are tried one by one come here without the one that opened the incident: it has an owner by now.
  if (wantsIncident(first.part).length === 0) return { again: works, declare: [] };
  const plan = planDeclaration<Work>([first, ...others], {
    number: await deps.log.nextNumber(),
    origin,
    now: deps.clock.now(),
    reopenWithin: deps.rules.reopenWithin,
  });
  const isDone = await appendPlan(deps, { base: null, plan, works, claims: [{ key, from }] });
  return isDone ? { again: plan.rest, declare: [] } : { again: works, declare: [] };
}

/** Gives keys to the storm that is open, or opens one. Each of them has a work that wants an incident. */
export async function giveToStorm(deps: ApplyDeps, keys: readonly Unowned[]): Promise<Left> {
  // In this order: a storm that somebody opens in between is then noticed by its claim.
  const before = await deps.index.byCorrelationKey(STORM_KEY);
  const { open } = await stormNow(deps);
  const works = keys.flatMap((one) => one.works);
  const joining = new Map(keys.map(({ key, from }) => [key, from]));
  if (open) return applyToOwner(deps, open, works, joining);
  const plan = planStorm(works, {
    number: await deps.log.nextNumber(),
    rule: deps.rules.storm,
    now: deps.clock.now(),
    reopenWithin: deps.rules.reopenWithin,
  });
  const claims = plan.joined.map((key) => ({ key, from: joining.get(key) ?? null }));
  const isDone = await appendPlan(deps, {
    base: null,
    plan,
    works,
    claims: [{ key: STORM_KEY, from: before }, ...claims],
  });
  return isDone ? { again: plan.rest, declare: [] } : { again: works, declare: [] };
}
