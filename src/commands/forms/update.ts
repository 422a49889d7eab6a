import type { Form } from '../../domain/form.ts';
import type { Incident } from '../../domain/incident.ts';
import { postUpdate } from '../deeds/post-update.ts';
import { type FormHandler, filled, incidentForm } from '../form-handler.ts';

/** The form for an update to everybody. */
export function updateForm(incident: Incident): Form {
  return {
    name: 'update',
    subject: incident.id,
    title: `Update on ${incident.id}`,
    submit: 'Post update',
    fields: [
      {
        name: 'text',
        label: 'Where does it stand?',
        hint: 'What users notice, what you are doing, when you speak again.',
        kind: 'text',
        multiline: true,
        maxLength: 3_000,
      },
    ],
  };
}

export const updateFormHandler: FormHandler = incidentForm('update', 'text', (ask, incident, values) =>
  postUpdate(ask, incident, filled(values, 'text')),
);
