import type { Document, Line, Part } from '../document.ts';
import type { Incident } from '../incident.ts';
import { oneLine } from '../one-line.ts';
import type { Plan, Proposal } from '../proposal/proposal.ts';
import { isLive, unacknowledged } from '../proposal/proposal-state.ts';
import { proposalButtons } from './proposal-buttons.ts';
import { consequenceParts } from './proposal-consequences.ts';
import { keyLines } from './proposal-keys.ts';
import { stateLine } from './proposal-state-line.ts';
import { clusterWord, deedInCluster, deedWords, undoLine, userWords } from './proposal-words.ts';

/** Slack's header holds 150 characters. */
const HEADER = 145;

/**
 * The card of a proposed change, edited in place, for somebody who was asleep a minute ago and reads it on a phone:
 * what will happen to which object of which cluster, who wants it and why, what could break, and the buttons.
 * At most about twenty blocks, whatever the plan holds.
 */
export function proposalCard(incident: Incident, proposal: Proposal): Document {
  const buttons = proposalButtons(incident.id, proposal);
  return {
    push: pushWords(proposal),
    parts: [
      { kind: 'header', text: titleOf(proposal) },
      { kind: 'text', lines: [stateLine(proposal), whoAndWhy(incident, proposal)] },
      ...(proposal.plan === null ? [] : planParts(incident, proposal, proposal.plan)),
      ...(buttons.length > 0 ? [{ kind: 'buttons', buttons } as const] : []),
      ...(proposal.plan === null ? [] : smallPrint(proposal, proposal.plan)),
    ],
  };
}

/** The cluster comes first and is as big as it gets: the same names are in several clusters. */
function titleOf(proposal: Proposal): string {
  const alone = proposal.wish.breakGlass ? 'BROKEN GLASS · ' : '';
  const deed = deedWords(proposal);
  return oneLine(
    `${alone}${clusterWord(proposal)} · ${deed.charAt(0).toUpperCase()}${deed.slice(1)}`,
    HEADER,
  );
}

/** A locked phone shows this alone: it is the whole question. */
function pushWords(proposal: Proposal): Line {
  const { state, plan, requester } = proposal;
  const what = deedInCluster(proposal);
  if (state !== 'pending' || plan === null) return [`Proposal ${proposal.proposal}, ${state}: ${what}`];
  const by: Line = [', by ', { kind: 'user', user: requester }];
  if (unacknowledged(proposal).length > 0) {
    return [{ kind: 'user', user: requester }, `, acknowledge what could break: ${what}`];
  }
  if (plan.quorum === 0) return [`Glass broken: ${what}`, ...by];
  return [`Approve? ${what}`, ...by, ', until ', { kind: 'time', at: plan.approveBy, style: 'time' }];
}

function whoAndWhy({ id }: Incident, { proposal, requester, wish, approvals }: Proposal): Line {
  const people = [...new Set(approvals.map(({ user }) => user))];
  const undoing = wish.undoes === null ? '' : `, to undo proposal ${wish.undoes}`;
  return [
    `Proposal ${proposal} of ${id}, by `,
    { kind: 'user', user: requester },
    ...(people.length === 0 ? [] : [', approved by ', ...userWords(people)]),
    `${undoing}: “${oneLine(wish.reason, 400)}”`,
  ];
}

function planParts(incident: Incident, proposal: Proposal, plan: Plan): readonly Part[] {
  const what: Part = {
    kind: 'text',
    lines: [
      [oneLine(plan.sentence, 500)],
      [{ kind: 'bold', text: 'Before: ' }, oneLine(plan.before, 300)],
      [{ kind: 'bold', text: 'After: ' }, oneLine(plan.after, 300)],
    ],
  };
  if (isMoot(proposal)) return [what];
  return [what, ...consequenceParts(incident, proposal, plan), { kind: 'text', lines: [undoLine(plan)] }];
}

/** Of what was not done and never will be, nobody has to weigh the consequences. */
function isMoot(proposal: Proposal): boolean {
  return !isLive(proposal) && proposal.sentAt === null && proposal.state !== 'succeeded';
}

/**
 * Below the buttons is what nobody decides by: how it is verified, whose key it takes, and what exactly an approval is
 * for. So a phone shows the buttons on the screen with what could break.
 */
function smallPrint(proposal: Proposal, plan: Plan): readonly Part[] {
  const verified: Line = [{ kind: 'bold', text: 'Verified by: ' }, oneLine(plan.verify, 400)];
  const lines: readonly Line[] = isMoot(proposal) ? [] : [verified, ...keyLines(proposal, plan)];
  return [...(lines.length > 0 ? [{ kind: 'text', lines } as const] : []), bindingPart(plan)];
}

function bindingPart({ cluster, object, owner, hash, policyDigest }: Plan): Part {
  const owned = owner === null ? '' : ` · owned by ${oneLine(`${owner.kind} ${owner.name}`, 120)}`;
  return {
    kind: 'context',
    lines: [
      [
        `${oneLine(cluster.name, 80)}: ${oneLine(cluster.server, 120)} · cluster uid ${oneLine(cluster.uid, 60)}`,
      ],
      [`object uid ${oneLine(object.uid, 60)}${owned}`],
      [`plan ${hash.slice(0, 12)} · rules ${policyDigest.slice(0, 12)}`],
    ],
  };
}
