import type { FactKind } from '../fact.ts';
import type { TimelineEntry } from './postmortem.ts';

type EntryKind = TimelineEntry['kind'];

const kinds: Readonly<Record<FactKind, EntryKind>> = {
  'incident.declared': 'status',
  'correlation.joined': 'alert',
  'alerts.changed': 'alert',
  'status.changed': 'status',
  'incident.cancelled': 'status',
  'incident.reopened': 'status',
  'severity.changed': 'severity',
  'title.changed': 'other',
  'note.added': 'note',
  'update.posted': 'note',
  'followup.added': 'other',
  'followup.closed': 'other',
  'link.added': 'other',
  'message.marked': 'other',
  'role.proposed': 'role',
  'role.escalated': 'role',
  'role.assigned': 'role',
  'role.vacated': 'role',
  'channel.opened': 'other',
  'channel.lost': 'other',
  'step.done': 'other',
  'step.skipped': 'other',
  'step.blocked': 'other',
  'query.asked': 'question',
  'query.answered': 'question',
  'diagnosis.asked': 'diagnosis',
  'diagnosis.completed': 'diagnosis',
  'diagnosis.failed': 'diagnosis',
  'evidence.kept': 'diagnosis',
  'watch.started': 'question',
  'watch.changed': 'question',
  'watch.ended': 'question',
  'action.proposed': 'change',
  'action.refused': 'change',
  'action.planned': 'change',
  'action.acknowledged': 'change',
  'action.approved': 'change',
  'action.denied': 'change',
  'action.withdrawn': 'change',
  'action.expired': 'change',
  'action.superseded': 'change',
  'action.started': 'change',
  'action.sent': 'change',
  'action.progressed': 'change',
  'action.woken': 'change',
  'action.executed': 'change',
  'action.settled': 'change',
  'action.stopped': 'change',
  'action.click-refused': 'change',
  'messages.sealed': 'other',
};

/** Among what a fact stands in the timeline. One that only a newer version knows: `other`. */
export function factEntryKind(kind: string): EntryKind {
  return Object.hasOwn(kinds, kind) ? kinds[kind as FactKind] : 'other';
}
