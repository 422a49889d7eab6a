import type { Fact } from './fact.ts';
import type { Incident } from './incident.ts';
import type { NoticeBody } from './notice.ts';

/**
 * Queues something to be said in the channel. An incident that never left triage has no channel and says nothing:
 * its one message is edited in place.
 */
export function addNotice(incident: Incident, fact: Fact, body: NoticeBody): Incident {
  if (!incident.opened) return incident;
  const id = incident.lastNotice + 1;
  return {
    ...incident,
    lastNotice: id,
    notices: [...incident.notices, { id, body, by: fact.by, at: fact.at }],
  };
}
