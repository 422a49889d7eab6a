import type { Incident } from '../../domain/incident.ts';
import type { StepDeps } from './step-deps.ts';

/**
 * Asks for an incident's people while its channel is being made, so that nobody waits for them one after the other
 * afterwards: the directory keeps the answers for some seconds. Never rejects: what could not be had is asked again,
 * and judged, by the step that needs it.
 */
export async function lookUpPeople(
  { directory }: Pick<StepDeps, 'directory'>,
  { policy }: Pick<Incident, 'policy'>,
): Promise<void> {
  const rosters = [...Object.values(policy.rosters), ...policy.responders];
  await Promise.allSettled(rosters.map((roster) => directory.members(roster)));
}
