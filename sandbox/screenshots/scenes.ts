import type { Scene } from './scene.ts';
import { blockLimits } from './scenes/block-limits.ts';
import { controlPanel } from './scenes/control-panel.ts';
import { incidentCard } from './scenes/incident-card.ts';
import { incidentChannel } from './scenes/incident-channel.ts';
import { newIncident } from './scenes/new-incident.ts';
import { severityForm } from './scenes/severity-form.ts';
import { triageMessage } from './scenes/triage-message.ts';

/** Every scene, in the order in which they are played. */
export const SCENES: readonly Scene[] = [
  newIncident,
  incidentChannel,
  incidentCard,
  severityForm,
  triageMessage,
  controlPanel,
  blockLimits,
];
