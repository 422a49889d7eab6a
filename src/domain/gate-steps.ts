import type { Incident } from './incident.ts';
import type { Instant } from './instant.ts';
import { cardKey, wakeKey } from './proposal/gate-step-keys.ts';
import { gateMoments, nextWake, PLAN_WITHIN, ranOut } from './proposal/gate-times.ts';
import type { Proposal } from './proposal/proposal.ts';
import { isLive } from './proposal/proposal-state.ts';
import { isOpen } from './status.ts';
import type { Step } from './step.ts';

/**
 * What the clocks decide of changes: they need nothing but time, so they wait for no channel. A proposal that no
 * executor planned is given up; one whose time ran out, or whose incident is over, expires.
 */
export function gateDecisions(incident: Incident, at: Instant): readonly Step[] {
  const isIncidentOpen = isOpen(incident.status);
  return incident.proposals.flatMap((each): readonly Step[] => {
    const { proposal, state, proposedAt } = each;
    const essential = false;
    if (ranOut(each, { at, isIncidentOpen }) !== null) {
      return [{ key: `expire:${proposal}`, kind: 'expire', essential, proposal }];
    }
    if (state !== 'draft' || at < proposedAt + PLAN_WITHIN) return [];
    return [{ key: `give-up-planning:${proposal}`, kind: 'give-up-planning', essential, proposal }];
  });
}

/** What people have to read of changes, and who is to be woken now: the card first, since the messages link to it. */
export function gateSteps(incident: Incident, at: Instant): readonly Step[] {
  return incident.proposals.flatMap((each): readonly Step[] => {
    const { proposal, plan, wish } = each;
    if (plan === null || !isLive(each)) return [];
    const card: Step = { key: cardKey(proposal), kind: 'post-proposal', essential: false, proposal };
    const alarm: readonly Step[] = wish.breakGlass
      ? [
          {
            key: `announce-break-glass:${proposal}`,
            kind: 'announce-break-glass',
            essential: false,
            proposal,
          },
        ]
      : [];
    return [card, ...alarm, ...wakeSteps(each, at)];
  });
}

function wakeSteps(each: Proposal, at: Instant): readonly Step[] {
  const next = nextWake(each);
  if (next === null || next.at > at) return [];
  const { proposal } = each;
  return [{ key: wakeKey(proposal, next.stage), kind: 'wake-approvers', essential: false, proposal }];
}

/**
 * When a clock of a change runs out next, or somebody else is to be woken; null: no clock runs. What is due already is
 * a step, and waits for what holds the step back.
 */
export function nextGateDueAt({ proposals }: Incident, at: Instant): Instant | null {
  const times = proposals.flatMap(gateMoments).filter((time) => time > at);
  return times.length === 0 ? null : Math.min(...times);
}
