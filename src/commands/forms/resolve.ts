import type { Form } from '../../domain/form.ts';
import type { Incident } from '../../domain/incident.ts';
import { countOf } from '../../domain/wording/alert-words.ts';
import { resolveIncident } from '../deeds/resolve-incident.ts';
import { type FormHandler, filled, incidentForm } from '../form-handler.ts';

/** The form that resolves; it says so when alerts still fire. */
export function resolveForm(incident: Incident): Form {
  const { firing } = incident.alerts;
  return {
    name: 'resolve',
    subject: incident.id,
    title: `Resolve ${incident.id}`,
    submit: 'Resolve',
    ...(firing ? { intro: `${countOf(firing, 'alert')} still firing.` } : {}),
    fields: [
      {
        name: 'reason',
        label: 'What fixed it?',
        hint: 'A few words help who reads this later.',
        kind: 'text',
        multiline: true,
        optional: true,
        maxLength: 1_000,
      },
    ],
  };
}

export const resolveFormHandler: FormHandler = incidentForm('resolve', 'reason', (ask, incident, values) =>
  resolveIncident(ask, incident, filled(values, 'reason') || null),
);
