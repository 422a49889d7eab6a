import type { UserId } from '../../domain/actor.ts';
import { hasApproved } from '../../domain/asked-approvers.ts';
import type { Document } from '../../domain/document.ts';
import type { FactBody, MessageRef } from '../../domain/fact.ts';
import type { Incident } from '../../domain/incident.ts';
import { decideGate } from '../../domain/proposal/decide-gate.ts';
import { wakeKey } from '../../domain/proposal/gate-step-keys.ts';
import { nextWake, type WakeStage } from '../../domain/proposal/gate-times.ts';
import type { Proposal } from '../../domain/proposal/proposal.ts';
import type { Step } from '../../domain/step.ts';
import { approverAsk } from '../../domain/wording/approver-ask.ts';
import { ChannelLost, Misconfigured, RateLimited, Unavailable } from '../../ports/failures.ts';
import { cardLink } from './card-link.ts';
import type { StepDeps } from './step-deps.ts';

/** More people than this are no group of people on duty: the others are mentioned with their group. */
const MOST = 12;

/** After this many tries of the step, whom Slack keeps failing for counts as not reached: the others must not wait. */
const PATIENCE = 2;

type Deps = Pick<StepDeps, 'chat' | 'clock' | 'directory' | 'sideNotes' | 'logger'>;

/** Which message a stage sends to one of them. */
type Ask = {
  readonly incident: Incident;
  readonly step: string;
  readonly user: UserId;
  readonly document: Document;
};

/**
 * Wakes those whose turn it is by direct message, and writes down who was reached and who was not. Each message is noted
 * before it is sent: whoever goes on after an interruption looks for it first. Throws RateLimited and Unavailable.
 */
export async function wakeApprovers(
  deps: Deps,
  incident: Incident,
  step: Extract<Step, { kind: 'wake-approvers' }>,
): Promise<readonly FactBody[]> {
  const proposal = incident.proposals.find((each) => each.proposal === step.proposal);
  const next = proposal ? nextWake(proposal) : null;
  if (!proposal || next === null) throw new Error('nobody is to be woken');
  const { stage } = next;
  const document = approverAsk(incident, proposal, await cardLink(deps, incident, proposal.proposal));
  const state = incident.steps[step.key];
  const isPatient = (state?.state === 'blocked' ? state.tries : 0) < PATIENCE;
  const reached: { user: UserId; fact: FactBody }[] = [];
  const missed: UserId[] = [];
  for (const user of await whoseTurn(deps, incident, proposal, next)) {
    const key = wakeKey(proposal.proposal, stage, user);
    const ref = await tell(deps, { incident, step: key, user, document }, isPatient);
    if (ref === null) missed.push(user);
    else reached.push({ user, fact: { kind: 'step.done', step: key, ref } });
  }
  const users = reached.map(({ user }) => user);
  const request = { kind: 'wake', proposal: proposal.proposal, stage, users, missed } as const;
  const decided = decideGate(incident, request, deps.clock.now());
  if (!decided.ok) throw new Error('the gate does not know whom it had woken');
  return [...decided.value, ...reached.map(({ fact }) => fact)];
}

/** The active people of the group; of the next one only those whom the first did not bring already. */
async function whoseTurn(
  { directory, logger }: Deps,
  incident: Incident,
  proposal: Proposal,
  { stage, roster, isReminder }: WakeStage,
): Promise<readonly UserId[]> {
  try {
    const members = await directory.members(roster);
    const before = isReminder ? [] : proposal.woken.flatMap(({ users }) => users);
    return members
      .filter((user) => user !== proposal.requester && !hasApproved(proposal, user) && !before.includes(user))
      .slice(0, MOST);
  } catch (error) {
    if (!(error instanceof Misconfigured)) throw error;
    // A group that is gone: nobody of it is reached, and the next one has its turn.
    logger.warn({ incident: incident.id, proposal: proposal.proposal, stage, error }, 'approvers not found');
    return [];
  }
}

/** Null: this person can't be reached by direct message. */
async function tell(
  { chat, sideNotes, logger }: Deps,
  { incident, step, user, document }: Ask,
  isPatient: boolean,
): Promise<MessageRef | null> {
  const { id } = incident;
  const mayExist = await sideNotes.beginStep(id, step);
  try {
    return await chat.post({ to: { user }, incident: id, step, lane: 'approval', document, mayExist });
  } catch (error) {
    if (error instanceof RateLimited) {
      // Nothing was sent: the next try need not look for it.
      if (!mayExist) await sideNotes.forgetStep(id, step);
      throw error;
    }
    if (error instanceof Unavailable && isPatient) throw error;
    const isExpected = [Unavailable, Misconfigured, ChannelLost].some((kind) => error instanceof kind);
    if (!isExpected) throw error;
    logger.warn({ incident: id, step, error }, 'an approver could not be reached');
    return null;
  }
}
