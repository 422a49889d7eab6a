import type { FactBody } from '../../domain/fact.ts';
import type { Incident } from '../../domain/incident.ts';
import type { Step } from '../../domain/step.ts';
import { roleAsk } from '../../domain/wording/role-ask.ts';
import type { StepDeps } from './step-deps.ts';

/** Tells the person asked for a role by direct message, with the button to take it. */
export async function askRole(
  deps: Pick<StepDeps, 'chat'>,
  incident: Incident,
  step: Extract<Step, { kind: 'ask-role' }>,
  again: boolean,
): Promise<readonly FactBody[]> {
  const ref = await deps.chat.post({
    to: { user: step.user },
    incident: incident.id,
    step: step.key,
    lane: 'status',
    document: roleAsk(incident, step.role),
    mayExist: again,
  });
  return [{ kind: 'step.done', step: step.key, ref }];
}
