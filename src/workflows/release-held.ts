import type { Episode } from '../domain/alert.ts';
import type { GroupSummary } from '../domain/fact.ts';
import type { Incident } from '../domain/incident.ts';
import { SECOND } from '../domain/instant.ts';
import type { ActiveAlert, ActiveAlerts } from '../ports/active-alerts.ts';
import { Misconfigured, Unavailable } from '../ports/failures.ts';
import { applyFound, foundWorks } from './drain-alerts-found.ts';
import type { ApplyDeps } from './drain-alerts-work.ts';

export type ReleaseHeldDeps = ApplyDeps & { readonly activeAlerts: ActiveAlerts };

/** Held alerts of incidents that are over are looked for among this many of the newest. */
const NEWEST = 200;

const DEFAULT_HOLD = 60 * SECOND;

/**
 * Decides about firings that are held for longer than their source's time, see docs/adr/0004-held-alerts.md: active in
 * Alertmanager's API: fired again; not there: a late duplicate; no API to ask: fired again, because an alert lost is
 * worse than one told twice; API away, or it refuses us: asked again, for as long as the hold once more, then fired
 * again. Run from the sweep. Throws Unavailable when the store can't be reached.
 */
export async function releaseHeld(deps: ReleaseHeldDeps): Promise<void> {
  const incidents = new Map<string, Incident>();
  for (const one of [...(await deps.index.open()), ...(await deps.index.recent(NEWEST))]) {
    if (one.alerts.held > 0) incidents.set(one.id, one);
  }
  const ask = createAsk(deps.activeAlerts);
  for (const { id } of incidents.values()) {
    const groups = await deps.episodes.groups(id);
    const held = (await deps.episodes.all(id)).filter(({ state }) => state === 'held');
    for (const group of groups) {
      const own = held.filter((episode) => episode.group === group.id);
      await applyFound(deps, id, await decided(deps, ask, group, own));
    }
  }
}

type Ask = (source: string) => Promise<readonly ActiveAlert[] | 'away' | null>;

async function decided(deps: ReleaseHeldDeps, ask: Ask, group: GroupSummary, held: readonly Episode[]) {
  const now = deps.clock.now();
  const holdFor = deps.rules.sources.get(group.source)?.holdFor ?? DEFAULT_HOLD;
  const over = held.filter(({ heldSince }) => now - (heldSince ?? now) >= holdFor);
  if (over.length === 0) return [];
  const active = await ask(group.source);
  const found = over.flatMap((episode) => {
    const status = statusOf(episode, active, now - (episode.heldSince ?? now) >= 2 * holdFor);
    return status === null ? [] : [{ episode, status }];
  });
  return foundWorks(deps.rules, group, found, now);
}

function statusOf(
  { fingerprint }: Episode,
  active: Awaited<ReturnType<Ask>>,
  isLongOver: boolean,
): 'firing' | 'resolved' | null {
  if (active === null) return 'firing';
  if (active === 'away') return isLongOver ? 'firing' : null;
  return active.some((one) => one.fingerprint === fingerprint && one.state === 'active')
    ? 'firing'
    : 'resolved';
}

/** Asks each source once. */
function createAsk(activeAlerts: ActiveAlerts): Ask {
  const answers = new Map<string, ReturnType<Ask>>();
  const ask = async (source: string): ReturnType<Ask> => {
    try {
      return await activeAlerts.list(source);
    } catch (error) {
      // A wrong token or address must not hold an alert for ever; reconcile-alerts says in the log what is wrong.
      if (error instanceof Unavailable || error instanceof Misconfigured) return 'away';
      throw error;
    }
  };
  return (source) => {
    const answer = answers.get(source) ?? ask(source);
    answers.set(source, answer);
    return answer;
  };
}
