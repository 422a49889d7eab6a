import type { Line } from '../document.ts';
import { oneLine } from '../one-line.ts';
import { nextWake, wakeStages } from '../proposal/gate-times.ts';
import type { Approval, Plan, Proposal } from '../proposal/proposal.ts';
import { unacknowledged } from '../proposal/proposal-state.ts';
import { keysWord, rosterWords, userWords } from './proposal-words.ts';

const bold = (text: string) => ({ kind: 'bold', text }) as const;
const time = (at: number) => ({ kind: 'time', at, style: 'time' }) as const;

/**
 * Whose key it takes: how much, why so much, who turned theirs, who may, who was reached and who was not, and until when.
 * The groups that were not woken yet are not named: a mention would wake them.
 */
export function keyLines(proposal: Proposal, plan: Plan): readonly Line[] {
  return [
    [bold('Tier: '), tierWords(plan)],
    ...freezeLine(plan),
    ...(plan.quorum === 0 ? [[bold('Keys: '), 'none is asked, the glass is broken'] as Line] : []),
    ...(plan.quorum > 0 && proposal.approvals.length > 0 ? [approvedLine(proposal)] : []),
    ...(proposal.state === 'pending' && plan.quorum > 0
      ? [mayApprove(proposal, plan), ...reached(proposal)]
      : []),
    ...clocks(proposal, plan),
  ];
}

function tierWords({ tier, protects }: Plan): string {
  const why = protects === null ? '' : `, because ${oneLine(protects, 250)}`;
  return `${tier}${why}${tier === 'protected' ? '; whoever approves types the target out' : ''}`;
}

function freezeLine({ freeze }: Plan): readonly Line[] {
  if (freeze === null) return [];
  return [[bold('Freeze: '), `${oneLine(freeze, 120)}. Only those who may override it can approve.`]];
}

function approvedLine(proposal: Proposal): Line {
  const valid = proposal.approvals.filter(({ hash }) => hash === proposal.plan?.hash);
  const by = valid.slice(0, 6).flatMap(({ user, at }: Approval, index): Line => {
    return [index ? ', ' : ', by ', { kind: 'user', user }, ' at ', time(at)];
  });
  return [bold('Approved: '), keysWord(proposal), ...by];
}

function mayApprove(proposal: Proposal, plan: Plan): Line {
  const label = bold('May approve: ');
  if (unacknowledged(proposal).length > 0) {
    return [label, 'they are asked once ', { kind: 'user', user: proposal.requester }, ' has acknowledged'];
  }
  const stages = wakeStages(plan).slice(0, Math.max(1, proposal.woken.length));
  const rosters = stages.filter((roster, index) => stages.indexOf(roster) === index);
  const named = rosters.flatMap((roster, index): Line => [...(index ? [', '] : []), ...rosterWords(roster)]);
  const next = nextWake(proposal);
  const later: Line =
    next === null || next.stage === 0 || next.isReminder
      ? []
      : ['; from ', time(next.at), ' on the next group is asked'];
  return [label, ...named, ', but not ', { kind: 'user', user: proposal.requester }, ...later];
}

/** Who was woken by a direct message, and whom none reached. */
function reached({ woken }: Proposal): readonly Line[] {
  if (woken.length === 0) return [];
  const users = [...new Set(woken.flatMap((each) => each.users))];
  const missed = [...new Set(woken.flatMap((each) => each.missed))].filter((user) => !users.includes(user));
  const last = woken.at(-1)?.at ?? 0;
  return [
    users.length === 0
      ? [bold('Reached: '), 'nobody by direct message yet']
      : [bold('Reached: '), ...userWords(users), ', last at ', time(last)],
    ...(missed.length > 0 ? [[bold('Not reached: '), ...userWords(missed)] as Line] : []),
  ];
}

function clocks({ state }: Proposal, { approveBy, executeBy }: Plan): readonly Line[] {
  if (state === 'pending') {
    return [
      [
        bold('Clocks: '),
        'approved by ',
        time(approveBy),
        ' and done by ',
        time(executeBy),
        ', else it expires',
      ],
    ];
  }
  return [];
}
