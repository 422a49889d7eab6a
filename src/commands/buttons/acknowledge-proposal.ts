import { unacknowledged } from '../../domain/proposal/proposal-state.ts';
import { refuse } from '../../domain/result.ts';
import { actions } from '../../domain/wording/actions.ts';
import { proposalButton } from '../button-handler.ts';
import { answerDecision } from '../deeds/decide-proposal.ts';

export const acknowledgeProposalButton = proposalButton(
  actions.acknowledgeProposal,
  async (ask, incident, { proposal, hash }) => {
    if (proposal.plan !== null && proposal.plan.hash !== hash) {
      return refuse({
        kind: 'conflict',
        what: 'What you looked at is not what would be done now. Look at the card again. Nothing was done.',
        example: '/incident proposals',
      });
    }
    const warnings = unacknowledged(proposal);
    return answerDecision(ask, incident, { kind: 'acknowledge', proposal: proposal.proposal, warnings });
  },
);
