import type { GateRules } from '../../domain/proposal/gate-rules.ts';
import type { Channels } from '../../ports/channels.ts';
import type { Chat } from '../../ports/chat.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Clusters } from '../../ports/cluster-reader.ts';
import type { Directory } from '../../ports/directory.ts';
import type { Episodes } from '../../ports/episodes.ts';
import type { EvidenceStore } from '../../ports/evidence-store.ts';
import type { IncidentIndex } from '../../ports/incident-index.ts';
import type { IncidentLog } from '../../ports/incident-log.ts';
import type { Jobs } from '../../ports/jobs.ts';
import type { Log } from '../../ports/log.ts';
import type { Metrics } from '../../ports/metrics.ts';
import type { SideNotes } from '../../ports/side-notes.ts';

/** What the steps of an incident need of the world. */
export type StepDeps = {
  readonly log: IncidentLog;
  readonly index: IncidentIndex;
  readonly episodes: Episodes;
  readonly evidence: EvidenceStore;
  readonly clusters: Clusters;
  readonly sideNotes: SideNotes;
  readonly jobs: Jobs;
  readonly chat: Chat;
  readonly channels: Channels;
  readonly directory: Directory;
  readonly clock: Clock;
  readonly metrics: Metrics;
  readonly logger: Log;
  /** What may be changed, and who decides it; null: no change is offered. */
  readonly gate: GateRules | null;
  /** Whether a resolution asks for a draft of the postmortem. */
  readonly draftOnResolve: boolean;
  /** The id or name of the channel in which incidents are announced. */
  readonly announcements: string;
};

/**
 * One try of a step. `again`: an earlier one may have got through, so the step looks for what it left.
 * `head`: the head of the log that the step was decided on, for whoever wants to note it outside.
 */
export type Attempt = { readonly again: boolean; readonly head: string };
