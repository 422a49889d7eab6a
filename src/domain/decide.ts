import { decideFollowup } from './decide-followup.ts';
import { decideInvestigation } from './decide-investigation.ts';
import { decideLifecycle } from './decide-lifecycle.ts';
import { decideRole } from './decide-role.ts';
import type { FactBody, Happening } from './fact.ts';
import type { Incident } from './incident.ts';
import { decideExport } from './postmortem/decide-export.ts';
import type { Asking, Request } from './request.ts';
import { ok, type Result, refuse } from './result.ts';

/** A title longer than this says too much: the rest belongs into a note. */
export const MAX_TITLE = 150;

/**
 * What follows from a request: the facts, none when it is so already, or a refusal in words.
 * Pure; may be called again with a newer incident after a conflict.
 */
export function decide(incident: Incident, request: Request, asking: Asking): Result<readonly Happening[]> {
  const bodies = decideBodies(incident, request, asking);
  if (!bodies.ok) return bodies;
  const at = request.kind === 'add-note' ? request.happenedAt : asking.at;
  return ok(bodies.value.map((body) => ({ body, by: asking.by, door: asking.door, at })));
}

function decideBodies(incident: Incident, request: Request, asking: Asking): Result<readonly FactBody[]> {
  switch (request.kind) {
    case 'accept':
    case 'decline':
    case 'change-status':
    case 'resolve':
    case 'reopen':
    case 'cancel':
    case 'change-severity':
      return decideLifecycle(incident, request);
    case 'assign-role':
    case 'vacate-role':
      return decideRole(incident, request);
    case 'rename':
      return rename(incident, request.title);
    case 'add-note':
      return addNote(request.text, request.happenedAt, asking);
    case 'post-update':
      return postUpdate(incident, request.text);
    case 'add-followup':
    case 'close-followup':
      return decideFollowup(incident, request);
    case 'add-link':
      return addLink(incident, request.link);
    case 'ask-cluster':
    case 'ask-diagnosis':
    case 'start-watch':
    case 'end-watch':
      return decideInvestigation(incident, request);
    case 'ask-postmortem':
    case 'cancel-postmortem':
      return decideExport(incident, request);
    case 'mark-message':
      return ok([{ kind: 'message.marked', message: request.message, via: request.via }]);
  }
}

function rename(incident: Incident, title: string): Result<readonly FactBody[]> {
  const to = title.trim();
  if (to === '') {
    return refuse({
      kind: 'invalid',
      what: 'A title is missing.',
      example: '/incident rename Checkout rejects cards',
    });
  }
  if (to.length > MAX_TITLE) {
    return refuse({
      kind: 'invalid',
      what: `A title has at most ${MAX_TITLE} characters, this one has ${to.length}. Say the rest in a note.`,
    });
  }
  return ok(to === incident.title ? [] : [{ kind: 'title.changed', from: incident.title, to }]);
}

function addNote(text: string, happenedAt: number, asking: Asking): Result<readonly FactBody[]> {
  if (text.trim() === '') {
    return refuse({
      kind: 'invalid',
      what: 'The note is empty.',
      example: '/incident note Rolled back to 1.41',
    });
  }
  if (happenedAt > asking.at) {
    return refuse({
      kind: 'invalid',
      what: 'That time is still to come; a note says what has happened.',
      example: '/incident note Rolled back --at 10m ago',
    });
  }
  return ok([{ kind: 'note.added', text: text.trim() }]);
}

function postUpdate(incident: Incident, text: string): Result<readonly FactBody[]> {
  if (text.trim() === '') {
    return refuse({
      kind: 'invalid',
      what: 'The update is empty.',
      example: '/incident update Cards work again, watching',
    });
  }
  if (incident.status === 'triage') {
    return refuse({
      kind: 'conflict',
      what: `${incident.id} is still in triage and has no channel yet. Accept it first.`,
      example: `/incident ${incident.id} accept`,
    });
  }
  return ok([{ kind: 'update.posted', text: text.trim() }]);
}

function addLink(incident: Incident, link: { label: string; url: string }): Result<readonly FactBody[]> {
  if (!/^https?:\/\/[^\s<>|]+$/i.test(link.url)) {
    return refuse({
      kind: 'invalid',
      what: 'A link begins with http:// or https:// and has no spaces.',
      example: '/incident link https://grafana.example.com/d/checkout Dashboard',
    });
  }
  if (incident.links.some(({ url }) => url === link.url)) return ok([]);
  return ok([{ kind: 'link.added', link }]);
}
