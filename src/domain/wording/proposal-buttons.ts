import type { Button } from '../document.ts';
import type { IncidentId } from '../fact.ts';
import { oneLine } from '../one-line.ts';
import type { Proposal } from '../proposal/proposal.ts';
import { unacknowledged, wasStoppedOnTheWay } from '../proposal/proposal-state.ts';
import { actions } from './actions.ts';
import { proposalSubject } from './proposal-subject.ts';
import { deedInCluster } from './proposal-words.ts';

/** Slack's limit for the text of a confirmation (docs.slack.dev, confirmation dialog object). */
const CONFIRM = 300;

/**
 * Approve and Deny: where the target must be typed out, Approve opens a form for it. Without Approve while the
 * requester has something to acknowledge, because until then nobody can.
 */
export function decisionButtons(id: IncidentId, proposal: Proposal): readonly Button[] {
  const value = proposalSubject(id, proposal);
  const deny: Button = { action: actions.openDenyForm, value, label: 'Deny', style: 'danger' };
  if (unacknowledged(proposal).length > 0) return [deny];
  if (proposal.plan?.tier === 'protected') {
    return [{ action: actions.openApproveForm, value, label: 'Approve …', style: 'primary' }, deny];
  }
  return [{ ...approve(value, proposal) }, deny];
}

/** The buttons that fit a proposal's state: who may press them is asked when they are pressed. */
export function proposalButtons(id: IncidentId, proposal: Proposal): readonly Button[] {
  const value = proposalSubject(id, proposal);
  const withdraw: Button = { action: actions.withdrawProposal, value, label: 'Withdraw' };
  switch (proposal.state) {
    case 'draft':
      return [withdraw];
    case 'pending': {
      const first = unacknowledged(proposal).length > 0 ? [acknowledge(value, proposal)] : [];
      // Where the glass is broken there is nobody else to decide.
      const decisions = proposal.plan?.quorum === 0 ? [] : decisionButtons(id, proposal);
      return [...first, ...decisions, withdraw];
    }
    case 'approved':
      return [stop(value), withdraw];
    case 'executing':
      return [stop(value)];
    default:
      return afterwardsButtons(id, proposal);
  }
}

/** What can still be done when it is over: undo what was done, propose anew what was not. */
export function afterwardsButtons(id: IncidentId, proposal: Proposal): readonly Button[] {
  const { state, plan, sentAt, replacedBy } = proposal;
  const value = proposalSubject(id, proposal);
  const mayHaveEffect =
    sentAt !== null || state === 'unknown' || state === 'succeeded' || wasStoppedOnTheWay(proposal);
  if (mayHaveEffect) {
    if (plan === null || plan.undoWith === null) return [];
    return [{ action: actions.undoProposal, value, label: 'Propose undo' }];
  }
  const isOver = ['denied', 'expired', 'superseded', 'withdrawn', 'stopped', 'failed'].includes(state);
  if (!isOver || replacedBy !== null) return [];
  return [{ action: actions.proposeAgain, value, label: 'Propose anew' }];
}

function approve(value: string, proposal: Proposal): Button {
  return {
    action: actions.approveProposal,
    value,
    label: 'Approve',
    style: 'primary',
    confirm: {
      title: 'Turn the second key?',
      text: oneLine(`It will ${deedInCluster(proposal)}. ${proposal.plan?.sentence ?? ''}`, CONFIRM),
      yes: 'Approve',
      no: 'Not yet',
    },
  };
}

function acknowledge(value: string, proposal: Proposal): Button {
  const missing = unacknowledged(proposal);
  const sentences = (proposal.plan?.warnings ?? [])
    .filter(({ id }) => missing.includes(id))
    .map(({ sentence }) => sentence);
  return {
    action: actions.acknowledgeProposal,
    value,
    label: 'I know what could break',
    confirm: {
      title: 'You know that this may happen?',
      text: oneLine(sentences.join(' '), CONFIRM),
      yes: 'I know',
      no: 'Not yet',
    },
  };
}

/** Asks nothing back: when it matters, it matters at once, and nothing is lost by it. */
function stop(value: string): Button {
  return { action: actions.stopProposal, value, label: 'Stop', style: 'danger' };
}
