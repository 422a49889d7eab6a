import { readDay } from '../../domain/day.ts';
import { MAX_FOLLOWUP } from '../../domain/followup.ts';
import type { Form } from '../../domain/form.ts';
import type { Incident } from '../../domain/incident.ts';
import { sentenceOf } from '../../domain/refusal.ts';
import { addFollowup } from '../deeds/add-followup.ts';
import { incidentById } from '../find-incident.ts';
import { type FormHandler, filled, submitted } from '../form-handler.ts';
import { plain, tokens } from '../grammar/token.ts';

/** The form for an action item, with its owner and its day. */
export function followupForm(incident: Incident): Form {
  return {
    name: 'followup',
    subject: incident.id,
    title: `To do for ${incident.id}`,
    submit: 'Add it',
    fields: [
      {
        name: 'text',
        label: 'What is to be done?',
        kind: 'text',
        multiline: true,
        maxLength: MAX_FOLLOWUP,
      },
      { name: 'owner', label: 'Who does it?', kind: 'user', optional: true },
      {
        name: 'due',
        label: 'Until when?',
        hint: 'tomorrow, friday, in 2 weeks, or 2026-12-01. Empty means: not decided.',
        kind: 'text',
        optional: true,
        maxLength: 40,
      },
    ],
  };
}

/** It has two fields that can be wrong, so it says under each what is. */
export const followupFormHandler: FormHandler = {
  name: 'followup',
  async submit(ask, subject, values) {
    const incident = await incidentById(ask, subject);
    if (!incident.ok) return { kind: 'errors', fields: { text: sentenceOf(incident.refusal) } };
    const words = tokens(filled(values, 'due')).map(plain);
    const read = readDay(words);
    if (words.length > 0 && read?.used !== words.length) {
      return {
        kind: 'errors',
        fields: { due: 'I can’t read that as a day. Write friday, in 2 weeks, or 2026-12-01.' },
      };
    }
    const text = filled(values, 'text');
    const owner = filled(values, 'owner') || null;
    const done = await addFollowup(ask, incident.value, { text, owner, due: read?.day ?? null });
    return submitted(done, text !== '' && read ? 'due' : 'text');
  },
};
