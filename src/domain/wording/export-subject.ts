import type { IncidentId } from '../fact.ts';
import type { Export } from '../postmortem/export.ts';

/** Strict: whatever else comes in a button's value was made by somebody else. */
const SUBJECT = /^(INC-[1-9]\d{0,8})\/([1-9]\d{0,8})$/;

/** The value that the button of a draft carries: `INC-7/2`. */
export function exportSubject(id: IncidentId, wanted: Pick<Export, 'export'>): string {
  return `${id}/${wanted.export}`;
}

/** Takes such a value apart; null when it is none. */
export function parseExportSubject(
  value: string,
): { readonly id: IncidentId; readonly export: number } | null {
  const [, id, number] = SUBJECT.exec(value) ?? [];
  return id === undefined ? null : { id, export: Number(number) };
}
