import type { Form } from '../../domain/form.ts';
import type { Incident } from '../../domain/incident.ts';
import { cancelWord } from '../../domain/wording/status-words.ts';
import { cancelIncident } from '../deeds/cancel-incident.ts';
import { type FormHandler, filled, incidentForm } from '../form-handler.ts';
import { cancelChoices, cancelReasonNamed } from '../grammar/named-values.ts';

/** The form that calls an incident off, with its reason. */
export function cancelForm(incident: Incident): Form {
  return {
    name: 'cancel',
    subject: incident.id,
    title: `Cancel ${incident.id}`,
    submit: 'Cancel incident',
    fields: [
      {
        name: 'reason',
        label: 'Why was it none of ours?',
        kind: 'choice',
        choices: cancelChoices.map((value) => ({ value, label: `${value}: ${cancelWord[value]}` })),
      },
      {
        name: 'text',
        label: 'More about it',
        kind: 'text',
        multiline: true,
        optional: true,
        maxLength: 1_000,
      },
    ],
  };
}

export const cancelFormHandler: FormHandler = incidentForm(
  'cancel',
  'reason',
  async (ask, incident, values) => {
    const reason = cancelReasonNamed(filled(values, 'reason'));
    if (!reason.ok) return reason;
    return cancelIncident(ask, incident, reason.value, filled(values, 'text') || null);
  },
);
