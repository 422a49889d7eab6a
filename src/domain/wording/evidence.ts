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

/**
 * One piece of evidence. `kept` null: the store has it no more, though the log says that it was kept. Not `asSealed`: its
 * text is not the one of which the log has the digest. It is shown all the same, below a warning: at night a doubtful text
 * says more than none, it may be one that is kept anew this moment, and whoever looks into the damage has to see it.
 */
export function evidenceText(
  incident: Incident,
  item: EvidenceItem,
  kept: { readonly text: string; readonly asSealed: boolean } | null,
): Document {
  const head: Line = [
    { kind: 'bold', text: oneLine(item.title, 200) },
    ', kept ',
    { kind: 'time', at: item.at, style: 'date-time' },
    ` (${sizeWords(item.bytes)})`,
  ];
  const push: Line = [`${headline(incident)}: ${oneLine(item.title, 200)}`];
  if (kept === null) {
    const lost = 'The text is no longer in the store; the log still has its digest.';
    return { push, parts: [{ kind: 'text', lines: [head, [lost]] }] };
  }
  const keep = item.kind === 'log' ? 'last' : 'first';
  const { text, asSealed } = kept;
  if (asSealed) {
    const fileName = `${item.id}.txt`;
    return {
      push,
      parts: [
        { kind: 'text', lines: [head] },
        { kind: 'preformatted', text, fileName, keep },
      ],
    };
  }
  // The file is looked at without the message around it.
  const fileName = `${item.id}-changed.txt`;
  return {
    push: ['Changed after it was kept: ', ...push],
    parts: [
      { kind: 'text', lines: [changedLine(incident), head] },
      { kind: 'preformatted', text, fileName, keep },
    ],
  };
}

function changedLine({ id }: Incident): Line {
  return [
    { kind: 'bold', text: 'Changed after it was kept: do not act on it.' },
    ' The log has the digest of another text. Ask again in a minute; if it stays so, tell whoever runs Keyturn, who finds out more with ',
    { kind: 'code', text: `keyturn verify ${id}` },
  ];
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
