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
  panel: 'panel',
} as const;

export type ActionName = (typeof actions)[keyof typeof actions];
