import { ok } from '../../domain/result.ts';
import { changeStatus } from '../deeds/change-status.ts';
import { statusForm } from '../forms/status.ts';
import { statusNamed } from '../grammar/named-values.ts';
import { plain, textOf } from '../grammar/token.ts';
import { say } from '../say.ts';
import type { IncidentVerb } from '../verb.ts';

export const statusVerb: IncidentVerb = {
  about: 'incident',
  namesFirst: 'incident',
  name: 'status',
  aliases: [],
  usage: 'status [investigating|identified|mitigated|monitoring|closed] [note]',
  summary: 'Say how far you are; alone it opens a form',
  examples: ['status mitigated Rolled back to 1.41', 'INC-7 status monitoring'],
  async run(ask, incident, { words }) {
    const [first, ...rest] = words;
    if (!first) return ok({ kind: 'form', form: statusForm(incident) });
    const status = statusNamed(plain(first).replace(/[.,:]$/, ''));
    if (!status.ok) return status;
    const done = await changeStatus(ask, incident, status.value, textOf(rest) || null);
    return done.ok ? ok(say(done.value)) : done;
  },
};
