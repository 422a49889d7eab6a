import type { UserId } from '../actor.ts';
import { hasApproved } from '../asked-approvers.ts';
import type { Document, Line } from '../document.ts';
import type { Incident } from '../incident.ts';
import { oneLine } from '../one-line.ts';
import type { Plan, Proposal } from '../proposal/proposal.ts';
import { headline } from './headline.ts';
import { decisionButtons } from './proposal-buttons.ts';
import { deedInCluster, keysWord, undoLine, userWords } from './proposal-words.ts';

/**
 * The direct message that wakes an approver: the gist, what could break, the way to the card, and the buttons, which
 * work from here. `link`: to the card; null: it has none, or Slack did not say.
 */
export function approverAsk(incident: Incident, proposal: Proposal, link: string | null): Document {
  const { plan, requester, wish } = proposal;
  const by: Line = [', by ', { kind: 'user', user: requester }];
  const until: Line = plan === null ? [] : [', until ', { kind: 'time', at: plan.approveBy, style: 'time' }];
  const what = deedInCluster(proposal);
  return {
    push: [`Approve? ${what}`, ...by, ...until],
    parts: [
      {
        kind: 'text',
        lines: [
          [{ kind: 'bold', text: `Approve? ${what}` }, ...by],
          [`“${oneLine(wish.reason, 300)}”`],
          [headline(incident)],
        ],
      },
      ...(plan === null ? [] : [{ kind: 'text', lines: planLines(proposal, plan) } as const]),
      {
        kind: 'text',
        lines: [[`${keysWord(proposal)} approved`, ...until, '. ', ...cardWords(incident, link)]],
      },
      { kind: 'buttons', buttons: decisionButtons(incident.id, proposal) },
    ],
  };
}

/** What the direct message shows once there is nothing to decide for the one who got it. */
export function approverAsked(incident: Incident, proposal: Proposal, user: UserId): Document {
  const outcome = outcomeOf(proposal, user);
  return {
    push: outcome,
    parts: [{ kind: 'text', lines: [outcome, [headline(incident), ...room(incident)]] }],
  };
}

/** Enough to decide by: whoever approves without opening the card has read what it is and what could break. */
function planLines(proposal: Proposal, plan: Plan): readonly Line[] {
  return [
    [oneLine(plan.sentence, 300)],
    [{ kind: 'bold', text: 'Before: ' }, oneLine(plan.before, 200)],
    [{ kind: 'bold', text: 'After: ' }, oneLine(plan.after, 200)],
    ...warningLines(proposal),
    undoLine(plan),
  ];
}

function warningLines({ plan }: Proposal): readonly Line[] {
  const musts = (plan?.warnings ?? []).filter(({ level }) => level === 'must-acknowledge');
  const shown = musts.slice(0, 3).map(({ sentence }): Line => [`▲ ${oneLine(sentence, 250)}`]);
  return musts.length > 3 ? [...shown, [`and ${musts.length - 3} more on the card`]] : shown;
}

function cardWords(incident: Incident, link: string | null): Line {
  if (link === null) return ['All of it is on the card', ...room(incident), '.'];
  return [{ kind: 'link', url: link, label: 'All of it is on the card' }, ...room(incident), '.'];
}

function room({ channel }: Incident): Line {
  return channel === null ? [] : [' in ', { kind: 'channel', channel: channel.id }];
}

/** One sentence for all that follows an approval, so that the message is edited once. */
function outcomeOf(proposal: Proposal, user: UserId): Line {
  const what = `${deedInCluster(proposal)} (proposal ${proposal.proposal})`;
  const { state, ended, approvals } = proposal;
  if (state === 'pending' && hasApproved(proposal, user)) return [`You approved it: ${what}.`];
  if (['approved', 'executing', 'succeeded', 'failed', 'unknown'].includes(state)) {
    return ['Approved by ', ...userWords([...new Set(approvals.map((each) => each.user))]), `: ${what}.`];
  }
  const by: Line = ended?.by ? [' by ', { kind: 'user', user: ended.by }] : [];
  const word = state === 'superseded' ? 'out of date' : state;
  return ['Nothing to approve any more: ', `${what} is ${word}`, ...by, '.'];
}
