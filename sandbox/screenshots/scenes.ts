import type { Scene } from './scene.ts';
import { approverMessage } from './scenes/approver-message.ts';
import { blockLimits } from './scenes/block-limits.ts';
import { changeCard } from './scenes/change-card.ts';
import { changeDone } from './scenes/change-done.ts';
import { changeForm } from './scenes/change-form.ts';
import { changeWarnings } from './scenes/change-warnings.ts';
import { clusterAnswer } from './scenes/cluster-answer.ts';
import { controlPanel } from './scenes/control-panel.ts';
import { firstDiagnosis } from './scenes/first-diagnosis.ts';
import { incidentCard } from './scenes/incident-card.ts';
import { incidentChannel } from './scenes/incident-channel.ts';
import { newIncident } from './scenes/new-incident.ts';
import { postmortemDraft } from './scenes/postmortem-draft.ts';
import { postmortemTimeline } from './scenes/postmortem-timeline.ts';
import { protectedForm } from './scenes/protected-form.ts';
import { severityForm } from './scenes/severity-form.ts';
import { triageMessage } from './scenes/triage-message.ts';

/** Every scene, in the order in which they are played. */
export const SCENES: readonly Scene[] = [
  newIncident,
  firstDiagnosis,
  clusterAnswer,
  incidentChannel,
  incidentCard,
  severityForm,
  triageMessage,
  controlPanel,
  blockLimits,
  changeForm,
  changeCard,
  approverMessage,
  changeDone,
  changeWarnings,
  protectedForm,
  postmortemDraft,
  postmortemTimeline,
];
