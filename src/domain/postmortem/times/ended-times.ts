import { isPerson } from '../../actor.ts';
import type { Fact } from '../../fact.ts';
import { oneLine } from '../../one-line.ts';
import { countOf } from '../../wording/alert-words.ts';
import { cancelWord, statusShort } from '../../wording/status-words.ts';
import type { Material } from '../material.ts';
import { momentText } from '../plain-line.ts';
import type { PostmortemTime } from '../postmortem.ts';
import { type LastWay, lastWay } from './last-way.ts';

/** When it was mitigated for good: the first such status after which nobody went back to work on it. */
export function mitigatedTime(material: Material): PostmortemTime {
  const way = lastWay(material.facts);
  const { mitigated, resolved, lostMitigation } = way;
  const name = 'mitigated';
  if (mitigated !== null) {
    const isNamed = mitigated.body.kind === 'status.changed' && mitigated.body.to === 'mitigated';
    const set = `${whoWord(material, mitigated)} set the status to ${isNamed ? 'mitigated' : 'monitoring, which it is at the latest when it is mitigated'}`;
    return { name, at: finite(mitigated.at), how: `${set}${because(mitigated)}.${earlier(lostMitigation)}` };
  }
  const before = earlier(lostMitigation);
  const how =
    resolved === null
      ? `Not reached.${before}`
      : `Nobody said when: it was resolved without it, so by then at the latest.${before}`;
  return { name, at: null, how };
}

/** When it was resolved for good, by whom or by itself, and how often it had to be opened again. */
export function resolvedTime(material: Material): PostmortemTime {
  const way = lastWay(material.facts);
  const again = againWords(way);
  const { resolved, cancelled } = way;
  const name = 'resolved';
  if (resolved !== null) {
    const how = isPerson(resolved.by)
      ? `${whoWord(material, resolved)} resolved it`
      : `It was resolved without a person, by ${whoWord(material, resolved)}`;
    return { name, at: finite(resolved.at), how: `${how}${because(resolved)}.${again}` };
  }
  if (cancelled?.body.kind === 'incident.cancelled') {
    const { reason, text } = cancelled.body;
    const why = `${cancelWord[reason] ?? reason}${text === null ? '' : ` (${withoutEnd(text)})`}`;
    const how = `Not resolved but cancelled by ${whoWord(material, cancelled)} at ${momentText(cancelled.at)}: ${why}.${again}`;
    return { name, at: null, how };
  }
  const { status } = material.source.incident;
  return { name, at: null, how: `Not reached: the incident is ${statusShort[status] ?? status}.${again}` };
}

function againWords({ reopenings, lostResolution }: LastWay): string {
  if (reopenings === 0) return '';
  const first =
    lostResolution === null ? '' : `, after a first resolution at ${momentText(lostResolution.at)}`;
  return ` It was reopened ${reopenings === 1 ? 'once' : countOf(reopenings, 'time')}${first}.`;
}

function earlier(lost: Fact | null): string {
  return lost === null ? '' : ` It was mitigated at ${momentText(lost.at)} before, and that did not hold.`;
}

function whoWord({ parties }: Material, { by }: Fact): string {
  return parties.word(parties.ofActor(by));
}

function because({ body }: Fact): string {
  const reason = body.kind === 'status.changed' ? withoutEnd(body.reason ?? '') : '';
  return reason === '' ? '' : `: ${reason}`;
}

function withoutEnd(text: string): string {
  return oneLine(text, 300).replace(/[.\s]+$/, '');
}

function finite(at: number): number | null {
  return Number.isFinite(at) ? at : null;
}
