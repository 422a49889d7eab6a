import type { ButtonHandler } from './button-handler.ts';
import { acceptButton } from './buttons/accept.ts';
import { acknowledgeProposalButton } from './buttons/acknowledge-proposal.ts';
import { approveProposalButton, openApproveFormButton } from './buttons/approve-proposal.ts';
import { declareButton } from './buttons/declare.ts';
import { declineButton } from './buttons/decline.ts';
import { handOverRoleButton } from './buttons/hand-over-role.ts';
import { openDenyFormButton } from './buttons/open-deny-form.ts';
import { openDoFormButton } from './buttons/open-do-form.ts';
import { openRoleFormButton } from './buttons/open-role-form.ts';
import { openSeverityFormButton } from './buttons/open-severity-form.ts';
import { openStatusFormButton } from './buttons/open-status-form.ts';
import { panelButton } from './buttons/panel.ts';
import { proposeAgainButton } from './buttons/propose-again.ts';
import { reopenButton } from './buttons/reopen.ts';
import { resolveButton } from './buttons/resolve.ts';
import { showAlertsButton } from './buttons/show-alerts.ts';
import { showTimelineButton } from './buttons/show-timeline.ts';
import { stopExportButton } from './buttons/stop-export.ts';
import { stopProposalButton } from './buttons/stop-proposal.ts';
import { takeRoleButton } from './buttons/take-role.ts';
import { undoProposalButton } from './buttons/undo-proposal.ts';
import { withdrawProposalButton } from './buttons/withdraw-proposal.ts';

/** Every button that can be pressed. */
export const buttons: readonly ButtonHandler[] = [
  declareButton,
  acceptButton,
  declineButton,
  takeRoleButton,
  handOverRoleButton,
  openStatusFormButton,
  openSeverityFormButton,
  openRoleFormButton,
  resolveButton,
  reopenButton,
  showAlertsButton,
  showTimelineButton,
  panelButton,
  stopExportButton,
  approveProposalButton,
  openApproveFormButton,
  openDenyFormButton,
  acknowledgeProposalButton,
  withdrawProposalButton,
  stopProposalButton,
  undoProposalButton,
  proposeAgainButton,
  openDoFormButton,
];
