import type { Episode } from './alert.ts';
import { addNotice } from './evolve-notices.ts';
import type { AlertDelta, Fact, FactBody } from './fact.ts';
import { type AlertLine, type Incident, TOP } from './incident.ts';
import { isOpen } from './status.ts';

type AlertsChanged = Extract<FactBody, { kind: 'alerts.changed' }>;

/** Folds a group's delta: counts, the top of the list, since when all is clear, and whether the trouble doubled. */
export function evolveAlerts(incident: Incident, fact: Fact, body: AlertsChanged): Incident {
  const { counts } = body;
  const clear = counts.firing === 0 && counts.held === 0 && counts.truncated === 0;
  const clearSince = clear ? (incident.clearSince ?? fact.at) : null;
  const becameClear = clear && incident.clearSince === null;
  const next: Incident = {
    ...incident,
    alerts: counts,
    topAlerts: mergeTop(incident.topAlerts, body.delta),
    topGroups: withGroup(incident.topGroups, body.group.labels),
    clearSince,
    clears: becameClear ? incident.clears + 1 : incident.clears,
  };
  return tellDoubling(next, fact);
}

/**
 * Says that it spreads whenever twice as many fire as the channel was last told, and that it fires again after the
 * channel was told that all is clear. What flaps in between is seen on the card: a message each time would be noise.
 */
function tellDoubling(incident: Incident, fact: Fact): Incident {
  const { toldFiring, alerts } = incident;
  if (alerts.firing === 0) return incident;
  const isAgain = toldFiring === 0 && incident.allClearToldAt !== null;
  if (!incident.opened || (toldFiring === 0 && !isAgain)) {
    return { ...incident, toldFiring: Math.max(toldFiring, alerts.firing) };
  }
  if (alerts.firing < toldFiring * 2 || !isOpen(incident.status)) return incident;
  const told = { ...incident, toldFiring: alerts.firing };
  return addNotice(told, fact, { kind: 'alerts-doubled', from: toldFiring, to: alerts.firing });
}

/** Firing ones stay in sight: others make room for them, and nothing firing makes room for what is over. */
function mergeTop(top: readonly AlertLine[], delta: AlertDelta): readonly AlertLine[] {
  const changed = [
    ...delta.joined,
    ...delta.refired,
    ...delta.returned,
    ...delta.held,
    ...delta.resolved,
    ...delta.gone,
  ];
  const lines = new Map(top.map((line) => [line.fingerprint, line]));
  for (const episode of changed) {
    if (lines.has(episode.fingerprint) || lines.size < TOP) {
      lines.set(episode.fingerprint, lineOf(episode));
    } else if (episode.state === 'firing') {
      const over = [...lines.values()].find((line) => line.state !== 'firing');
      if (!over) continue;
      lines.delete(over.fingerprint);
      lines.set(episode.fingerprint, lineOf(episode));
    }
  }
  return [...lines.values()];
}

function lineOf(episode: Episode): AlertLine {
  const { fingerprint, state, startedAt, labels, annotations } = episode;
  return { fingerprint, state, startedAt, labels, summary: annotations.summary ?? null };
}

function withGroup(
  groups: Incident['topGroups'],
  labels: Incident['topGroups'][number],
): Incident['topGroups'] {
  const text = JSON.stringify(labels);
  if (groups.length >= TOP || groups.some((known) => JSON.stringify(known) === text)) return groups;
  return [...groups, labels];
}
