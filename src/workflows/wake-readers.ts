import type { Incident } from '../domain/incident.ts';
import type { Instant } from '../domain/instant.ts';
import { runningWatches } from '../domain/investigation.ts';
import { wantedExport } from '../domain/postmortem/export.ts';
import { wantedExecution } from '../domain/proposal/wanted-execution.ts';
import { wantedDiagnosis } from '../domain/wanted-diagnosis.ts';
import type { Clock } from '../ports/clock.ts';
import type { Jobs } from '../ports/jobs.ts';
import { type ClusterChoice, clusterFor } from './cluster-for.ts';

/**
 * Wakes whoever asks the cluster or changes it: for each question without an answer, for what is watched, and for a diagnosis that is
 * due. Reading may take long and the channel must not wait for it, so it is done by jobs of its own; one that is lost
 * is woken again with the next advance.
 */
export async function wakeReaders(
  { jobs, clock, clusters }: ClusterChoice & { readonly jobs: Jobs; readonly clock: Clock },
  incident: Incident,
): Promise<void> {
  for (const { query } of incident.investigation.queries) await jobs.answer(incident.id, query);
  if (runningWatches(incident.investigation).length > 0) await jobs.watch(incident.id);
  if (wantedExport(incident) !== null) await jobs.postmortem(incident.id);
  await wakeExecutor(jobs, incident, clock.now());
  if (wantedDiagnosis(incident, clock.now()) === null) return;
  const { asked } = incident.investigation.diagnosis;
  if (clusterFor({ clusters }, asked?.cluster ?? incident.policy.cluster)) await jobs.diagnose(incident.id);
}

/** The executor plans what was proposed and goes on with what was approved. Without one the jobs wait for it. */
async function wakeExecutor(jobs: Jobs, { id, proposals }: Incident, at: Instant): Promise<void> {
  for (const proposal of proposals) {
    const wanted = wantedExecution(proposal, at);
    if (wanted === 'plan') await jobs.plan(id, proposal.proposal);
    else if (wanted !== null) await jobs.execute(id, proposal.proposal);
  }
}
