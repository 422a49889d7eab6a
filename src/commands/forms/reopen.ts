import { MIN_REOPEN_REASON } from '../../domain/decide-lifecycle.ts';
import type { Form } from '../../domain/form.ts';
import type { Incident } from '../../domain/incident.ts';
import { reopenIncident } from '../deeds/reopen-incident.ts';
import { type FormHandler, filled, incidentForm } from '../form-handler.ts';

/** The form that reopens, with its reason. */
export function reopenForm(incident: Incident): Form {
  return {
    name: 'reopen',
    subject: incident.id,
    title: `Reopen ${incident.id}`,
    submit: 'Reopen',
    fields: [
      {
        name: 'reason',
        label: 'Why is it not over?',
        hint: `At least ${MIN_REOPEN_REASON} characters; everybody in the channel reads it.`,
        kind: 'text',
        multiline: true,
        maxLength: 1_000,
      },
    ],
  };
}

export const reopenFormHandler: FormHandler = incidentForm('reopen', 'reason', (ask, incident, values) =>
  reopenIncident(ask, incident, filled(values, 'reason')),
);
