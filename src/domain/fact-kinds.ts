import type { FactKind } from './fact.ts';

/**
 * Every kind of fact that this version can fold. A log that holds another kind was written by a newer version:
 * it can be read on, but not be written by us. A test keeps this list equal to FactKind.
 */
export const factKinds = [
  'incident.declared',
  'correlation.joined',
  'alerts.changed',
  'status.changed',
  'incident.cancelled',
  'incident.reopened',
  'severity.changed',
  'title.changed',
  'note.added',
  'update.posted',
  'link.added',
  'message.marked',
  'role.proposed',
  'role.escalated',
  'role.assigned',
  'role.vacated',
  'channel.opened',
  'channel.lost',
  'step.done',
  'step.skipped',
  'step.blocked',
  'query.asked',
  'query.answered',
  'diagnosis.asked',
  'diagnosis.completed',
  'diagnosis.failed',
  'evidence.kept',
  'watch.started',
  'watch.changed',
  'watch.ended',
  'messages.sealed',
] as const satisfies readonly FactKind[];
