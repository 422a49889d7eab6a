import type { FactBody } from '../../domain/fact.ts';
import type { Incident } from '../../domain/incident.ts';
import type { Step } from '../../domain/step.ts';
import { askPostmortem } from './ask-postmortem.ts';
import { askRole } from './ask-role.ts';
import { closeExport } from './close-export.ts';
import { closeWatch } from './close-watch.ts';
import { decideByClock } from './decide-by-clock.ts';
import { furnishChannel } from './furnish-channel.ts';
import { invite } from './invite.ts';
import { openChannel } from './open-channel.ts';
import { postStep } from './post-step.ts';
import { escalateRole, proposeRole } from './propose-role.ts';
import type { Attempt, StepDeps } from './step-deps.ts';
import { tellAsker } from './tell-asker.ts';
import { wakeApprovers } from './wake-approvers.ts';

/** Does one step in the world and says what came of it, as facts. Throws RateLimited, Unavailable, Misconfigured or ChannelLost. */
export async function performStep(
  deps: StepDeps,
  incident: Incident,
  step: Step,
  attempt: Attempt,
): Promise<readonly FactBody[]> {
  switch (step.kind) {
    case 'open-channel':
      return openChannel(deps, incident, step.key);
    case 'propose-role':
      return proposeRole(deps, incident, step);
    case 'escalate-role':
      return escalateRole(deps, incident, step);
    case 'invite':
      return invite(deps, incident, step);
    case 'ask-role':
      return askRole(deps, incident, step, attempt.again);
    case 'close-watch':
      return closeWatch(deps, incident, step);
    case 'close-export':
      return closeExport(deps, incident, step);
    case 'tell-asker':
      return tellAsker(deps, incident, step, attempt.again);
    case 'ask-postmortem':
      return askPostmortem(deps, incident, step);
    case 'wake-approvers':
      return wakeApprovers(deps, incident, step);
    case 'expire':
    case 'give-up-planning':
      return decideByClock(deps, incident, step);
    case 'post-proposal':
    case 'announce-break-glass':
    case 'post-triage':
    case 'post-card':
    case 'announce':
    case 'post-notice':
    case 'post-diagnosis':
    case 'post-watch':
    case 'post-export':
    case 'say-all-clear':
    case 'say-still-firing':
      return postStep(deps, incident, step, attempt);
    case 'unarchive':
    case 'pin-card':
    case 'set-topic':
    case 'set-purpose':
    case 'rename-channel':
    case 'bookmark':
      return furnishChannel(deps, incident, step);
  }
}
