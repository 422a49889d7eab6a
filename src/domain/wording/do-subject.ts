import type { IncidentId } from '../fact.ts';

/** One finding of a diagnosis: the number of the diagnosis, and where the finding stands in its list, from 0. */
export type FindingId = { readonly diagnosis: number; readonly index: number };

/** What the form that proposes a change begins with. */
export type DoSubject = {
  readonly id: IncidentId;
  /** The finding whose help fills it; null: none. */
  readonly finding: FindingId | null;
  /** The proposal that it would undo; null: none. */
  readonly undoes: number | null;
};

const form = /^(INC-[1-9]\d{0,8})(?:\/([1-9]\d{0,5})\.(\d{1,2})|\/undo-([1-9]\d{0,5}))?$/;

/** The value of a button that opens the form, and the form's own: `INC-7`, `INC-7/2.0` (a finding), `INC-7/undo-3`. */
export function doSubject({ id, finding, undoes }: DoSubject): string {
  if (finding !== null) return `${id}/${finding.diagnosis}.${finding.index}`;
  return undoes === null ? id : `${id}/undo-${undoes}`;
}

/** Takes it apart; null for whatever was not made by `doSubject`. */
export function parseDoSubject(value: string): DoSubject | null {
  const [, id, diagnosis, index, undoes] = form.exec(value) ?? [];
  if (id === undefined) return null;
  return {
    id,
    finding: diagnosis === undefined ? null : { diagnosis: Number(diagnosis), index: Number(index) },
    undoes: undoes === undefined ? null : Number(undoes),
  };
}
