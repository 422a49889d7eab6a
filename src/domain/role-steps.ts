import type { Incident } from './incident.ts';
import type { Instant } from './instant.ts';
import type { RoleState } from './role.ts';
import { isOpen } from './status.ts';
import type { Step } from './step.ts';

/**
 * Who is to be asked for a role: the roster's next one while nobody holds it and nobody is thinking about it;
 * who did not accept in time is passed over for the next one, and in the end everyone on the list is asked at once.
 */
export function roleSteps(incident: Incident, at: Instant): readonly Step[] {
  if (!isOpen(incident.status)) return [];
  return Object.entries(incident.roles).flatMap(([role, state]): Step[] => {
    const roster = incident.policy.rosters[role];
    if (!roster || state.holder !== null || state.everyone) return [];
    const next = state.proposal + 1;
    if (state.asked === null) {
      return [{ key: `propose-role:${role}:${next}`, kind: 'propose-role', essential: false, role, roster }];
    }
    if (state.acceptBy === null || state.acceptBy > at) return [];
    return [
      {
        key: `escalate-role:${role}:${next}`,
        kind: 'escalate-role',
        essential: false,
        role,
        asked: state.asked,
      },
    ];
  });
}

/** When the next unanswered proposal runs out; null when nobody is being waited for. */
export function nextEscalationAt(incident: Incident): Instant | null {
  if (!isOpen(incident.status)) return null;
  const waiting = Object.values(incident.roles).flatMap(({ holder, acceptBy }) =>
    holder === null && acceptBy !== null ? [acceptBy] : [],
  );
  return waiting.length === 0 ? null : Math.min(...waiting);
}

/** The next one to ask of a roster: those not tried yet, in order; null when the list is exhausted. */
export function nextCandidate(state: RoleState, members: readonly string[]): string | null {
  const tried = state.asked === null ? state.tried : [...state.tried, state.asked];
  return members.find((user) => !tried.includes(user)) ?? null;
}
