import type { IncidentId } from '../../domain/fact.ts';
import type { Form } from '../../domain/form.ts';
import type { Proposal } from '../../domain/proposal/proposal.ts';
import { proposalSubject } from '../../domain/wording/proposal-subject.ts';
import { deedInCluster } from '../../domain/wording/proposal-words.ts';
import { type FormHandler, filled } from '../form-handler.ts';
import { proposalForm } from '../proposal-form.ts';

/** The form that asks why not. */
export function denyForm(id: IncidentId, proposal: Proposal): Form {
  return {
    name: 'deny',
    subject: proposalSubject(id, proposal),
    title: `Deny proposal ${proposal.proposal}`,
    submit: 'Deny',
    intro: `Then nobody will ${deedInCluster(proposal)}, whoever approved it.`,
    fields: [
      {
        name: 'reason',
        label: 'Why not?',
        kind: 'text',
        multiline: true,
        maxLength: 500,
        hint: 'Whoever proposed it has to know what to do instead.',
      },
    ],
  };
}

export const denyFormHandler: FormHandler = proposalForm('deny', 'reason', ({ proposal }, values) => ({
  kind: 'deny',
  proposal,
  reason: filled(values, 'reason'),
}));
