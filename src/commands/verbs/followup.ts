import type { Incident } from '../../domain/incident.ts';
import { ok, type Result, refuse } from '../../domain/result.ts';
import type { Ask } from '../ask.ts';
import { addFollowup } from '../deeds/add-followup.ts';
import { closeFollowup } from '../deeds/close-followup.ts';
import type { Reply } from '../door.ts';
import { followupForm } from '../forms/followup.ts';
import { readFollowup } from '../grammar/followup-words.ts';
import { plain, type Token } from '../grammar/token.ts';
import { say } from '../say.ts';
import type { IncidentVerb } from '../verb.ts';

export const followupVerb: IncidentVerb = {
  about: 'incident',
  namesFirst: 'text',
  name: 'followup',
  aliases: ['follow-up', 'todo'],
  usage: 'followup <text> [@who] [due] | done <n>',
  summary: 'Add an action item for afterwards, with its owner and day, or say that one is done',
  examples: [
    'followup Write the runbook for checkout @ana by friday',
    'followup Alert on the queue’s length in 2 weeks',
    'followup done 3',
  ],
  async run(ask, incident, { words }) {
    const [first, second] = words;
    if (!first) return ok({ kind: 'form', form: followupForm(incident) });
    // "Done with guessing: ..." is text; a number, or nothing, after it is not.
    if (plain(first) === 'done' && !first.quoted && words.length <= 2) return close(ask, incident, second);
    const read = readFollowup(words, ask.asker.user);
    if (!read.ok) return read;
    const done = await addFollowup(ask, incident, read.value);
    return done.ok ? ok(say(done.value)) : done;
  },
};

async function close(ask: Ask, incident: Incident, word: Token | undefined): Promise<Result<Reply>> {
  const number = /^#?([1-9]\d{0,3})$/.exec(plain(word))?.[1];
  if (number === undefined) {
    return refuse({
      kind: 'invalid',
      what: 'After done comes the number of the action item. /incident followups lists them.',
      example: '/incident followup done 3',
    });
  }
  const done = await closeFollowup(ask, incident, Number(number));
  return done.ok ? ok(say(done.value)) : done;
}
