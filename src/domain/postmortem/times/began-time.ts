import type { Instant } from '../../instant.ts';
import { alertName } from '../../wording/alert-words.ts';
import type { Material } from '../material.ts';
import type { PostmortemTime } from '../postmortem.ts';

/** `isKnown` false: nobody said when it began; `at` is the moment by which it had begun. */
export type BeganTime = PostmortemTime & { readonly isKnown: boolean };

/** When the trouble began: the earliest start of an alert, or what was said at the declaration, whichever is earlier. */
export function beganTime({ facts, lives, source, parties }: Material): BeganTime {
  const declared = facts.find(({ body }) => body.kind === 'incident.declared');
  const said = saidAt(declared) ?? source.incident.times.beganAt;
  const declaredAt = declared?.at ?? source.incident.times.declaredAt;
  const first = lives.find(({ episode }) => Number.isFinite(episode.startedAt))?.episode;
  const when = (at: Instant, how: string, isKnown = true): BeganTime => ({ name: 'began', at, how, isKnown });
  if (first && first.startedAt <= said) {
    const name = alertName(first.labels);
    return when(first.startedAt, `The alert ${name} began to fire; no other alert of the incident is older.`);
  }
  const who = declared ? parties.word(parties.ofActor(declared.by)) : 'Keyturn';
  if (said < declaredAt) {
    return when(said, `${who} gave this time when declaring the incident; no alert of it is older.`);
  }
  if (first && first.startedAt <= declaredAt) {
    return when(first.startedAt, `The alert ${alertName(first.labels)} began to fire.`);
  }
  const how = `Not known. ${who} declared it at this time, so it had begun by then; no alert is older, and nobody said since when.`;
  return Number.isFinite(said) ? when(said, how, false) : { name: 'began', at: null, how, isKnown: false };
}

function saidAt(declared: Material['facts'][number] | undefined): Instant | null {
  return declared?.body.kind === 'incident.declared' ? declared.body.beganAt : null;
}
