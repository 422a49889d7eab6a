import { z } from 'zod';
import type { Table } from '../../domain/cluster/table.ts';
import type { Instant } from '../../domain/instant.ts';
import { isJsonObject, type Json } from '../../domain/json.ts';
import { redactTable } from '../../domain/redaction/redact-table.ts';
import { ClusterFailure } from '../../ports/cluster-failure.ts';
import type { Where } from '../../ports/cluster-reader.ts';
import type { JsonDoor } from './json-door.ts';
import type { ReadScope } from './read-scope.ts';
import { resourcePath } from './resource-path.ts';

const PAGE = 500;

/** An aggregated server may know no tables: then it answers the list itself. */
const ACCEPT = 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json';

const Place = z.looseObject({ name: z.string().default(''), namespace: z.string().nullish() });
const Rest = z.looseObject({
  continue: z.string().optional(),
  remainingItemCount: z.number().optional(),
});

/** Of an object only its place is taken: annotations and managed fields end here. */
const WireTable = z.looseObject({
  kind: z.literal('Table'),
  metadata: Rest.optional(),
  columnDefinitions: z.array(z.looseObject({ name: z.string(), priority: z.number().default(0) })),
  rows: z
    .array(
      z.looseObject({
        cells: z.array(z.json()),
        object: z.looseObject({ metadata: Place.optional() }).nullish(),
      }),
    )
    .nullish(),
});

const WireList = z.looseObject({
  metadata: Rest.optional(),
  items: z.array(z.looseObject({ metadata: Place })),
});

/** One page, before it is redacted. */
type Page = {
  readonly columns: Table['columns'];
  readonly rows: readonly {
    readonly namespace: string | null;
    readonly name: string;
    readonly cells: readonly Json[];
  }[];
  readonly next: string;
  readonly remaining: number | null;
};

/**
 * Objects as the API server prints them, at most `limit` rows, redacted. With an allow list of namespaces and no
 * namespace asked for, it goes through the list. Throws ClusterFailure.
 */
export async function readTable(
  { door, scope }: { readonly door: JsonDoor; readonly scope: ReadScope },
  where: Where,
  limit: number,
  until: Instant,
): Promise<Table> {
  const everywhere = where.namespace === null && where.resource.namespaced;
  const waiting = everywhere && scope.namespaces ? [...scope.namespaces] : [where.namespace];
  const rows: Page['rows'][number][] = [];
  let last: Page | null = null;
  let next = '';
  while (waiting.length > 0 && rows.length < limit) {
    const place = { ...where, namespace: waiting[0] ?? null };
    last = await pageOf(door, place, { limit: Math.min(PAGE, limit - rows.length), next }, until);
    rows.push(...last.rows);
    next = last.next;
    if (next === '') waiting.shift();
  }
  return redacted(last?.columns ?? [], rows, leftOf(last, waiting.length));
}

async function pageOf(
  door: JsonDoor,
  { resource, namespace, labels, name }: Where,
  { limit, next }: { readonly limit: number; readonly next: string },
  until: Instant,
): Promise<Page> {
  // A name in all namespaces is a list with one name.
  const byName = name !== null && resource.namespaced && namespace === null;
  const one = byName ? null : name;
  const place = resource.namespaced ? namespace : null;
  const list = {
    limit,
    continue: next,
    labelSelector: labels,
    fieldSelector: byName ? `metadata.name=${name}` : null,
  };
  const answer = await door.get({
    path: resourcePath(resource, {
      namespace: place,
      name: one,
      query: { includeObject: 'Metadata', ...(one === null ? list : {}) },
    }),
    accept: ACCEPT,
    until,
    rule: {
      verbs: [one === null ? 'list' : 'get'],
      group: resource.group,
      resource: resource.name,
      namespace,
    },
  });
  return parsedTable(answer) ?? parsedList(answer);
}

function parsedTable(answer: Json): Page | null {
  const parsed = WireTable.safeParse(answer);
  if (!parsed.success) return null;
  const { columnDefinitions, rows, metadata } = parsed.data;
  return {
    columns: columnDefinitions.map(({ name, priority }) => ({ name, priority })),
    rows: (rows ?? []).map(({ cells, object }) => ({
      namespace: object?.metadata?.namespace || null,
      name: object?.metadata?.name ?? '',
      cells,
    })),
    next: metadata?.continue ?? '',
    remaining: metadata?.remainingItemCount ?? null,
  };
}

/** What a server without tables answers: a list, or one object. */
function parsedList(answer: Json): Page {
  const isOne = isJsonObject(answer) && !Array.isArray(answer.items);
  const parsed = WireList.safeParse(isOne ? { items: [answer] } : answer);
  if (!parsed.success) {
    throw new ClusterFailure('broken', { detail: 'the answer is no table', cause: parsed.error });
  }
  const { items, metadata } = parsed.data;
  return {
    columns: [{ name: 'Name', priority: 0 }],
    rows: items.map((item) => ({
      namespace: item.metadata.namespace || null,
      name: item.metadata.name,
      cells: [item.metadata.name],
    })),
    next: metadata?.continue ?? '',
    remaining: metadata?.remainingItemCount ?? null,
  };
}

/** With any selector the server does not say how many remain. */
function leftOf(last: Page | null, waiting: number): Table['left'] {
  if (waiting === 0 || last === null) return 0;
  return waiting === 1 && last.next !== '' ? last.remaining : null;
}

function redacted(columns: Table['columns'], rows: Page['rows'], left: Table['left']): Table {
  const names = columns.map(({ name }) => name);
  const cells = redactTable(
    names,
    rows.map((row) => row.cells),
  );
  return {
    columns,
    rows: rows.map(({ namespace, name }, i) => ({ namespace, name, cells: (cells[i] ?? []).map(cellText) })),
    left,
  };
}

function cellText(cell: Json): string {
  if (cell === null) return '<none>';
  return typeof cell === 'object' ? JSON.stringify(cell) : String(cell);
}
