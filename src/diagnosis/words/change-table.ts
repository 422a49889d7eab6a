import type { TemplateChange } from '../../domain/cluster/template-change.ts';
import type { Evidence } from '../../domain/finding.ts';
import { oneLine } from '../../domain/one-line.ts';
import { table } from './proof.ts';

/** A value may be a whole script. */
const LONGEST = 100;

/** Differences of a pod template as evidence, a row for each; what is not there is a dash. */
export function changeTable(label: string, changes: readonly TemplateChange[]): Evidence {
  return table(
    label,
    ['container', 'what', 'before', 'after'],
    changes.map(({ container, field, before, after }) => [
      container ?? '-',
      field,
      before === null ? '-' : oneLine(before, LONGEST),
      after === null ? '-' : oneLine(after, LONGEST),
    ]),
  );
}
