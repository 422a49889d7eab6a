import type { Resource } from '../domain/cluster/resource.ts';
import type { Table } from '../domain/cluster/table.ts';
import type { Answer } from '../domain/query/answer.ts';
import { findResource } from '../domain/query/find-resource.ts';
import { tableWords } from '../domain/query/table-answer.ts';
import { type AskedFor, answered, mayBeSeen, namespacesIn, refusedAnswer } from './answer-asked.ts';
import { answerEvents } from './answer-events.ts';
import { findObject, missingNamespace } from './answer-find.ts';

/** A person scrolls through some hundred rows; the file holds these, and the rest is counted. */
const ROWS = 2_000;

/** `get`: objects of a kind as the API server prints them. Throws ClusterFailure. */
export async function answerGet(asked: AskedFor<'get'>): Promise<Answer> {
  const { query, reader, until } = asked;
  const { resource: typed, name, scope, labels } = query;
  if (name !== null) return answerOne(asked, { resource: typed, name });
  const found = findResource(await reader.resources(until), typed);
  if (!found.ok) return refusedAnswer(found.refusal);
  if (found.value.kind === 'Event' && labels === null) {
    return answerEvents({ ...asked, query: { kind: 'events', target: null, scope } });
  }
  const seen = mayBeSeen(asked, found.value);
  if (!seen.ok) return refusedAnswer(seen.refusal);
  const resource = seen.value;
  const namespaces = resource.namespaced ? namespacesIn(asked, scope) : null;
  const tables = await Promise.all(
    (namespaces ?? [null]).map((namespace) =>
      reader.table({ resource, namespace, labels, name: null }, ROWS, until),
    ),
  );
  const table = joined(tables);
  if (table.rows.length === 0 && resource.namespaced && scope.kind === 'namespace') {
    const missing = await missingNamespace(asked, scope.namespace);
    if (missing) return refusedAnswer(missing);
  }
  return fromTable(asked, table, resource, whereWords(asked, resource));
}

async function answerOne(
  asked: AskedFor<'get'>,
  target: { readonly resource: string; readonly name: string },
): Promise<Answer> {
  const found = await findObject(asked, target, asked.query.scope);
  if (!found.ok) return refusedAnswer(found.refusal, found.lookNext);
  const { resource, namespace, name } = found.value;
  const where = { resource, namespace, name, labels: asked.query.labels };
  const table = await asked.reader.table(where, 1, asked.until);
  return fromTable(asked, table, resource, namespace === null ? '' : ` in ${namespace}`);
}

function fromTable({ query }: AskedFor<'get'>, table: Table, resource: Resource, where: string): Answer {
  const labels = query.name === null ? query.labels : null;
  const { summary, text, essence, odd } = tableWords(table, resource, where);
  const [only] = table.rows;
  const look = odd ?? (table.rows.length === 1 ? only : null) ?? null;
  const place = look?.namespace ? ` -n ${look.namespace}` : '';
  // Who had to name the group has to name it again.
  const kind = query.resource.includes('.') ? query.resource : resource.singular || resource.name;
  return answered({
    summary: `${summary}${labels === null ? '' : ` with ${labels}`}.`,
    text,
    essence,
    fileName: `${resource.name}${where.startsWith(' in ') ? `-${where.slice(4).replaceAll(' ', '-')}` : ''}.txt`,
    lookNext: look ? [`/incident describe ${kind}/${look.name}${place}`] : [],
  });
}

/** Several namespaces are several lists. */
function joined(tables: readonly Table[]): Table {
  const [first] = tables;
  if (!first || tables.length === 1) return first ?? { columns: [], rows: [], left: 0 };
  const columns = tables.find(({ columns: { length } }) => length > 0)?.columns ?? [];
  const left = tables.reduce<number | null>(
    (sum, each) => (sum === null || each.left === null ? null : sum + each.left),
    0,
  );
  return { columns, rows: tables.flatMap(({ rows }) => rows), left };
}

function whereWords(asked: AskedFor<'get'>, resource: Resource): string {
  const { scope } = asked.query;
  if (!resource.namespaced) return '';
  if (scope.kind === 'namespace') return ` in ${scope.namespace}`;
  return asked.question.namespaces === null
    ? ' in all namespaces'
    : ` in ${asked.question.namespaces.join(', ')}`;
}
