import { actions } from '../../domain/wording/actions.ts';
import { formReply, proposalButton } from '../button-handler.ts';
import { answerDecision } from '../deeds/decide-proposal.ts';
import { denyForm } from '../forms/deny.ts';

/** Whoever can't deny it, or comes too late, is told so at once. */
export const openDenyFormButton = proposalButton(
  actions.openDenyForm,
  async (ask, incident, { proposal }) => {
    const { state, requester } = proposal;
    const canBeDenied = (state === 'pending' || state === 'approved') && requester !== ask.asker.user;
    if (canBeDenied) return formReply(denyForm(incident.id, proposal));
    return answerDecision(ask, incident, { kind: 'deny', proposal: proposal.proposal, reason: '' });
  },
);
