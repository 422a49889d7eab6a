import type { UserId } from '../../domain/actor.ts';
import type { Clicker, GateRequest } from '../../domain/proposal/gate-request.ts';
import type { GateRules } from '../../domain/proposal/gate-rules.ts';
import type { Proposal } from '../../domain/proposal/proposal.ts';
import { ok, type Result, refuse } from '../../domain/result.ts';
import type { Roster } from '../../domain/role.ts';
import type { Directory } from '../../ports/directory.ts';
import { Misconfigured, Unavailable } from '../../ports/failures.ts';
import type { Log } from '../../ports/log.ts';

/** A request of a person, before anybody asked who they are. */
export type PersonRequest = WithoutClicker<Extract<GateRequest, { readonly clicker: Clicker }>>;
type WithoutClicker<T> = T extends unknown ? Omit<T, 'clicker'> : never;

/**
 * Asks Slack who clicks: whether they are a full member, and among those whose word counts for this. What Slack can't
 * say is not believed: then the answer is a refusal, and nothing may be done.
 */
export async function findClicker(
  deps: { readonly directory: Directory; readonly logger: Log; readonly gate: GateRules | null },
  input: {
    readonly request: PersonRequest;
    /** Null: a new one, or there is none of this number. */
    readonly proposal: Proposal | null;
    readonly user: UserId;
  },
): Promise<Result<Clicker>> {
  const { user } = input;
  try {
    const [isFullMember, isApprover] = await Promise.all([
      deps.directory.isFullMember(user),
      isIn(deps.directory, rostersFor(input, deps.gate), user),
    ]);
    return ok({ user, isFullMember, isApprover });
  } catch (error) {
    if (!(error instanceof Unavailable || error instanceof Misconfigured)) throw error;
    deps.logger.warn({ user, error }, 'who clicked could not be checked');
    const what =
      error instanceof Misconfigured
        ? 'Keyturn could not check in Slack whether you may do this, so nothing was done. A setting or a permission is missing; whoever runs Keyturn finds the reason in its log.'
        : 'Slack can’t say right now whether you may do this, so nothing was done. Try again in a moment.';
    return refuse({ kind: 'unavailable', what });
  }
}

/** Those whose word counts. Nobody is asked for where it makes no difference. */
function rostersFor(
  { request, proposal }: { readonly request: PersonRequest; readonly proposal: Proposal | null },
  gate: GateRules | null,
): readonly Roster[] {
  const people = gate?.breakGlass?.people ?? [];
  switch (request.kind) {
    case 'propose':
      return request.wish.breakGlass ? people : [];
    case 'acknowledge':
    case 'withdraw':
      return [];
    case 'approve':
      return proposal?.wish.breakGlass ? people : (proposal?.plan?.approvers ?? []);
    case 'deny':
    case 'stop':
      // Holding something back is for whoever may let it through, in either way.
      return [...(proposal?.plan?.approvers ?? []), ...(proposal?.wish.breakGlass ? people : [])];
  }
}

/** In one of them for certain. A group that can't be read makes no difference to whoever is in another one. */
async function isIn(directory: Directory, rosters: readonly Roster[], user: UserId): Promise<boolean> {
  const asked = await Promise.allSettled(rosters.map((roster) => directory.members(roster)));
  if (asked.some((each) => each.status === 'fulfilled' && each.value.includes(user))) return true;
  for (const each of asked) if (each.status === 'rejected') throw each.reason;
  return false;
}
