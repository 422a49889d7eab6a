import type { Document, Line, Part } from '../document.ts';
import type { Instant } from '../instant.ts';
import { oneLine } from '../one-line.ts';
import { type Export, exportDeadline } from '../postmortem/export.ts';
import { actions } from './actions.ts';
import { exportSubject } from './export-subject.ts';
import { givenUpTerms } from './export-terms.ts';
import { reasonText } from './step-words.ts';

/** How far the reading is, and of when that is. `of` of the messages is a guess until all are read. */
export type ExportSeen = {
  readonly messages: { readonly read: number; readonly of: number };
  readonly threads: { readonly read: number; readonly of: number };
  readonly at: Instant;
};

/** Where a written draft is, and which places do not take it for now; of when that is, and when the next try is. */
export type ExportPlaces = {
  readonly there: readonly string[];
  readonly waiting: readonly { readonly to: string; readonly reason: string }[];
  readonly at: Instant;
  readonly nextTry: Instant;
};

/** What the message tells besides the draft's name. `begun`: nothing was read yet. `left`: where a stopped one is already. */
export type ExportStage =
  | { readonly kind: 'begun' }
  | ({ readonly kind: 'reading' } & ExportSeen)
  | ({ readonly kind: 'publishing' } & ExportPlaces)
  | { readonly kind: 'ended'; readonly left: readonly string[] };

/** The message of a draft that is being written, edited in place. Whoever reads it can stop it. */
export function exportMessage(incident: string, wanted: Export, stage: ExportStage): Document {
  const [lead, rest] = words(`postmortem draft ${wanted.export} of ${incident}`, wanted, stage);
  const parts: Part[] = [{ kind: 'text', lines: [[{ kind: 'bold', text: lead }, rest]] }];
  if (wanted.ended !== null) return { push: [lead, rest], parts };
  const stop = { action: actions.stopExport, value: exportSubject(incident, wanted), label: 'Stop' };
  return {
    push: [lead, rest],
    parts: [
      ...parts,
      { kind: 'context', lines: [footer(wanted, stage)] },
      { kind: 'buttons', buttons: [stop] },
    ],
  };
}

/** What stands out, and what follows it. */
function words(name: string, { ended, reason }: Export, stage: ExportStage): readonly [string, string] {
  if (ended === 'drafted') return [`Wrote ${name}`, '.'];
  if (ended === 'cancelled') {
    const left = stage.kind === 'ended' ? stage.left.map((where) => oneLine(where, 300)) : [];
    const stays = left.length === 0 ? '.' : `. What is there already stays: ${left.join('; ')}.`;
    return reason === undefined
      ? [`Stopped writing ${name}`, stays]
      : [`Could not write ${name}`, `: ${givenUpTerms(reason)}${stays}`];
  }
  switch (stage.kind) {
    case 'reading':
      return [`Writing ${name}`, `: read ${seenText(stage)}.`];
    case 'publishing':
      return [`Wrote ${name}`, `${placesText(stage)}.`];
    default:
      return [`Writing ${name}`, ' …'];
  }
}

function seenText({ messages, threads }: ExportSeen): string {
  const about = messages.read < messages.of ? ` of about ${grouped(messages.of)}` : '';
  const count = `${grouped(messages.read)}${about} message${messages.of === 1 ? '' : 's'}`;
  if (threads.of === 0) return count;
  return `${count}, ${grouped(threads.read)} of ${grouped(threads.of)} thread${threads.of === 1 ? '' : 's'}`;
}

function placesText({ there, waiting }: ExportPlaces): string {
  const not = waiting.map(({ to, reason }) => `not in the ${to} yet (${reasonText(reason)})`);
  return `: ${[...there.map((where) => oneLine(where, 300)), ...not].join('; ')}`;
}

function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

function footer(wanted: Export, stage: ExportStage): Line {
  if (stage.kind === 'publishing') return ['As of ', time(stage.at), '. Next try ', time(stage.nextTry), '.'];
  return [
    ...(stage.kind === 'reading' ? ['As of ', time(stage.at), '. '] : []),
    'If Slack holds it up, it is made at ',
    time(exportDeadline(wanted)),
    ' from what is there by then.',
  ];
}

function time(at: Instant): Line[number] {
  return { kind: 'time', at, style: 'time' };
}
