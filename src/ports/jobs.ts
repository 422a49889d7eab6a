import type { IncidentId } from '../domain/fact.ts';

/** Wakes the workers. Every wake-up is coalesced: many become one that runs after the last. Losing one is
 * healed by the sweep, so none of these throws. */
export interface Jobs {
  advance(id: IncidentId): Promise<void>;
  /** Answers one question about the cluster. */
  answer(id: IncidentId, query: number): Promise<void>;
  /** Diagnoses, when the incident wants it. */
  diagnose(id: IncidentId): Promise<void>;
  /** Looks again at what is watched. */
  watch(id: IncidentId): Promise<void>;
  /** Plans a proposed change, on the executor. */
  plan(id: IncidentId, proposal: number): Promise<void>;
  /** Goes on with an approved change, on the executor: does it, verifies it, or finds out what became of it. */
  execute(id: IncidentId, proposal: number): Promise<void>;
  /** Goes on with the draft of the postmortem, now or after so many milliseconds. */
  postmortem(id: IncidentId, wait?: number): Promise<void>;
  drainAlerts(): Promise<void>;
  drainSlackEvents(): Promise<void>;
  /** Reads what a channel missed while the bot was away. */
  backfill(channel: string): Promise<void>;
}
