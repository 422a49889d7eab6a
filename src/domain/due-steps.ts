import type { UserId } from './actor.ts';
import { gateDecisions, gateSteps } from './gate-steps.ts';
import type { Incident } from './incident.ts';
import { type Instant, MINUTE } from './instant.ts';
import { noticeStepKey } from './open-questions.ts';
import { askSteps, exportSteps, tellAskerSteps } from './postmortem/export-steps.ts';
import type { RoleName } from './role.ts';
import { roleSteps } from './role-steps.ts';
import { isOpen } from './status.ts';
import type { Step } from './step.ts';

/** An incident that flaps says "all clear" at most this often. */
const ALL_CLEAR_PAUSE = 10 * MINUTE;

/**
 * What should exist and does not yet, in order: first what people need in order to read and talk, then who must come,
 * then what must be said, then what is comfortable. Blocked steps are left out until their retry time; what needs a
 * blocked essential step waits with it.
 */
export function dueSteps(incident: Incident, at: Instant): readonly Step[] {
  return plannedSteps(incident, at).filter((step) => isDue(incident, step, at));
}

/** Everything that is planned and not ended, blocked steps included. */
export function plannedSteps(incident: Incident, at: Instant): readonly Step[] {
  return candidates(incident, at).filter((step) => {
    const state = incident.steps[step.key];
    return !state || state.state === 'blocked';
  });
}

function isDue(incident: Incident, step: Step, at: Instant): boolean {
  const state = incident.steps[step.key];
  return state?.state !== 'blocked' || state.retryAt <= at;
}

function candidates(incident: Incident, at: Instant): readonly Step[] {
  return [...gateDecisions(incident, at), ...channelSteps(incident, at)];
}

function channelSteps(incident: Incident, at: Instant): readonly Step[] {
  if (!incident.opened) return triageSteps(incident);
  if (incident.status === 'cancelled' && !incident.channel) return tellAskerSteps(incident);
  if (!incident.channel) return [step('open-channel', { essential: true }), ...announceSteps(incident)];
  if (incident.channelArchived)
    return isOpen(incident.status)
      ? [step('unarchive', { essential: true })]
      : [...tellAskerSteps(incident), ...askSteps(incident)];
  if (!isEnded(incident, 'post-card'))
    return [step('post-card', { essential: true }), ...announceSteps(incident)];
  return [
    ...gateSteps(incident, at),
    ...roleSteps(incident, at),
    inviteStep(incident),
    ...roleAskSteps(incident),
    ...announceSteps(incident),
    ...diagnosisSteps(incident),
    step('pin-card', {}),
    { key: `topic:${incident.topicRevision}`, kind: 'set-topic', essential: false },
    ...noticeSteps(incident),
    ...watchSteps(incident),
    ...exportSteps(incident),
    ...timedSteps(incident, at),
    ...comfortSteps(incident),
  ];
}

function triageSteps(incident: Incident): readonly Step[] {
  return isOpen(incident.status) ? [{ key: 'post-triage', kind: 'post-triage', essential: true }] : [];
}

function step(
  kind: 'open-channel' | 'unarchive' | 'post-card' | 'pin-card',
  how: { essential?: boolean },
): Step {
  return { key: kind, kind, essential: how.essential ?? false };
}

function isEnded(incident: Incident, key: string): boolean {
  const state = incident.steps[key];
  return state?.state === 'done' || state?.state === 'skipped';
}

/** What was in triage has been announced by its triage message, which is edited in place. */
function announceSteps(incident: Incident): readonly Step[] {
  if (incident.steps['post-triage']?.state === 'done') return [];
  // A channel that can't be opened is announced too: people must hear of the incident all the same.
  const blocked =
    incident.steps['open-channel']?.state === 'blocked' || incident.steps['post-card']?.state === 'blocked';
  const usable = incident.channel !== null && isEnded(incident, 'post-card');
  return usable || blocked ? [{ key: 'announce', kind: 'announce', essential: false }] : [];
}

/** The first invitation is for everyone, later ones for those who came to it since. */
function inviteStep(incident: Incident): Step {
  const before = invitedSoFar(incident);
  return {
    key: `invite:${incident.wanted.length}`,
    kind: 'invite',
    essential: false,
    users: incident.wanted.slice(before ?? 0),
    responders: before === null ? incident.policy.responders : [],
  };
}

function invitedSoFar(incident: Incident): number | null {
  const counts = Object.entries(incident.steps).flatMap(([key, { state }]) =>
    key.startsWith('invite:') && state === 'done' ? [Number(key.slice('invite:'.length))] : [],
  );
  return counts.length === 0 ? null : Math.max(...counts);
}

/** The one who is asked, and in the end everyone on the list, hears of it by direct message; not of what is over. */
function roleAskSteps(incident: Incident): readonly Step[] {
  if (!isOpen(incident.status)) return [];
  return Object.entries(incident.roles).flatMap(
    ([role, { holder, asked, everyone, candidates, proposal }]) => {
      const key = `ask-role:${role}:${proposal}`;
      if (asked !== null) return [askStep(key, role, asked)];
      if (!everyone || holder !== null) return [];
      return candidates.map((user) => askStep(`${key}/${user}`, role, user));
    },
  );
}

function askStep(key: string, role: RoleName, user: UserId): Step {
  return { key, kind: 'ask-role', essential: false, role, user };
}

function noticeSteps(incident: Incident): readonly Step[] {
  return incident.notices.map((notice) => ({
    key: noticeStepKey(notice),
    kind: 'post-notice',
    essential: false,
    notice,
  }));
}

/** What a diagnosis found is said once; a later one that says the same is not. */
function diagnosisSteps(incident: Incident): readonly Step[] {
  const { toTell } = incident.investigation.diagnosis;
  if (toTell === null) return [];
  return [{ key: `post-diagnosis:${toTell.diagnosis}`, kind: 'post-diagnosis', essential: false, ...toTell }];
}

/** Each watch has a message of its own, which is edited in place from then on. */
function watchSteps(incident: Incident): readonly Step[] {
  return incident.investigation.watches.map((watch) => {
    const kind = watch.ended === null ? 'post-watch' : 'close-watch';
    return { key: `${kind}:${watch.watch}`, kind, essential: false, watch };
  });
}

function timedSteps(incident: Incident, at: Instant): readonly Step[] {
  const steps: Step[] = [];
  const clearDue = allClearDueAt(incident);
  if (clearDue !== null && clearDue <= at) {
    steps.push({ key: `all-clear:${incident.clears}`, kind: 'say-all-clear', essential: false });
  }
  const stillDue = stillFiringDueAt(incident);
  if (stillDue !== null && stillDue <= at) {
    steps.push({ key: `still-firing:${incident.reopenings}`, kind: 'say-still-firing', essential: false });
  }
  return steps;
}

function comfortSteps(incident: Incident): readonly Step[] {
  const steps: Step[] = [{ key: 'set-purpose', kind: 'set-purpose', essential: false }];
  if (incident.titleRevision > 0) {
    steps.push({ key: `rename-channel:${incident.titleRevision}`, kind: 'rename-channel', essential: false });
  }
  incident.links.forEach((link, i) => {
    steps.push({ key: `bookmark/${i}`, kind: 'bookmark', essential: false, link });
  });
  return steps;
}

/** When "all clear" is to be said; null when there is nothing to say. */
export function allClearDueAt(incident: Incident): Instant | null {
  if (incident.clearSince === null || !incident.opened || !isOpen(incident.status)) return null;
  if (isEnded(incident, `all-clear:${incident.clears}`)) return null;
  const pause = incident.allClearToldAt === null ? 0 : incident.allClearToldAt + ALL_CLEAR_PAUSE;
  return Math.max(incident.clearSince, pause);
}

/** When the one line about alerts that still fire after a person resolved is to be said; null: never. */
export function stillFiringDueAt(incident: Incident): Instant | null {
  if (incident.status !== 'resolved' || !incident.touched || incident.times.resolvedAt === null) return null;
  if (incident.alerts.firing === 0 || isEnded(incident, `still-firing:${incident.reopenings}`)) return null;
  return incident.times.resolvedAt + incident.policy.stillFiringAfter;
}
