import type { FactBody } from '../fact.ts';
import type { Instant } from '../instant.ts';
import { ok, type Refused, type Result, refuse } from '../result.ts';
import type { Clicker, GateRequest } from './gate-request.ts';
import type { Plan, Proposal } from './proposal.ts';
import { typedTarget, unacknowledged } from './proposal-state.ts';

type Click = Extract<GateRequest, { readonly clicker: Clicker; readonly proposal: number }>;

/** What a person's click on a proposal leads to. Whoever clicks gets an answer, also when it is no. */
export function decideClick(proposal: Proposal, click: Click, at: Instant): Result<readonly FactBody[]> {
  if (!click.clicker.isFullMember) {
    return forbidden('Only full members of this workspace have a key. Guests, bots and others do not.');
  }
  switch (click.kind) {
    case 'acknowledge':
      return acknowledge(proposal, click);
    case 'approve':
      return approve(proposal, click, at);
    case 'deny':
      return deny(proposal, click);
    case 'withdraw':
      return withdraw(proposal, click);
    case 'stop':
      return stop(proposal, click);
  }
}

type Of<K extends Click['kind']> = Extract<Click, { readonly kind: K }>;

function approve(
  proposal: Proposal,
  { clicker, hash, typed }: Of<'approve'>,
  at: Instant,
): Result<readonly FactBody[]> {
  const { plan, approvals } = proposal;
  // First who they are: somebody without a key learns nothing of the rest, and the requester never has one.
  if (clicker.user === proposal.requester) {
    return forbidden('You proposed this, so the second key is somebody else’s. Ask one of the approvers.');
  }
  if (proposal.state === 'draft' || plan === null) {
    return refuse({ kind: 'conflict', what: 'It is still being planned. Look again in a moment.' });
  }
  if (!clicker.isApprover) return notApprover(plan);
  const mine = approvals.find(({ user }) => user === clicker.user);
  if (mine && mine.hash === plan.hash && proposal.state !== 'pending') return over(proposal);
  if (mine && mine.hash === plan.hash) return ok([]);
  if (proposal.state !== 'pending') return over(proposal);
  if (at >= plan.approveBy) {
    return refuse({ kind: 'expired', what: 'The time to approve is over. Propose it again.' });
  }
  if (hash !== plan.hash) {
    return refuse({
      kind: 'conflict',
      what: 'What you looked at is not what would be done now. Look at the card again, then decide.',
    });
  }
  if (unacknowledged(proposal).length > 0) {
    return refuse({
      kind: 'conflict',
      what: 'The requester has not acknowledged the warnings yet. Until then nobody can approve.',
    });
  }
  const target = typedTarget(proposal);
  // A phone begins what one types with a capital letter by itself.
  if (plan.tier === 'protected' && typed?.trim().toLowerCase() !== target.toLowerCase()) {
    return refuse({
      kind: 'invalid',
      what: `This target is protected: type it out to approve.`,
      example: `/incident approve ${proposal.proposal} ${target}`,
    });
  }
  return ok([{ kind: 'action.approved', proposal: proposal.proposal, hash: plan.hash }]);
}

function acknowledge(
  proposal: Proposal,
  { clicker, warnings }: Of<'acknowledge'>,
): Result<readonly FactBody[]> {
  if (clicker.user !== proposal.requester) {
    return forbidden('The one who proposed it acknowledges what could break.');
  }
  if (proposal.state !== 'pending') return proposal.state === 'draft' ? ok([]) : over(proposal);
  const missing = unacknowledged(proposal).filter((id) => warnings.includes(id));
  if (missing.length === 0) return ok([]);
  return ok([{ kind: 'action.acknowledged', proposal: proposal.proposal, warnings: missing }]);
}

function deny(proposal: Proposal, { clicker, reason }: Of<'deny'>): Result<readonly FactBody[]> {
  if (clicker.user === proposal.requester) {
    return refuse({
      kind: 'forbidden',
      what: 'It is your own proposal: withdraw it.',
      example: `/incident withdraw ${proposal.proposal}`,
    });
  }
  const { plan } = proposal;
  if (plan === null)
    return refuse({ kind: 'conflict', what: 'It is still being planned. Look again in a moment.' });
  if (!clicker.isApprover) return notApprover(plan);
  // Until it is sent, a no counts more than all yeses.
  if (proposal.state !== 'pending' && proposal.state !== 'approved') return over(proposal);
  if (reason.trim() === '') {
    return refuse({
      kind: 'invalid',
      what: 'Say why: the requester has to know what to do instead.',
      example: `/incident deny ${proposal.proposal} only one replica is ready`,
    });
  }
  return ok([{ kind: 'action.denied', proposal: proposal.proposal, reason: reason.trim() }]);
}

function withdraw(proposal: Proposal, { clicker, reason }: Of<'withdraw'>): Result<readonly FactBody[]> {
  if (clicker.user !== proposal.requester) {
    return forbidden('Only the one who proposed it can withdraw it. Approvers can deny it.');
  }
  const early = ['draft', 'pending', 'approved'].includes(proposal.state);
  if (!early) return over(proposal);
  return ok([{ kind: 'action.withdrawn', proposal: proposal.proposal, reason }]);
}

function stop(proposal: Proposal, { clicker, reason }: Of<'stop'>): Result<readonly FactBody[]> {
  const { plan } = proposal;
  if (plan === null || !clicker.isApprover) {
    return forbidden('Whoever may approve may stop it. You are not among them.');
  }
  if (proposal.state !== 'approved' && proposal.state !== 'executing') return over(proposal);
  return ok([{ kind: 'action.stopped', proposal: proposal.proposal, reason }]);
}

function over({ proposal, state }: Proposal): Refused {
  const words: Readonly<Partial<Record<Proposal['state'], string>>> = {
    approved: 'has all its approvals already',
    executing: 'is being done right now',
    unknown: 'was sent, and nobody knows yet whether it had its effect',
  };
  const what = words[state] ?? `is ${state} already`;
  return refuse({
    kind: 'conflict',
    what: `Proposal ${proposal} ${what}. Nothing was done.`,
  });
}

function notApprover({ tier }: Plan): Refused {
  return forbidden(
    `You are not among the approvers of this ${tier === 'standard' ? '' : `${tier} `}change. The card says who is.`,
  );
}

function forbidden(what: string): Refused {
  return refuse({ kind: 'forbidden', what });
}
