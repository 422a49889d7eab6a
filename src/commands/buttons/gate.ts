import { refuse } from '../../domain/result.ts';
import { actions } from '../../domain/wording/actions.ts';
import { incidentButton } from '../button-handler.ts';

const names = [
  actions.approveProposal,
  actions.openApproveForm,
  actions.openDenyForm,
  actions.acknowledgeProposal,
  actions.withdrawProposal,
  actions.stopProposal,
  actions.undoProposal,
  actions.proposeAgain,
  actions.openDoForm,
] as const;

/** They are answered, and do nothing yet. */
export const notYetButtons = names.map((name) =>
  incidentButton(name, async () => refuse({ kind: 'unavailable', what: 'Nothing was done.' })),
);
