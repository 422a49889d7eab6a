import { isPerson } from './actor.ts';
import { evolveAlerts } from './evolve-alerts.ts';
import { evolveChannel } from './evolve-channel.ts';
import { declared } from './evolve-declared.ts';
import { evolveFollowups } from './evolve-followups.ts';
import { evolveInvestigation } from './evolve-investigation.ts';
import { addNotice } from './evolve-notices.ts';
import { evolveRoles } from './evolve-roles.ts';
import { evolveStatus } from './evolve-status.ts';
import { evolveSteps } from './evolve-steps.ts';
import type { Fact, Happening, IncidentId } from './fact.ts';
import type { Incident } from './incident.ts';
import type { Instant } from './instant.ts';
import { evolveExports } from './postmortem/evolve-exports.ts';
import { evolveProposals } from './proposal/evolve-proposals.ts';

/**
 * Folds one fact into an incident. Pure and total: a kind of fact that this version does not know changes nothing
 * but the version (the adapter of the log refuses to write after one).
 */
function evolve(incident: Incident | null, fact: Fact, id: IncidentId): Incident {
  if (fact.body.kind === 'incident.declared') return declared(id, fact, fact.body);
  if (!incident) throw new Error(`the log of ${id} does not begin with its declaration`);
  const next = touch(fold(incident, fact), fact);
  return { ...next, version: fact.version, recordedAt: fact.recordedAt };
}

/**
 * Numbers and stamps happenings as facts, and folds them. `at` is now; no fact is recorded before the one before it.
 * A new incident is folded from null and needs its id.
 */
export function evolveAll(
  incident: Incident | null,
  happenings: readonly Happening[],
  at: Instant,
  options?: { readonly id: IncidentId },
): { readonly facts: readonly Fact[]; readonly incident: Incident } {
  const id = incident?.id ?? options?.id;
  if (id === undefined) throw new Error('a new incident needs an id');
  const recordedAt = Math.max(at, incident?.recordedAt ?? 0);
  const first = (incident?.version ?? 0) + 1;
  const facts = happenings.map((happening, i): Fact => ({ ...happening, version: first + i, recordedAt }));
  const folded = facts.reduce<Incident | null>((state, fact) => evolve(state, fact, id), incident);
  if (!folded) throw new Error('nothing happened');
  return { facts, incident: folded };
}

/** The fold of a whole log. */
export function foldLog(id: IncidentId, facts: readonly Fact[]): Incident | null {
  return facts.reduce<Incident | null>((state, fact) => evolve(state, fact, id), null);
}

function fold(incident: Incident, fact: Fact): Incident {
  const { body } = fact;
  switch (body.kind) {
    case 'alerts.changed':
      return evolveAlerts(incident, fact, body);
    case 'correlation.joined':
      return {
        ...incident,
        correlationKeys: incident.correlationKeys + 1,
        topGroups: incident.topGroups.length < 20 ? [...incident.topGroups, body.labels] : incident.topGroups,
      };
    case 'status.changed':
    case 'incident.cancelled':
    case 'incident.reopened':
    case 'severity.changed':
      return evolveStatus(incident, fact, body);
    case 'role.proposed':
    case 'role.escalated':
    case 'role.assigned':
    case 'role.vacated':
      return evolveRoles(incident, fact, body);
    case 'channel.opened':
    case 'channel.lost':
      return evolveChannel(incident, fact, body);
    case 'step.done':
    case 'step.skipped':
    case 'step.blocked':
      return evolveSteps(incident, fact, body);
    case 'query.asked':
    case 'query.answered':
    case 'diagnosis.asked':
    case 'diagnosis.completed':
    case 'diagnosis.failed':
    case 'evidence.kept':
    case 'watch.started':
    case 'watch.changed':
    case 'watch.ended':
      return evolveInvestigation(incident, fact, body);
    case 'action.proposed':
    case 'action.refused':
    case 'action.planned':
    case 'action.acknowledged':
    case 'action.approved':
    case 'action.denied':
    case 'action.withdrawn':
    case 'action.expired':
    case 'action.superseded':
    case 'action.started':
    case 'action.sent':
    case 'action.progressed':
    case 'action.woken':
    case 'action.executed':
    case 'action.settled':
    case 'action.stopped':
    case 'action.click-refused':
      return evolveProposals(incident, fact, body);
    case 'postmortem.asked':
    case 'postmortem.drafted':
    case 'postmortem.cancelled':
      return evolveExports(incident, fact, body);
    default:
      return evolveWords(incident, fact);
  }
}

function evolveWords(incident: Incident, fact: Fact): Incident {
  const { body } = fact;
  switch (body.kind) {
    case 'title.changed': {
      const renamed = {
        ...incident,
        title: body.to,
        topicRevision: incident.topicRevision + 1,
        titleRevision: incident.titleRevision + 1,
      };
      return addNotice(renamed, fact, { kind: 'renamed', from: body.from, to: body.to });
    }
    case 'note.added':
      return addNotice(incident, fact, { kind: 'note', text: body.text, happenedAt: fact.at });
    case 'update.posted': {
      const by = isPerson(fact.by) ? fact.by.user : null;
      const updated = { ...incident, lastUpdate: { text: body.text, by, at: fact.at } };
      return addNotice(updated, fact, { kind: 'update', text: body.text });
    }
    case 'followup.added':
    case 'followup.closed':
      return evolveFollowups(incident, fact, body);
    case 'link.added':
      return addNotice({ ...incident, links: [...incident.links, body.link] }, fact, {
        kind: 'link',
        ...body.link,
      });
    case 'message.marked':
      return { ...incident, marked: incident.marked + 1 };
    default:
      return incident;
  }
}

function touch(incident: Incident, fact: Fact): Incident {
  if (!isPerson(fact.by) || fact.body.kind === 'messages.sealed' || fact.body.kind === 'channel.lost')
    return incident;
  if (incident.touched && incident.times.acknowledgedAt !== null) return incident;
  const acknowledgedAt = incident.times.acknowledgedAt ?? fact.at;
  return { ...incident, touched: true, times: { ...incident.times, acknowledgedAt } };
}
