import type { Document, Line } from '../document.ts';
import type { EvidenceItem } from '../evidence.ts';
import type { Incident } from '../incident.ts';
import { oneLine } from '../one-line.ts';
import { headline } from './headline.ts';
import { inParts } from './in-parts.ts';

/** More than this does not fit one message. */
const LISTED = 40;

const kindWord: Readonly<Record<EvidenceItem['kind'], string>> = {
  answer: 'answer',
  diagnosis: 'diagnosis',
  events: 'events',
  states: 'states',
  log: 'log',
  revisions: 'revisions',
  object: 'object',
};

/** What is kept with an incident, each with the line that shows it. */
export function evidenceList(incident: Incident, items: readonly EvidenceItem[]): Document {
  const push: Line = [`${headline(incident)}: evidence of ${incident.id}`];
  if (items.length === 0) {
    const none = 'No evidence is kept yet. It is kept with the diagnosis: /incident diag';
    return { push, parts: [{ kind: 'text', lines: [[none]] }] };
  }
  const title: Line = [{ kind: 'bold', text: `${incident.id}: evidence` }, ...earlier(items.length)];
  return { push, parts: [{ kind: 'text', lines: [title] }, ...inParts(items.slice(-LISTED).map(itemLine))] };
}

/** One piece of evidence. `text` null: the store has it no more, though the log says that it was kept. */
export function evidenceText(incident: Incident, item: EvidenceItem, text: string | null): Document {
  const head: Line = [
    { kind: 'bold', text: oneLine(item.title, 200) },
    ', kept ',
    { kind: 'time', at: item.at, style: 'date-time' },
    ` (${sizeWords(item.bytes)})`,
  ];
  const push: Line = [`${headline(incident)}: ${oneLine(item.title, 200)}`];
  if (text === null) {
    const lost = 'The text is no longer in the store; the log still has its digest.';
    return { push, parts: [{ kind: 'text', lines: [head, [lost]] }] };
  }
  const keep = item.kind === 'log' ? 'last' : 'first';
  const fileName = `${item.id}.txt`;
  return {
    push,
    parts: [
      { kind: 'text', lines: [head] },
      { kind: 'preformatted', text, fileName, keep },
    ],
  };
}

function itemLine({ id, kind, title, at, bytes }: EvidenceItem): Line {
  return [
    { kind: 'time', at, style: 'time' },
    ` · ${kindWord[kind]} · ${oneLine(title, 120)} (${sizeWords(bytes)}) · `,
    { kind: 'code', text: `/incident evidence ${id}` },
  ];
}

function earlier(count: number): Line {
  return count > LISTED ? [` (${count - LISTED} earlier, not shown)`] : [];
}

function sizeWords(bytes: number): string {
  return bytes < 1_024 ? `${bytes} bytes` : `${Math.round(bytes / 1_024)} KiB`;
}
