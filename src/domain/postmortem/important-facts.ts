import type { AlertCounts } from '../alert.ts';
import type { Fact, FactKind } from '../fact.ts';

/** What a reader wants to know of every incident. Alerts and diagnoses have rules of their own. */
const always: ReadonlySet<FactKind> = new Set<FactKind>([
  'incident.declared',
  'correlation.joined',
  'status.changed',
  'incident.cancelled',
  'incident.reopened',
  'severity.changed',
  'note.added',
  'update.posted',
  'followup.added',
  'role.escalated',
  'role.assigned',
  'role.vacated',
  'channel.lost',
  'action.proposed',
  'action.refused',
  'action.approved',
  'action.denied',
  'action.withdrawn',
  'action.expired',
  'action.superseded',
  'action.executed',
  'action.settled',
  'action.stopped',
]);

/** What flaps more often than this is said as a number; each time in the timeline would hide everything else. */
const FLAPS = 5;

type Heard = { readonly told: number; readonly clears: number; readonly failure: string | null };

/**
 * The facts that people care about: decisions, changes, what was found, and of the alerts the first, each doubling, and
 * when they cleared and came back. Marks count where the marked message itself is not in the timeline: `isShown`.
 */
export function importantFacts(
  facts: readonly Fact[],
  isShown: (message: { readonly channel: string; readonly ts: string }) => boolean,
): ReadonlySet<Fact> {
  const important = new Set<Fact>();
  let heard: Heard = { told: 0, clears: 0, failure: null };
  for (const fact of facts) {
    const [counts, next] = judged(heard, fact, isShown);
    if (counts) important.add(fact);
    heard = next;
  }
  return important;
}

function judged(
  heard: Heard,
  { body }: Fact,
  isShown: Parameters<typeof importantFacts>[1],
): readonly [boolean, Heard] {
  switch (body.kind) {
    case 'alerts.changed':
      return judgedAlerts(heard, body.counts);
    case 'diagnosis.completed':
      return [body.tell, { ...heard, failure: null }];
    case 'diagnosis.failed':
      return [body.sentence !== heard.failure, { ...heard, failure: body.sentence }];
    case 'query.answered':
      return [body.outcome === 'answered', heard];
    case 'message.marked':
      return [!isShown(body.message), heard];
    default:
      return [always.has(body.kind), heard];
  }
}

function judgedAlerts(heard: Heard, { firing, held }: AlertCounts): readonly [boolean, Heard] {
  const flaps = heard.clears >= FLAPS;
  if (firing > 0 && firing >= heard.told * 2) return [!flaps, { ...heard, told: firing }];
  const isClear = firing === 0 && held === 0 && heard.told > 0;
  return isClear ? [!flaps, { ...heard, told: 0, clears: heard.clears + 1 }] : [false, heard];
}
