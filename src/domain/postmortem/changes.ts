import { actionNames } from '../action/action-name.ts';
import { refWords } from '../cluster/object-ref.ts';
import type { Fact } from '../fact.ts';
import type { Incident } from '../incident.ts';
import { evolveProposals } from '../proposal/evolve-proposals.ts';
import type { GateFact } from '../proposal/gate-fact.ts';
import type { Proposal } from '../proposal/proposal.ts';
import { stateLine } from '../wording/proposal-state-line.ts';
import { clusterWord, deedWords } from '../wording/proposal-words.ts';
import type { Material } from './material.ts';
import { plainLine } from './plain-line.ts';
import type { PostmortemChange } from './postmortem.ts';
import { refusals } from './refusals.ts';

/** Every change that was proposed, whole, in the order of its number: the snapshot forgets those that are long over. */
export function changes(material: Material): readonly PostmortemChange[] {
  const proposals = foldedProposals(material.facts, material.source.incident);
  const refused = refusals(material);
  const undone = new Map(
    proposals.flatMap(({ wish, proposal, state }) =>
      wish.undoes !== null && state === 'succeeded' ? [[wish.undoes, proposal] as const] : [],
    ),
  );
  return proposals.map((each) =>
    changeOf(each, material, {
      undoneBy: undone.get(each.proposal) ?? null,
      refusals: refused.get(each.proposal) ?? [],
    }),
  );
}

/** The incident's own fold, each proposal by itself, so that none makes room for another. */
function foldedProposals(facts: readonly Fact[], incident: Incident): readonly Proposal[] {
  const alone: Incident = { ...incident, opened: false, proposals: [], notices: [], steps: {} };
  const folds = new Map<number, Incident>();
  for (const fact of facts) {
    if (!isGateFact(fact.body)) continue;
    const { proposal, kind } = fact.body;
    const before = kind === 'action.proposed' ? alone : folds.get(proposal);
    if (before !== undefined) folds.set(proposal, evolveProposals(before, fact, fact.body));
  }
  return [...folds.values()]
    .flatMap(({ proposals }) => proposals)
    .toSorted((a, b) => a.proposal - b.proposal);
}

function isGateFact(body: Fact['body']): body is GateFact {
  return body.kind.startsWith('action.') && 'proposal' in body;
}

function changeOf(
  each: Proposal,
  { parties, naming, clean }: Material,
  linked: Pick<PostmortemChange, 'undoneBy' | 'refusals'>,
): PostmortemChange {
  const { wish, plan, ended } = each;
  const begun = wasBegun(each) ? plan : null;
  return {
    proposal: each.proposal,
    action: wish.action,
    deed: clean(deedOf(each)),
    cluster: clusterWord(each),
    object: objectWords(each),
    state: each.state,
    reason: wish.reason,
    requester: parties.ofUser(each.requester),
    proposedAt: each.proposedAt,
    tier: plan?.tier ?? null,
    brokeGlass: wish.breakGlass,
    approvals: each.approvals.map(({ user, at }) => ({ by: parties.ofUser(user), at })),
    sentence: plan?.sentence ?? null,
    before: plan?.before ?? null,
    after: plan?.after ?? null,
    differences: plan?.differences ?? [],
    warnings: plan?.warnings.map(({ sentence }) => sentence) ?? [],
    sentAt: each.sentAt,
    endedAt: ended?.at ?? null,
    outcome: ended === null ? null : clean(plainLine(stateLine(each), naming)),
    // Of what was never begun there is nothing to verify or to undo.
    verify: begun?.verify ?? null,
    undo: begun?.undo ?? null,
    undoes: wish.undoes,
    refusedClicks: linked.refusals.length,
    ...linked,
  };
}

/** A newer version may have proposed what there are no words for here. */
function deedOf(each: Proposal): string {
  const isKnown = (actionNames as readonly string[]).includes(each.wish.action);
  return isKnown ? deedWords(each) : `${each.wish.action} ${objectWords(each)}`;
}

function wasBegun({ lease, sentAt, state }: Proposal): boolean {
  return lease !== null || sentAt !== null || state === 'unknown';
}

function objectWords({ wish: { target }, plan }: Proposal): string {
  if (plan !== null) return refWords(plan.object);
  const name = `${target.resource}/${target.name}`;
  return target.namespace === null ? name : `${name} in ${target.namespace}`;
}
