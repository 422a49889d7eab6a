import type { UserId } from '../actor.ts';
import type { Incident } from '../incident.ts';
import { isLive } from './proposal-state.ts';

/** Of this many proposals that are over it is remembered which direct messages asked for them, to edit those. */
const REMEMBERED = 2;

const KEY = /^(post-proposal|wake-approvers|announce-break-glass):(\d+)(?::(\d+)(?:\/(.+))?)?$/;

/** What a step of the gate is about. `user`: who got this direct message; null: it is none. */
export type GateStep = {
  readonly kind: 'post-proposal' | 'wake-approvers' | 'announce-break-glass';
  readonly proposal: number;
  readonly stage: number | null;
  readonly user: UserId | null;
};

/** The key of a proposal's card. */
export const cardKey = (proposal: number): string => `post-proposal:${proposal}`;

/** The key of one stage of waking, and of the direct message to one of them. */
export const wakeKey = (proposal: number, stage: number, user?: UserId): string =>
  `wake-approvers:${proposal}:${stage}${user === undefined ? '' : `/${user}`}`;

/** Takes the key of a step of the gate apart; null when it is another one's. */
export function gateStepOf(key: string): GateStep | null {
  const [, kind, proposal, stage, user] = KEY.exec(key) ?? [];
  if (kind === undefined) return null;
  return {
    kind: kind as GateStep['kind'],
    proposal: Number(proposal),
    stage: stage === undefined ? null : Number(stage),
    user: user ?? null,
  };
}

/**
 * Forgets the steps that nobody needs any more: those of proposals that the incident forgot, what was still to be asked
 * or posted for one that is over, and the direct messages of all but the last ones.
 */
export function withoutOldGateSteps(incident: Incident): Incident {
  const proposals = new Map(incident.proposals.map((each) => [each.proposal, each]));
  const over = incident.proposals.filter((each) => !isLive(each)).map(({ proposal }) => proposal);
  const forgotten = new Set(over.slice(0, -REMEMBERED));
  const kept = Object.entries(incident.steps).filter(([key, { state }]) => {
    const step = gateStepOf(key);
    if (step === null) return true;
    const proposal = proposals.get(step.proposal);
    if (!proposal) return false;
    if (step.user !== null) return !forgotten.has(step.proposal);
    if (step.kind !== 'wake-approvers') return state === 'done' || isLive(proposal);
    return proposal.state === 'pending' && !proposal.woken.some(({ stage }) => stage === step.stage);
  });
  return kept.length === Object.keys(incident.steps).length
    ? incident
    : { ...incident, steps: Object.fromEntries(kept) };
}
