import type { UserId } from '../../domain/actor.ts';
import type { FactBody } from '../../domain/fact.ts';
import type { Incident } from '../../domain/incident.ts';
import type { Step } from '../../domain/step.ts';
import type { StepDeps } from './step-deps.ts';

/** Invites those who belong into the channel. */
export async function invite(
  deps: Pick<StepDeps, 'directory' | 'channels' | 'logger'>,
  incident: Incident,
  step: Extract<Step, { kind: 'invite' }>,
): Promise<readonly FactBody[]> {
  if (!incident.channel) return [{ kind: 'step.skipped', step: step.key, reason: 'no-channel' }];
  const users = new Set<UserId>(step.users);
  for (const roster of step.responders) {
    for (const user of await deps.directory.members(roster)) users.add(user);
  }
  if (users.size > 0) {
    const { left } = await deps.channels.invite(incident.channel.id, [...users]);
    if (left.length > 0)
      deps.logger.warn({ incident: incident.id, left }, 'some people could not be invited');
  }
  return [{ kind: 'step.done', step: step.key, ref: null }];
}
