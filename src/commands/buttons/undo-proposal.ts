import { refOf } from '../../domain/cluster/object-ref.ts';
import { refuse } from '../../domain/result.ts';
import { actions } from '../../domain/wording/actions.ts';
import { deedWords } from '../../domain/wording/proposal-words.ts';
import { proposalButton } from '../button-handler.ts';
import { openDoForm } from '../open-do-form.ts';

/** An undo is a proposal of its own: the form comes filled, and it takes a second key like every other one. */
export const undoProposalButton = proposalButton(
  actions.undoProposal,
  async (ask, incident, { proposal }) => {
    const { plan, state, sentAt } = proposal;
    if (sentAt === null && state !== 'succeeded' && state !== 'unknown') {
      return refuse({
        kind: 'conflict',
        what: 'Nothing of it was sent to the cluster, so there is nothing to undo.',
      });
    }
    if (plan?.undoWith == null) {
      return refuse({
        kind: 'conflict',
        what: `There is no change that would undo this one.${plan?.undo ? ` ${plan.undo}` : ''}`,
      });
    }
    const { action, parameters } = plan.undoWith;
    const reason = `Undo of proposal ${proposal.proposal}: ${deedWords(proposal)}`.slice(0, 500);
    const known = { action, parameters, object: refOf(plan.object), reason };
    return openDoForm(ask, incident, known, { undoes: proposal.proposal });
  },
);
