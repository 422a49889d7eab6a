import { ok, refuse } from '../../domain/result.ts';
import { changeSeverity } from '../deeds/change-severity.ts';
import { severityForm } from '../forms/severity.ts';
import { severityNamed } from '../grammar/named-values.ts';
import { plain, textOf } from '../grammar/token.ts';
import { say } from '../say.ts';
import type { IncidentVerb } from '../verb.ts';

export const sevVerb: IncidentVerb = {
  about: 'incident',
  namesFirst: 'incident',
  name: 'sev',
  aliases: ['severity'],
  usage: 'sev <1-4> [reason]',
  summary: 'Say how bad it is, 1 is worst; alone it opens a form',
  examples: ['sev 1 All payments fail', 'sev3'],
  async run(ask, incident, { words }) {
    const [first, ...rest] = plain(words[0]) === 'sev' ? words.slice(1) : words;
    if (!first) return ok({ kind: 'form', form: severityForm(incident) });
    const severity = severityNamed(plain(first));
    if (!severity) {
      return refuse({
        kind: 'invalid',
        what: `“${first.text}” is no severity. There are 1 (worst), 2, 3 and 4.`,
        example: '/incident sev 2 Cards fail, PayPal works',
      });
    }
    const done = await changeSeverity(ask, incident, severity, textOf(rest) || null);
    return done.ok ? ok(say(done.value)) : done;
  },
};
