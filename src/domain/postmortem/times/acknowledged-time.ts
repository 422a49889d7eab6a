import { isPerson } from '../../actor.ts';
import type { Fact } from '../../fact.ts';
import { instantOfTs } from '../../message-ts.ts';
import { COMMANDER } from '../../role.ts';
import { factWordsOf } from '../fact-text.ts';
import type { Material } from '../material.ts';
import { momentText, plainLine } from '../plain-line.ts';
import type { PostmortemTime } from '../postmortem.ts';
import { isWritten } from '../written-message.ts';

/** When the first person acted: their first deed in the log, or the commander who accepted. Messages alone are said, but do not count. */
export function acknowledgedTime(material: Material): PostmortemTime {
  const first = firstDeed(material.facts);
  if (first === undefined) {
    return {
      name: 'acknowledged',
      at: null,
      how: `No person did anything in it.${wroteWords(material, null)}`,
    };
  }
  const at = deedAt(first);
  return {
    name: 'acknowledged',
    at: Number.isFinite(at) ? at : null,
    how: `${deedWords(material, first)}.${wroteWords(material, at)}`,
  };
}

/** What people do once it is over, as writing its action items down, answers nothing any more. */
function firstDeed(facts: readonly Fact[]): Fact | undefined {
  let isOver = false;
  return facts.find((fact) => {
    const { body } = fact;
    if (body.kind === 'incident.reopened') isOver = false;
    if (!isOver && isDeed(fact)) return true;
    isOver ||=
      body.kind === 'incident.cancelled' || (body.kind === 'status.changed' && body.to === 'resolved');
    return false;
  });
}

/** Who archives the channel or leaves it has not answered. */
function isDeed({ body, by }: Fact): boolean {
  if (body.kind === 'role.assigned' && body.role === COMMANDER) return true;
  return isPerson(by) && body.kind !== 'messages.sealed' && body.kind !== 'channel.lost';
}

/** A note can be about an earlier time; the deed was to write it down. */
function deedAt({ body, at, recordedAt }: Fact): number {
  return body.kind === 'note.added' ? recordedAt : at;
}

function deedWords({ parties, naming }: Material, fact: Fact): string {
  const who = parties.word(parties.ofActor(fact.by));
  if (fact.body.kind === 'incident.declared') return `${who} declared it, and so knew of it`;
  if (fact.body.kind === 'role.assigned') return `${naming.person(fact.body.user)} became ${fact.body.role}`;
  return `The first deed of a person, ${who}: ${plainLine(factWordsOf(fact), naming)}`;
}

/** That people talked before anybody acted says more than the number alone. */
function wroteWords({ messages, parties }: Material, before: number | null): string {
  const first = messages.find(
    (record) => isWritten(record) && (before === null || instantOfTs(record.ts) < before),
  );
  if (first === undefined) return '';
  const who = parties.word(parties.ofMessage(first));
  return ` ${who} wrote in the channel at ${momentText(instantOfTs(first.ts))} already.`;
}
