import type { FactBody } from '../../domain/fact.ts';
import type { Incident } from '../../domain/incident.ts';
import { emptyRole } from '../../domain/role.ts';
import { nextCandidate } from '../../domain/role-steps.ts';
import type { Step } from '../../domain/step.ts';
import type { StepDeps } from './step-deps.ts';

/** Asks the roster's next person for the role. A roster without people is said once and not asked again. */
export async function proposeRole(
  deps: Pick<StepDeps, 'directory' | 'clock'>,
  incident: Incident,
  step: Extract<Step, { kind: 'propose-role' }>,
): Promise<readonly FactBody[]> {
  const candidates = await deps.directory.members(step.roster);
  const user = nextCandidate(incident.roles[step.role] ?? emptyRole, candidates);
  if (user === null) return [{ kind: 'step.skipped', step: step.key, reason: 'nobody-to-ask' }];
  const acceptBy = deps.clock.now() + incident.policy.acceptWithin;
  return [
    { kind: 'role.proposed', role: step.role, user, candidates, acceptBy },
    { kind: 'step.done', step: step.key, ref: null },
  ];
}

/** The one who was asked did not accept in time: the next on the list, then everyone on it. */
export async function escalateRole(
  deps: Pick<StepDeps, 'directory' | 'clock'>,
  incident: Incident,
  step: Extract<Step, { kind: 'escalate-role' }>,
): Promise<readonly FactBody[]> {
  const roster = incident.policy.rosters[step.role];
  const state = incident.roles[step.role] ?? emptyRole;
  const candidates = roster ? await deps.directory.members(roster) : state.candidates;
  const user = nextCandidate(state, candidates);
  const done: FactBody = { kind: 'step.done', step: step.key, ref: null };
  if (user === null) {
    return [{ kind: 'role.escalated', role: step.role, from: step.asked, everyone: true }, done];
  }
  const acceptBy = deps.clock.now() + incident.policy.acceptWithin;
  return [
    { kind: 'role.escalated', role: step.role, from: step.asked, everyone: false },
    { kind: 'role.proposed', role: step.role, user, candidates, acceptBy },
    done,
  ];
}
