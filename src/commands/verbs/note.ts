import { ok, type Result } from '../../domain/result.ts';
import { readWhen, type When } from '../../domain/when.ts';
import { addNote } from '../deeds/add-note.ts';
import { noteForm } from '../forms/note.ts';
import { takeOptions } from '../grammar/options.ts';
import { plain, type Token, textOf } from '../grammar/token.ts';
import { say } from '../say.ts';
import type { IncidentVerb } from '../verb.ts';

const example = '/incident note Rolled back to 1.41 --at 14:05';

export const noteVerb: IncidentVerb = {
  about: 'incident',
  namesFirst: 'text',
  name: 'note',
  aliases: [],
  usage: 'note <text> [--at 14:05 | 10m ago]',
  summary: 'Put a note on the timeline, for now or for a time on your own clock; the channel sees it',
  examples: ['note Rolled back to 1.41 --at 14:05', 'note Restarted the pods 10m ago'],
  async run(ask, incident, { words }) {
    const read = readNote(words);
    if (!read.ok) return read;
    const { text, when } = read.value;
    if (text === '') return ok({ kind: 'form', form: noteForm(incident) });
    const done = await addNote(ask, incident, text, when);
    return done.ok ? ok(say(done.value)) : done;
  },
};

/** A note's text and time. What else looks like an option stays text: notes quote command lines. */
function readNote(words: readonly Token[]): Result<{ readonly text: string; readonly when: When | null }> {
  const taken = takeOptions(words, { options: { at: 'time' }, strict: false, example });
  if (!taken.ok) return taken;
  const at = taken.value.options.get('at');
  const { rest } = taken.value;
  if (at && 'when' in at) return ok({ text: textOf(rest), when: at.when });
  const ago = timeAtEnd(rest);
  return ok(
    ago ? { text: textOf(rest.slice(0, -ago.used)), when: ago.when } : { text: textOf(rest), when: null },
  );
}

/** `10m ago` as the last words, unquoted and not alone. */
function timeAtEnd(words: readonly Token[]): { readonly when: When; readonly used: number } | null {
  const last = words.at(-1);
  if (!last || last.quoted || !plain(last).endsWith('ago')) return null;
  for (let used = Math.min(5, words.length - 1); used > 0; used--) {
    const read = readWhen(words.slice(-used).map(plain));
    if (read?.used === used && read.when.kind === 'ago') return read;
  }
  return null;
}
