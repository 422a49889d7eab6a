import { actions } from '../../domain/wording/actions.ts';
import { proposalButton } from '../button-handler.ts';
import { answerDecision } from '../deeds/decide-proposal.ts';

export const stopProposalButton = proposalButton(actions.stopProposal, async (ask, incident, { proposal }) =>
  answerDecision(ask, incident, { kind: 'stop', proposal: proposal.proposal, reason: null }),
);
