import { actions } from '../../domain/wording/actions.ts';
import { proposalButton } from '../button-handler.ts';
import { answerDecision } from '../deeds/decide-proposal.ts';

export const withdrawProposalButton = proposalButton(
  actions.withdrawProposal,
  async (ask, incident, { proposal }) =>
    answerDecision(ask, incident, { kind: 'withdraw', proposal: proposal.proposal, reason: null }),
);
