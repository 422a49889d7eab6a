import type { FactBody } from '../../domain/fact.ts';
import type { Incident } from '../../domain/incident.ts';
import { decideGate } from '../../domain/proposal/decide-gate.ts';
import type { GateRequest } from '../../domain/proposal/gate-request.ts';
import type { Step } from '../../domain/step.ts';
import type { StepDeps } from './step-deps.ts';

/** Whoever proposed it must hear why nothing comes, and whom to tell. */
const NO_EXECUTOR =
  'No executor planned it within two minutes, so none runs, or it can’t reach its cluster or Slack. Nothing was done. Tell the people who run Keyturn, then propose it again.';

/** Ends what the clocks end: only decided, nothing outside is touched. */
export function decideByClock(
  { clock }: Pick<StepDeps, 'clock'>,
  incident: Incident,
  { kind, proposal }: Extract<Step, { kind: 'expire' | 'give-up-planning' }>,
): readonly FactBody[] {
  const request: GateRequest =
    kind === 'expire' ? { kind, proposal } : { kind: 'refuse-plan', proposal, why: NO_EXECUTOR };
  const decided = decideGate(incident, request, clock.now());
  if (!decided.ok || decided.value.length === 0) throw new Error('a clock ran out, and nothing followed');
  return decided.value;
}
