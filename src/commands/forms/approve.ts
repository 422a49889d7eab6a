import type { UserId } from '../../domain/actor.ts';
import type { IncidentId } from '../../domain/fact.ts';
import type { Form } from '../../domain/form.ts';
import type { Proposal } from '../../domain/proposal/proposal.ts';
import { typedTarget, unacknowledged } from '../../domain/proposal/proposal-state.ts';
import { proposalSubject } from '../../domain/wording/proposal-subject.ts';
import { deedInCluster } from '../../domain/wording/proposal-words.ts';
import { type FormHandler, filled } from '../form-handler.ts';
import { proposalForm } from '../proposal-form.ts';

/** Whether somebody who could approve it has to type the target out first. */
export function mustBeTypedBy(user: UserId, proposal: Proposal): boolean {
  const { plan, state, requester } = proposal;
  const canBeApproved = state === 'pending' && unacknowledged(proposal).length === 0;
  return plan?.tier === 'protected' && canBeApproved && user !== requester;
}

/** The form in which a protected target is typed out. It is about the plan that was looked at, which its subject names. */
export function approveForm(id: IncidentId, proposal: Proposal, hash: string): Form {
  const { plan } = proposal;
  return {
    name: 'approve',
    subject: proposalSubject(id, {
      proposal: proposal.proposal,
      plan: plan && { ...plan, hash },
    }),
    title: `Approve proposal ${proposal.proposal}`,
    submit: 'Approve',
    intro: [
      `It will ${deedInCluster(proposal)}.`,
      ...(plan === null ? [] : [plan.sentence, `Before: ${plan.before}`, `After: ${plan.after}`]),
      // With the card's marks: what had to be acknowledged, then what is only to be known.
      ...(plan?.warnings ?? []).map(({ level, sentence }) => `${level === 'note' ? '•' : '▲'} ${sentence}`),
      ...(plan?.protects ? [`It is protected, because ${plan.protects}.`] : []),
    ].join('\n'),
    fields: [
      {
        name: 'target',
        label: `Type out the target: ${typedTarget(proposal)}`,
        kind: 'text',
        maxLength: 500,
      },
    ],
  };
}

export const approveFormHandler: FormHandler = proposalForm(
  'approve',
  'target',
  ({ proposal, hash }, values) => ({
    kind: 'approve',
    proposal,
    hash: hash ?? '',
    typed: filled(values, 'target'),
  }),
);
