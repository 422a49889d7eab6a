import { ok } from '../../domain/result.ts';
import { isOpen } from '../../domain/status.ts';
import { reopenIncident } from '../deeds/reopen-incident.ts';
import { reopenForm } from '../forms/reopen.ts';
import { textOf } from '../grammar/token.ts';
import { say } from '../say.ts';
import type { IncidentVerb } from '../verb.ts';

export const reopenVerb: IncidentVerb = {
  about: 'incident',
  namesFirst: 'unclear',
  name: 'reopen',
  aliases: [],
  usage: 'reopen <reason>',
  summary: 'It is not over after all; the reason has at least 10 characters',
  examples: ['reopen Errors are back since 14:05'],
  async run(ask, incident, { words }) {
    const reason = textOf(words);
    if (reason === '' && !isOpen(incident.status)) return ok({ kind: 'form', form: reopenForm(incident) });
    const done = await reopenIncident(ask, incident, reason);
    return done.ok ? ok(say(done.value)) : done;
  },
};
