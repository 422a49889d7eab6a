/** The names of all buttons' deeds. Wording makes the buttons, commands answer them; a test holds the two together. */
export const actions = {
  declare: 'declare',
  accept: 'accept',
  decline: 'decline',
  takeRole: 'take-role',
  handOverRole: 'hand-over-role',
  openStatusForm: 'open-status-form',
  openSeverityForm: 'open-severity-form',
  openRoleForm: 'open-role-form',
  resolve: 'resolve',
  reopen: 'reopen',
  showAlerts: 'show-alerts',
  showTimeline: 'show-timeline',
  /** Of a draft: the value is made by exportSubject, `INC-7/2`. */
  stopExport: 'stop-export',
  panel: 'panel',
  /** Of proposals: the value is made by proposalSubject, `INC-7/3/<hash of the plan>`. */
  approveProposal: 'approve-proposal',
  openApproveForm: 'open-approve-form',
  openDenyForm: 'open-deny-form',
  acknowledgeProposal: 'acknowledge-proposal',
  withdrawProposal: 'withdraw-proposal',
  stopProposal: 'stop-proposal',
  undoProposal: 'undo-proposal',
  proposeAgain: 'propose-again',
  /** The value is made by doSubject: `INC-7`, or `INC-7/2.0` to fill the form from a finding. */
  openDoForm: 'open-do-form',
} as const;

export type ActionName = (typeof actions)[keyof typeof actions];
