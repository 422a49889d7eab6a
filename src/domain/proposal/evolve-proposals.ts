import { isPerson } from '../actor.ts';
import { addNotice } from '../evolve-notices.ts';
import type { Fact } from '../fact.ts';
import type { Incident } from '../incident.ts';
import { wanting } from '../wanting.ts';
import type { GateFact } from './gate-fact.ts';
import { withoutOldGateSteps } from './gate-step-keys.ts';
import type { Proposal, ProposalState } from './proposal.ts';
import { proposalNews } from './proposal-news.ts';
import { isLive, missingApprovals, unacknowledged } from './proposal-state.ts';
import { ranOutWords } from './ran-out-words.ts';

/** The snapshot keeps this many that are over; the log has all of them. */
const KEPT = 10;

/** Folds what happened to a proposal. Who may do what was decided before: a fact is the truth. */
export function evolveProposals(incident: Incident, fact: Fact, body: GateFact): Incident {
  if (body.kind === 'action.proposed') {
    const { proposal, wish } = body;
    const made = created(proposal, fact, wish);
    return { ...incident, proposals: bounded([...incident.proposals, made]), lastProposal: proposal };
  }
  const before = incident.proposals.find(({ proposal }) => proposal === body.proposal);
  if (!before) return incident;
  const after = evolveProposal(before, fact, body);
  const proposals = incident.proposals.map((each) => (each === before ? after : each));
  // Whoever has the second key needs to see what it is about, and to ask.
  const woken = body.kind === 'action.woken' ? body.users : [];
  const next = withoutOldGateSteps({ ...wanting(incident, woken), proposals: bounded(proposals) });
  const news = proposalNews(before, after, body);
  return news === null ? next : addNotice(next, fact, news);
}

function created(proposal: number, { by, at }: Fact, wish: Proposal['wish']): Proposal {
  return {
    proposal,
    state: 'draft',
    wish,
    requester: isPerson(by) ? by.user : '',
    proposedAt: at,
    plannedAt: null,
    plan: null,
    acknowledged: [],
    approvals: [],
    ended: null,
    lease: null,
    sentAt: null,
    progress: null,
    woken: [],
    settlement: null,
    replacedBy: null,
  };
}

function evolveProposal(
  proposal: Proposal,
  fact: Fact,
  body: Exclude<GateFact, { kind: 'action.proposed' }>,
): Proposal {
  const user = isPerson(fact.by) ? fact.by.user : null;
  const ended = (state: ProposalState, why: string): Proposal => ({
    ...proposal,
    state,
    lease: null,
    ended: { by: user, why, at: fact.at },
  });
  switch (body.kind) {
    case 'action.planned':
      return whenEnough({ ...proposal, state: 'pending', plan: body.plan, plannedAt: fact.at });
    case 'action.acknowledged':
      return whenEnough({
        ...proposal,
        acknowledged: [...new Set([...proposal.acknowledged, ...body.warnings])],
      });
    case 'action.approved':
      return approved(proposal, { user: user ?? '', at: fact.at, hash: body.hash });
    case 'action.started':
      return {
        ...proposal,
        state: 'executing',
        progress: null,
        lease: { token: body.token, until: body.until },
      };
    case 'action.sent':
      return {
        ...proposal,
        sentAt: fact.at,
        lease: proposal.state === 'executing' ? proposal.lease : null,
      };
    case 'action.progressed':
      return { ...proposal, progress: body.sentence };
    case 'action.woken': {
      const { stage, users, missed } = body;
      const others = proposal.woken.filter((each) => each.stage !== stage);
      return { ...proposal, woken: [...others, { stage, users, missed, at: fact.at }] };
    }
    case 'action.executed':
      return body.outcome === 'unknown'
        ? { ...ended('unknown', body.sentence), lease: null }
        : ended(body.outcome, body.sentence);
    case 'action.settled':
      return settled(proposal, ended, body);
    case 'action.superseded':
      return { ...ended('superseded', body.moved.join('; ')), replacedBy: body.by };
    case 'action.refused':
      return ended('refused', body.why);
    case 'action.denied':
      return ended('denied', body.reason);
    case 'action.withdrawn':
      return ended('withdrawn', body.reason ?? '');
    case 'action.stopped':
      // Begun and stopped: the request may be under way, so the lease goes on until that is known.
      return {
        ...ended('stopped', body.reason ?? ''),
        lease: proposal.sentAt === null ? proposal.lease : null,
      };
    case 'action.expired':
      return ended('expired', ranOutWords[body.clock]);
    case 'action.click-refused':
      return proposal;
  }
}

function approved(proposal: Proposal, approval: Proposal['approvals'][number]): Proposal {
  return whenEnough({ ...proposal, approvals: [...proposal.approvals, approval] });
}

/** Approved as soon as nothing is missing: where the glass is broken, that is what the requester has to acknowledge. */
function whenEnough(proposal: Proposal): Proposal {
  const enough =
    proposal.state === 'pending' && missingApprovals(proposal) === 0 && unacknowledged(proposal).length === 0;
  return enough ? { ...proposal, state: 'approved' } : proposal;
}

/**
 * What had its effect is a success of ours, what had none a failure; whose effect it was may stay unknown for ever. What
 * was stopped in time stays stopped.
 */
function settled(
  proposal: Proposal,
  ended: (state: ProposalState, why: string) => Proposal,
  { settlement, sentence }: Extract<GateFact, { kind: 'action.settled' }>,
): Proposal {
  const states = {
    'applied-by-us': 'succeeded',
    'applied-by-whom-unknown': 'unknown',
    'not-applied': 'failed',
  } as const;
  if (proposal.state === 'stopped') return { ...proposal, lease: null, settlement };
  return { ...ended(states[settlement], sentence), settlement };
}

/** All that are live, and the last of those that are over. */
function bounded(proposals: readonly Proposal[]): readonly Proposal[] {
  // By when they ended, not by their number: what took longest has its outcome to be told.
  const over = proposals
    .filter((each) => !isLive(each))
    .toSorted((a, b) => (a.ended?.at ?? 0) - (b.ended?.at ?? 0));
  const kept = new Set(over.slice(-KEPT));
  return proposals.filter((each) => isLive(each) || kept.has(each));
}
