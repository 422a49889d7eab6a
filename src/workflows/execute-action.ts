import type { IncidentId } from '../domain/fact.ts';
import { wantedExecution } from '../domain/proposal/wanted-execution.ts';
import { beginChange } from './execution/begin-change.ts';
import { lookAtChange } from './execution/look-at-change.ts';
import type { SendDeps } from './execution/send-change.ts';
import { settleChange } from './execution/settle-change.ts';

/**
 * Goes on with a change: begins what is approved, looks at what was sent, finds out what became of a request whose
 * executor is gone. Each wake-up does what is due now, so it can be killed anywhere and run again, by any executor. The
 * request itself is sent at most once. Throws Unavailable when the store or Slack is away: then it is tried again.
 */
export async function executeAction(deps: SendDeps, id: IncidentId, number: number): Promise<void> {
  const loaded = await deps.log.load(id);
  const proposal = loaded?.incident.proposals.find((each) => each.proposal === number);
  if (!proposal) return;
  switch (wantedExecution(proposal, deps.clock.now())) {
    case 'begin':
      return beginChange(deps, id, proposal);
    case 'look':
      return lookAtChange(deps, id, proposal);
    case 'settle':
      return settleChange(deps, id, proposal);
  }
}
