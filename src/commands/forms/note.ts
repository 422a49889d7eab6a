import type { Form } from '../../domain/form.ts';
import type { Incident } from '../../domain/incident.ts';
import { sentenceOf } from '../../domain/refusal.ts';
import { readWhen } from '../../domain/when.ts';
import { addNote } from '../deeds/add-note.ts';
import { incidentById } from '../find-incident.ts';
import { type FormHandler, filled, submitted } from '../form-handler.ts';
import { plain, tokens } from '../grammar/token.ts';

/** The form for a note, with its time. */
export function noteForm(incident: Incident): Form {
  return {
    name: 'note',
    subject: incident.id,
    title: `Note for ${incident.id}`,
    submit: 'Add note',
    fields: [
      { name: 'text', label: 'What happened?', kind: 'text', multiline: true, maxLength: 3_000 },
      {
        name: 'at',
        label: 'When?',
        hint: '14:05 on your clock, or 10m ago. Empty means now.',
        kind: 'text',
        optional: true,
        maxLength: 40,
      },
    ],
  };
}

/** It has two fields that can be wrong, so it says under each what is. */
export const noteFormHandler: FormHandler = {
  name: 'note',
  async submit(ask, subject, values) {
    const incident = await incidentById(ask, subject);
    if (!incident.ok) return { kind: 'errors', fields: { text: sentenceOf(incident.refusal) } };
    const words = tokens(filled(values, 'at')).map(plain);
    const read = readWhen(words);
    if (words.length > 0 && read?.used !== words.length) {
      return { kind: 'errors', fields: { at: 'I can’t read that as a time. Write 14:05, or 10m ago.' } };
    }
    const done = await addNote(ask, incident.value, filled(values, 'text'), read?.when ?? null);
    return submitted(done, filled(values, 'text') !== '' && read ? 'at' : 'text');
  },
};
