import type { FactBody } from '../../domain/fact.ts';
import type { Incident } from '../../domain/incident.ts';
import { type Instant, MINUTE, SECOND } from '../../domain/instant.ts';
import type { Step } from '../../domain/step.ts';
import { ChannelLost, Misconfigured, Unavailable } from '../../ports/failures.ts';

const FIRST_PAUSE = 5 * SECOND;
const LONGEST_PAUSE = 10 * MINUTE;

/**
 * What a failure means for a step: a lost channel is a fact of its own; what can never succeed is skipped, unless it
 * is essential (an administrator may mend it: it is tried again); everything else is tried again with growing pauses.
 * An error nobody foresaw blocks the step, too: one broken step must not stop the others.
 */
export function failedStep(incident: Incident, step: Step, error: unknown, at: Instant): readonly FactBody[] {
  if (error instanceof ChannelLost && error.channel === incident.channel?.id && step.kind !== 'unarchive') {
    return [{ kind: 'channel.lost', channel: error.channel, reason: error.reason }];
  }
  const reason = reasonOf(error);
  if (step.kind === 'unarchive' && (error instanceof ChannelLost || error instanceof Misconfigured)) {
    return [{ kind: 'step.skipped', step: step.key, reason }];
  }
  if (error instanceof Misconfigured && !step.essential)
    return [{ kind: 'step.skipped', step: step.key, reason }];
  const blocked: FactBody = {
    kind: 'step.blocked',
    step: step.key,
    reason,
    retryAt: at + pauseBefore(incident, step),
  };
  // Where nobody can be asked, nobody can accept: rather a channel too many than an alert that nobody sees.
  if (step.kind === 'post-triage' && !(error instanceof Unavailable))
    return [blocked, opened(incident, reason)];
  return [blocked];
}

function opened(incident: Incident, reason: string): FactBody {
  return {
    kind: 'status.changed',
    from: incident.status,
    to: 'investigating',
    reason: `nobody could be asked: the announcements channel can't be reached (${reason})`,
  };
}

function pauseBefore(incident: Incident, step: Step): number {
  const state = incident.steps[step.key];
  const tries = state?.state === 'blocked' ? state.tries : 0;
  return Math.min(FIRST_PAUSE * 2 ** Math.min(tries, 10), LONGEST_PAUSE);
}

function reasonOf(error: unknown): string {
  if (error instanceof Unavailable || error instanceof Misconfigured || error instanceof ChannelLost) {
    return error.reason;
  }
  return 'unexpected-error';
}
