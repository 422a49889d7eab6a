import type { Document, Line } from '../document.ts';
import type { Instant } from '../instant.ts';
import { type Export, exportDeadline } from '../postmortem/export.ts';

/** How far the reading is, and of when that is. `of` of the messages is a guess until all are read. */
export type ExportSeen = {
  readonly messages: { readonly read: number; readonly of: number };
  readonly threads: { readonly read: number; readonly of: number };
  readonly at: Instant;
};

/** The message of a draft that is being written, edited in place. `seen` null: nothing was read yet. */
export function exportMessage(incident: string, wanted: Export, seen: ExportSeen | null): Document {
  const name = `postmortem draft ${wanted.export} of ${incident}`;
  const [lead, end] = words[wanted.ended ?? 'running'];
  const title: Line = [
    { kind: 'bold', text: `${lead} ${name}` },
    seen === null ? end : `: ${seenText(seen)}.`,
  ];
  const parts: Document['parts'] = [{ kind: 'text', lines: [title] }];
  if (wanted.ended !== null) return { push: [`${lead} ${name}`], parts };
  return { push: [`${lead} ${name}`], parts: [...parts, { kind: 'context', lines: [footer(wanted, seen)] }] };
}

const words = {
  running: ['Writing', ' …'],
  drafted: ['Wrote', '.'],
  cancelled: ['Stopped writing', '.'],
} as const;

function seenText({ messages, threads }: ExportSeen): string {
  const about = messages.read < messages.of ? ` of about ${grouped(messages.of)}` : '';
  return `${grouped(messages.read)}${about} messages, ${grouped(threads.read)} of ${grouped(threads.of)} threads`;
}

function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

function footer(wanted: Export, seen: ExportSeen | null): Line {
  return [
    ...(seen === null ? [] : ['As of ', { kind: 'time', at: seen.at, style: 'time' } as const, '. ']),
    'What Slack makes it wait for it waits for until ',
    { kind: 'time', at: exportDeadline(wanted), style: 'time' },
    '; stop it with ',
    { kind: 'code', text: '/incident postmortem cancel' },
    '.',
  ];
}
