import { isPerson } from '../../../../src/domain/actor.ts';
import type { Fact, FactBody } from '../../../../src/domain/fact.ts';
import type { Plan, ProposalState } from '../../../../src/domain/proposal/proposal.ts';

/** A proposal as its facts tell it, with nothing of the fold. */
type Told = {
  state: ProposalState;
  plan: Plan | null;
  requester: string;
  readonly keys: Set<string>;
  readonly acknowledged: Set<string>;
};

/** Which facts may come in a state, and where they lead; null: it stays what it is. */
const edges: Readonly<Partial<Record<ProposalState, Readonly<Record<string, ProposalState | null>>>>> = {
  draft: { planned: 'pending', refused: 'refused', withdrawn: 'withdrawn', expired: 'expired' },
  pending: {
    acknowledged: null,
    approved: null,
    denied: 'denied',
    withdrawn: 'withdrawn',
    expired: 'expired',
  },
  approved: {
    started: 'executing',
    progressed: null,
    superseded: 'superseded',
    denied: 'denied',
    withdrawn: 'withdrawn',
    stopped: 'stopped',
    expired: 'expired',
  },
  executing: { sent: null, progressed: null, stopped: 'stopped', executed: null },
  // Stopped on the way: what became of it is found out, or not.
  stopped: { sent: null, settled: null, executed: null },
  unknown: { settled: 'unknown' },
};

/** The state of each proposal as its facts tell it. Throws where a fact came that may not come then. */
export function statesBy(facts: readonly Fact[]): ReadonlyMap<number, ProposalState> {
  const told = new Map<number, Told>();
  for (const { body, by } of facts) {
    if (!body.kind.startsWith('action.') || !('proposal' in body)) continue;
    if (body.kind === 'action.click-refused' || body.kind === 'action.woken') continue;
    const user = isPerson(by) ? by.user : '';
    const before = told.get(body.proposal);
    if (body.kind === 'action.proposed') {
      if (before) throw new Error(`proposal ${body.proposal} was made twice`);
      const nothing = { keys: new Set<string>(), acknowledged: new Set<string>() };
      told.set(body.proposal, { state: 'draft', plan: null, requester: user, ...nothing });
    } else if (before) follow(before, body, user);
    else throw new Error(`${body.kind} of a proposal that nobody made`);
  }
  return new Map([...told].map(([proposal, { state }]) => [proposal, state]));
}

function follow(told: Told, body: FactBody, user: string): void {
  const next = edges[told.state]?.[body.kind.slice('action.'.length)];
  if (next === undefined) throw new Error(`${body.kind} of what is ${told.state}`);
  told.state = next ?? told.state;
  if (body.kind === 'action.planned') told.plan = body.plan;
  if (body.kind === 'action.approved' && body.hash === told.plan?.hash && user !== told.requester)
    told.keys.add(user);
  if (body.kind === 'action.acknowledged' && user === told.requester)
    for (const warning of body.warnings) told.acknowledged.add(warning);
  if (body.kind === 'action.executed') told.state = body.outcome;
  if (
    body.kind === 'action.settled' &&
    told.state === 'unknown' &&
    body.settlement !== 'applied-by-whom-unknown'
  )
    told.state = body.settlement === 'not-applied' ? 'failed' : 'succeeded';
  if (told.state === 'pending' && isApproved(told)) told.state = 'approved';
}

function isApproved({ plan, keys, acknowledged }: Told): boolean {
  const musts = plan?.warnings.filter(({ level }) => level === 'must-acknowledge') ?? [];
  return plan !== null && keys.size >= plan.quorum && musts.every(({ id }) => acknowledged.has(id));
}
