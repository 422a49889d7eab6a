import { ok } from '../../domain/result.ts';
import { cancelIncident } from '../deeds/cancel-incident.ts';
import { cancelForm } from '../forms/cancel.ts';
import { cancelReasonNamed } from '../grammar/named-values.ts';
import { plain, textOf } from '../grammar/token.ts';
import { say } from '../say.ts';
import type { IncidentVerb } from '../verb.ts';

export const cancelVerb: IncidentVerb = {
  about: 'incident',
  namesFirst: 'unclear',
  name: 'cancel',
  aliases: [],
  usage: 'cancel <false-positive|duplicate|superseded|external> [text]',
  summary: 'It was no incident of ours',
  examples: ['cancel false-positive The probe was wrong', 'cancel duplicate INC-5'],
  async run(ask, incident, { words }) {
    const [first, ...rest] = words;
    if (!first) return ok({ kind: 'form', form: cancelForm(incident) });
    // "false positive" and "false alarm" as two words.
    const two = plain(first) === 'false' && /^(positive|alarm)\b/.test(plain(rest[0]));
    const reason = cancelReasonNamed(two ? 'false-positive' : plain(first).replace(/[.,:]$/, ''));
    if (!reason.ok) return reason;
    const done = await cancelIncident(
      ask,
      incident,
      reason.value,
      textOf(two ? rest.slice(1) : rest) || null,
    );
    return done.ok ? ok(say(done.value)) : done;
  },
};
