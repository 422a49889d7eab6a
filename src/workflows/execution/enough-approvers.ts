import type { UserId } from '../../domain/actor.ts';
import type { Plan, Proposal } from '../../domain/proposal/proposal.ts';
import { ok, type Result, refuse } from '../../domain/result.ts';
import type { Directory } from '../../ports/directory.ts';

/** Whether so many people could approve it at all. The requester does not count. Throws Unavailable and Misconfigured. */
export async function enoughApprovers(
  { directory }: { readonly directory: Directory },
  { requester, wish }: Pick<Proposal, 'requester' | 'wish'>,
  { approvers, quorum, tier }: Plan,
): Promise<Result<null>> {
  if (wish.breakGlass) return ok(null);
  const others = (await allMembers(directory, approvers)).filter((user) => user !== requester);
  let able = 0;
  for (const user of others) {
    if (able >= quorum) break;
    if (await directory.isFullMember(user)) able += 1;
  }
  if (able >= quorum) return ok(null);
  const need = quorum === 1 ? 'one approver' : `${quorum} approvers`;
  return refuse({
    kind: 'conflict',
    what: `This ${tier} change needs ${need} besides you, and ${able === 0 ? 'there is none' : `there is only ${able}`} in the groups that may approve it. Add people to the groups in Slack, then propose it again.`,
  });
}

/** Everybody in these groups, each once, as Slack says now. */
export async function allMembers(
  directory: Directory,
  approvers: Plan['approvers'],
): Promise<readonly UserId[]> {
  const members = await Promise.all(approvers.map((roster) => directory.membersNow(roster)));
  return [...new Set(members.flat())];
}
