import type { Form } from '../../domain/form.ts';
import type { Incident } from '../../domain/incident.ts';
import { refuse } from '../../domain/result.ts';
import { severities } from '../../domain/severity.ts';
import { severityMark, severityMeaning } from '../../domain/wording/severity-words.ts';
import { changeSeverity } from '../deeds/change-severity.ts';
import { type FormHandler, filled, incidentForm } from '../form-handler.ts';
import { severityNamed } from '../grammar/named-values.ts';

/** The form that says how bad it is. */
export function severityForm(incident: Incident): Form {
  return {
    name: 'severity',
    subject: incident.id,
    title: `Severity of ${incident.id}`,
    submit: 'Set severity',
    fields: [
      {
        name: 'severity',
        label: 'How bad is it?',
        kind: 'choice',
        choices: severities.map((value) => ({
          value,
          label: `${severityMark(value)}: ${severityMeaning[value]}`,
        })),
        initial: incident.severity,
      },
      { name: 'reason', label: 'Why', kind: 'text', multiline: true, optional: true, maxLength: 1_000 },
    ],
  };
}

export const severityFormHandler: FormHandler = incidentForm(
  'severity',
  'severity',
  async (ask, incident, values) => {
    const severity = severityNamed(filled(values, 'severity'));
    if (!severity) return refuse({ kind: 'invalid', what: 'Pick how bad it is, from SEV1 (worst) to SEV4.' });
    return changeSeverity(ask, incident, severity, filled(values, 'reason') || null);
  },
);
