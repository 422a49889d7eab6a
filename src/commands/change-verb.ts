import type { Incident } from '../domain/incident.ts';
import { ok, type Result } from '../domain/result.ts';
import type { Ask } from './ask.ts';
import { proposeChange } from './deeds/propose-change.ts';
import type { Reply } from './door.ts';
import { exampleOf } from './grammar/action-word.ts';
import { readChange } from './grammar/change-words.ts';
import { say } from './say.ts';
import type { Typed } from './verb.ts';

/** How the help calls the verbs that change the cluster. */
export const CHANGE_GROUP = 'Change the cluster (with a second key)';

/** Proposes what was typed after the verb: `restart deploy/checkout --reason "..."`. */
export async function proposeTyped(
  ask: Ask,
  incident: Incident,
  { words }: Typed,
  how: { readonly verb: string; readonly breakGlass: boolean },
): Promise<Result<Reply>> {
  const read = readChange(words, { verb: how.verb, own: incident.namespace });
  if (!read.ok) return read;
  const { action, target, parameters, reason, cluster } = read.value;
  const done = await proposeChange(
    ask,
    incident,
    { action: action.name, target, parameters, reason, cluster, undoes: null, breakGlass: how.breakGlass },
    `/incident ${exampleOf(action, how.verb)}`,
  );
  return done.ok ? ok(say(done.value)) : done;
}
