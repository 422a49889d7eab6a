import { isPerson } from './actor.ts';
import type { AlertBook } from './alert-book.ts';
import { type AlertChange, alertDelta } from './alert-delta.ts';
import type { AlertPart } from './correlation.ts';
import type { FactBody } from './fact.ts';
import type { Incident } from './incident.ts';
import type { Instant } from './instant.ts';
import { labelOf } from './label.ts';
import { oneLine } from './one-line.ts';
import type { Policy } from './policy.ts';
import { isWorse, type Severity, worst } from './severity.ts';
import { isOpen } from './status.ts';

/** What a part of a delivery means for the incident that owns its correlation key. */
export type Judgement =
  /** It says nothing new. */
  | { readonly kind: 'nothing' }
  /** It belongs to the incident: these facts, in this order. */
  | { readonly kind: 'absorb'; readonly bodies: readonly FactBody[]; readonly change: AlertChange }
  /** The incident is over and something new fires: a new one must be opened. */
  | { readonly kind: 'declare' };

/**
 * Decides what a part does to its owner. Open: it joins. Resolved a short while ago, and a new occurrence: reopened
 * (a storm is not: the key gets an incident of its own). Resolved longer ago, closed, or cancelled and all clear since:
 * a new occurrence is a new incident, and so is one that is worse than what a person called off. Everything else is
 * absorbed in silence; above all, an alert that was firing when a person resolved or declined neither reopens nor
 * declares anything by itself.
 */
export function judgePart(
  incident: Incident,
  book: AlertBook,
  part: AlertPart,
  now: { readonly at: Instant; readonly reopenWithin: number },
): Judgement {
  const change = alertDelta(book, part, now.at);
  if (!change.anything) return { kind: 'nothing' };
  const changed: FactBody = {
    kind: 'alerts.changed',
    group: change.group,
    delta: change.delta,
    counts: change.counts,
  };
  if (isOpen(incident.status)) {
    return { kind: 'absorb', change, bodies: [changed, ...consequences(incident, book, part, change)] };
  }
  const fresh = [...newOccurrences(part, change), ...unlooked(incident, part, change)];
  if (fresh.length === 0) return { kind: 'absorb', change, bodies: [changed] };
  if (mayReopen(incident, now)) {
    const reopened: FactBody = { kind: 'incident.reopened', reason: reopenReason(part, change) };
    const again: Incident = { ...incident, status: incident.opened ? 'investigating' : 'triage' };
    const rest = consequences(again, book, part, change);
    return { kind: 'absorb', change, bodies: [reopened, changed, ...rest] };
  }
  return stillInWords(incident, book, now) && !fresh.some((policy) => isBeyond(incident, policy))
    ? { kind: 'absorb', change, bodies: [changed] }
    : { kind: 'declare' };
}

/** The policies of the alerts that fire now and did not before. */
function newOccurrences(part: AlertPart, change: AlertChange): readonly Policy[] {
  return policiesOf(part, [...change.delta.joined, ...change.delta.refired]);
}

/**
 * The policies of alerts that went silent, were counted as over when the incident ended by itself, and are back: no
 * person ever looked at them, so they are not known to anybody.
 */
function unlooked(incident: Incident, part: AlertPart, change: AlertChange): readonly Policy[] {
  return incident.endedBy && isPerson(incident.endedBy) ? [] : policiesOf(part, change.delta.returned);
}

function policiesOf(
  part: AlertPart,
  episodes: readonly { readonly fingerprint: string }[],
): readonly Policy[] {
  const fingerprints = new Set(episodes.map(({ fingerprint }) => fingerprint));
  return part.alerts
    .filter(({ alert, policy }) => fingerprints.has(alert.fingerprint) && policy.outcome !== 'ignore')
    .map(({ policy }) => policy);
}

/** True when nothing fires that we know of, nothing is held, and nothing was cut off. */
function isAllClear({ counts }: Pick<AlertChange, 'counts'>): boolean {
  return counts.firing === 0 && counts.held === 0 && counts.truncated === 0;
}

function mayReopen(
  incident: Incident,
  now: { readonly at: Instant; readonly reopenWithin: number },
): boolean {
  const { resolvedAt } = incident.times;
  if (incident.status !== 'resolved' || incident.origin === 'storm' || resolvedAt === null) return false;
  return now.at - resolvedAt <= now.reopenWithin;
}

/** A person called it off a short while ago, and it has not been all clear since: they have spoken about it. */
function stillInWords(
  incident: Incident,
  book: AlertBook,
  now: { readonly at: Instant; readonly reopenWithin: number },
): boolean {
  const { cancelledAt } = incident.times;
  if (incident.status !== 'cancelled' || isAllClear(book) || cancelledAt === null) return false;
  return now.at - cancelledAt <= now.reopenWithin;
}

/** Worse than what the person had before them when they called it off: their word was not about this. */
function isBeyond(incident: Incident, { outcome, severity }: Policy): boolean {
  return isWorse(severity, incident.severity) || (outcome === 'open' && !incident.opened);
}

/** What follows for an open incident: triage is left for what must open, severity rises, an untouched triage ends. */
function consequences(
  incident: Incident,
  book: AlertBook,
  part: AlertPart,
  change: AlertChange,
): readonly FactBody[] {
  const fresh = newOccurrences(part, change);
  const bodies: FactBody[] = [];
  if (incident.status === 'triage' && fresh.some(({ outcome }) => outcome === 'open')) {
    bodies.push({ kind: 'status.changed', from: 'triage', to: 'investigating', reason: null });
  }
  const severity = risenTo(incident, book, part, fresh);
  if (severity) {
    bodies.push({
      kind: 'severity.changed',
      from: incident.severity,
      to: severity,
      reason: 'A worse alert joined.',
    });
  }
  const untouched = incident.status === 'triage' && !incident.touched && bodies.length === 0;
  if (untouched && isAllClear(change)) {
    bodies.push({
      kind: 'status.changed',
      from: 'triage',
      to: 'resolved',
      reason:
        change.counts.gone === 0
          ? 'All its alerts cleared.'
          : 'None of its alerts fires any more; some went silent without clearing.',
    });
  }
  return bodies;
}

/**
 * Severity rises with an alert that is worse than the incident and than everything that alerts said before: what a
 * person lowered is not raised again by one more alert of the kind they knew.
 */
function risenTo(
  incident: Incident,
  book: AlertBook,
  part: AlertPart,
  fresh: readonly Policy[],
): Severity | null {
  const [first, ...rest] = fresh.map(({ severity }) => severity);
  if (!first) return null;
  const now = rest.reduce(worst, first);
  const known = part.alerts
    .filter(({ alert, policy }) => policy.outcome !== 'ignore' && book.episodes.has(alert.fingerprint))
    .map(({ policy }) => policy.severity)
    .reduce(worst, incident.policy.severity);
  return isWorse(now, incident.severity) && isWorse(now, known) ? now : null;
}

function reopenReason(part: AlertPart, change: AlertChange): string {
  const { refired, joined, returned } = change.delta;
  const [episode] = [...refired, ...joined, ...returned];
  const name = oneLine(labelOf(episode?.labels ?? part.labels, 'alertname'), 80) || 'An alert';
  if (refired.length > 0) return `${name} fires again.`;
  return joined.length > 0 ? `${name} fires, too.` : `${name} still fires, it had only gone silent.`;
}
