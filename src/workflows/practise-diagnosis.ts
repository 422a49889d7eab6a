import { diagnose } from '../diagnosis/diagnose.ts';
import { viewKinds } from '../diagnosis/view-kinds.ts';
import { subjectOf } from '../domain/cluster/subject-of.ts';
import { MINUTE } from '../domain/instant.ts';
import type { Clock } from '../ports/clock.ts';
import type { ClusterReader } from '../ports/cluster-reader.ts';

/** After so many the engine has compiled what is worth it; more of them cost more than they save. */
const TIMES = 4;

/** An alert about an application of the imagined cluster. */
const LABELS = { alertname: 'KubePodCrashLooping', namespace: 'team-0', deployment: 'app-0' };

/**
 * Diagnoses a cluster that does not exist some times, so that the first real diagnosis is not the slow one: it comes
 * when somebody waits for it, and half of what makes it slow is code that runs for the first time. Out: how many
 * findings there were each time. Throws what reading throws.
 */
export async function practiseDiagnosis(deps: {
  readonly imagined: Pick<ClusterReader, 'view'>;
  readonly clock: Clock;
}): Promise<readonly number[]> {
  const { imagined, clock } = deps;
  const found: number[] = [];
  const subject = subjectOf([LABELS]);
  for (let n = 0; subject !== null && n < TIMES; n++) {
    const now = clock.now();
    const view = await imagined.view({ kinds: viewKinds, namespaces: null }, now + MINUTE);
    found.push(diagnose({ view, subject, onset: now - 10 * MINUTE }).findings.length);
  }
  return found;
}
