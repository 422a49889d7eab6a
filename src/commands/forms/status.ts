import type { Form } from '../../domain/form.ts';
import type { Incident } from '../../domain/incident.ts';
import { workingStatuses } from '../../domain/status.ts';
import { statusWord } from '../../domain/wording/status-words.ts';
import { changeStatus } from '../deeds/change-status.ts';
import { type FormHandler, filled, incidentForm } from '../form-handler.ts';
import { statusNamed } from '../grammar/named-values.ts';

const offered = [...workingStatuses, 'resolved'] as const;

/** The form that says how far people are. */
export function statusForm(incident: Incident): Form {
  const current = offered.find((status) => status === incident.status);
  return {
    name: 'status',
    subject: incident.id,
    title: `Status of ${incident.id}`,
    submit: 'Set status',
    fields: [
      {
        name: 'status',
        label: 'How far are you?',
        kind: 'choice',
        choices: offered.map((value) => ({ value, label: statusWord[value] })),
        ...(current ? { initial: current } : {}),
      },
      {
        name: 'reason',
        label: 'In a few words',
        kind: 'text',
        multiline: true,
        optional: true,
        maxLength: 1_000,
      },
    ],
  };
}

export const statusFormHandler: FormHandler = incidentForm(
  'status',
  'status',
  async (ask, incident, values) => {
    const status = statusNamed(filled(values, 'status'));
    if (!status.ok) return status;
    return changeStatus(ask, incident, status.value, filled(values, 'reason') || null);
  },
);
