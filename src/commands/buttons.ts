import type { ButtonHandler } from './button-handler.ts';
import { acceptButton } from './buttons/accept.ts';
import { declareButton } from './buttons/declare.ts';
import { declineButton } from './buttons/decline.ts';
import { notYetButtons } from './buttons/gate.ts';
import { handOverRoleButton } from './buttons/hand-over-role.ts';
import { openRoleFormButton } from './buttons/open-role-form.ts';
import { openSeverityFormButton } from './buttons/open-severity-form.ts';
import { openStatusFormButton } from './buttons/open-status-form.ts';
import { panelButton } from './buttons/panel.ts';
import { reopenButton } from './buttons/reopen.ts';
import { resolveButton } from './buttons/resolve.ts';
import { showAlertsButton } from './buttons/show-alerts.ts';
import { showTimelineButton } from './buttons/show-timeline.ts';
import { takeRoleButton } from './buttons/take-role.ts';

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
  ...notYetButtons,
];
