import { ok } from '../../domain/result.ts';
import { postUpdate } from '../deeds/post-update.ts';
import { updateForm } from '../forms/update.ts';
import { textOf } from '../grammar/token.ts';
import { say } from '../say.ts';
import type { IncidentVerb } from '../verb.ts';

export const updateVerb: IncidentVerb = {
  about: 'incident',
  namesFirst: 'text',
  name: 'update',
  aliases: [],
  usage: 'update <text>',
  summary: 'Tell everybody in the channel, and the card, where it stands',
  examples: ['update Cards work again, we are watching'],
  async run(ask, incident, { words }) {
    const text = textOf(words);
    if (text === '') return ok({ kind: 'form', form: updateForm(incident) });
    const done = await postUpdate(ask, incident, text);
    return done.ok ? ok(say(done.value)) : done;
  },
};
