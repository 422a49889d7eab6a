import { actions } from '../../domain/wording/actions.ts';
import { formReply, proposalButton } from '../button-handler.ts';
import { answerDecision } from '../deeds/decide-proposal.ts';
import { approveForm, mustBeTypedBy } from '../forms/approve.ts';

/** A protected target is typed out: then the click only opens the form for it. Whoever can't approve is told so at once. */
const press = (action: typeof actions.approveProposal | typeof actions.openApproveForm) =>
  proposalButton(action, async (ask, incident, { proposal, hash }) => {
    if (hash !== null && mustBeTypedBy(ask.asker.user, proposal))
      return formReply(approveForm(incident.id, proposal, hash));
    const decision = { kind: 'approve', proposal: proposal.proposal, hash: hash ?? '', typed: null } as const;
    return answerDecision(ask, incident, decision);
  });

export const approveProposalButton = press(actions.approveProposal);

export const openApproveFormButton = press(actions.openApproveForm);
