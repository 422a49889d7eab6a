import type { Resource } from '../cluster/resource.ts';
import type { Table } from '../cluster/table.ts';
import { folded } from '../wording/cluster/folded.ts';
import { phoneTable } from '../wording/cluster/phone-table.ts';

/** Columns whose cells change by themselves: what is watched has not changed because of them. */
const ticking = /^(?:age|last ?seen|last ?schedule|duration|last ?transition|since)$/i;

/** What a table of the API server comes to. */
export type TableWords = {
  /** `12 pods in shop, 3 not ready`. */
  readonly summary: string;
  readonly text: string | null;
  readonly essence: readonly string[];
  /** The first row that is not as it should be. */
  readonly odd: { readonly namespace: string | null; readonly name: string } | null;
};

/** In a longer table than this, what is not right is shown first: a phone shows about so many rows. */
const MANY = 20;

/** Words for a table: a count with what is not right, and the rows for a phone with whole names below. */
export function tableWords(table: Table, resource: Resource, where: string): TableWords {
  const rows = table.rows;
  const odd = rows.filter((row) => isOdd(row.cells, table));
  return {
    summary: `${countWords(table, resource)}${where}${odd.length > 0 ? `, ${odd.length} not ready${rows.length > MANY ? ' (shown first)' : ''}` : ''}`,
    text:
      rows.length === 0
        ? null
        : textOf(rows.length > MANY ? { ...table, rows: oddFirst(table) } : table, resource),
    essence: rows.map((row) => essenceOf(row, table)),
    odd: odd[0] ? { namespace: odd[0].namespace, name: odd[0].name } : null,
  };
}

function oddFirst(table: Table): Table['rows'] {
  const { odd = [], even = [] } = Object.groupBy(table.rows, (row) =>
    isOdd(row.cells, table) ? 'odd' : 'even',
  );
  return [...odd, ...even];
}

function countWords({ rows, left }: Table, resource: Resource): string {
  if (rows.length === 0) return `No ${resource.name}`;
  if (left === null) return `The first ${rows.length} ${resource.name} (there are more)`;
  if (left > 0) return `The first ${rows.length} of ${rows.length + left} ${resource.name}`;
  return `${rows.length} ${rows.length === 1 ? resource.singular || resource.name : resource.name}`;
}

/** All columns of one object below each other; those of several in a table, with namespaces when they differ. */
function textOf(table: Table, resource: Resource): string {
  const [only, ...more] = table.rows;
  if (only && more.length === 0) {
    const lines = table.columns.map(({ name }, column) => [name, only.cells[column] ?? ''] as const);
    const place = only.namespace === null ? [] : [['Namespace', only.namespace] as const];
    return [...lines.slice(0, 1), ...place, ...lines.slice(1)]
      .filter(([, cell]) => cell !== '' && cell !== '<none>')
      .map(([name, cell]) => folded(`${name}: ${cell}`))
      .join('\n');
  }
  const { text, full, left } = phoneTable(gridOf(table));
  const names = full.length === 0 ? [] : ['', 'Names in full:', ...full];
  const gone =
    left.length === 0
      ? []
      : [
          '',
          `Not shown: ${left.map((head) => head.toLowerCase()).join(', ')}. One ${resource.singular || 'object'} by its name shows all.`,
        ];
  return [text, ...names, ...gone].join('\n');
}

/** The columns that are always shown, and the namespace behind the name when there are several. */
function gridOf({ columns, rows }: Table) {
  const shown = columns.flatMap(({ priority, name }, column) => (priority === 0 ? [{ name, column }] : []));
  const several = new Set(rows.map(({ namespace }) => namespace)).size > 1;
  return {
    heads: shown.flatMap(({ name }, index) => (several && index === 0 ? [name, 'NS'] : [name])),
    rows: rows.map((row) =>
      shown.flatMap(({ column }, index) => {
        const cell = row.cells[column] ?? '';
        return several && index === 0 ? [cell, row.namespace ?? ''] : [cell];
      }),
    ),
  };
}

/** A row in the columns that are always shown, without what changes by itself. */
function essenceOf({ namespace, name, cells }: Table['rows'][number], { columns }: Table): string {
  const shown = cells.filter((cell, column) => {
    const { name: head = '', priority = 0 } = columns[column] ?? {};
    return priority === 0 && !ticking.test(head) && cell !== name && cell !== '';
  });
  const steady = shown.map((cell) => cell.replace(/ \([^()]* ago\)/, ''));
  return [namespace === null ? name : `${namespace}/${name}`, ...steady].join(' ');
}

/** `1/3` ready, a node that is NotReady, a claim that is Pending; what has completed is as it should be. */
function isOdd(cells: readonly string[], { columns }: Table): boolean {
  const cell = (name: string) =>
    cells[columns.findIndex((column) => column.name.toLowerCase() === name)] ?? '';
  const status = cell('status');
  if (/^(?:Completed|Succeeded|Active|Bound|Ready|Available)(?:,|$)/.test(status)) return false;
  const [ready, wanted] = cell('ready').split('/');
  if (wanted !== undefined && /^\d+$/.test(wanted)) return ready !== wanted || isBadStatus(status);
  if (cell('ready') === 'False') return true;
  return isBadStatus(status);
}

function isBadStatus(status: string): boolean {
  return /^(?:NotReady|Unknown|Pending|Failed|Error|Lost|Terminating|Evicted|.*BackOff|Err.*|Invalid.*|Init:.*)/.test(
    status,
  );
}
