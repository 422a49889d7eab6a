import type { FormValues } from '../domain/form.ts';
import { type ProposalSubject, parseProposalSubject } from '../domain/wording/proposal-subject.ts';
import { type Decision, decideProposal } from './deeds/decide-proposal.ts';
import { incidentById } from './find-incident.ts';
import { type FormHandler, submitted } from './form-handler.ts';

/** A form in which somebody decides about a proposal. Whatever is refused is said under `field`, its only one. */
export function proposalForm(
  name: string,
  field: string,
  decision: (subject: ProposalSubject, values: FormValues) => Decision,
): FormHandler {
  return {
    name,
    async submit(ask, value, values) {
      const subject = parseProposalSubject(value);
      if (subject === null) {
        const what = 'This form is broken. Nothing was done; see /incident proposals.';
        return { kind: 'errors', fields: { [field]: what } };
      }
      const incident = await incidentById(ask, subject.id);
      if (!incident.ok) return submitted(incident, field);
      return submitted(await decideProposal(ask, incident.value, decision(subject, values)), field);
    },
  };
}
