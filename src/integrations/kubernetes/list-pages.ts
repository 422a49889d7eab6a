import { setImmediate as nextTurn } from 'node:timers/promises';
import { z } from 'zod';
import type { Instant } from '../../domain/instant.ts';
import { ClusterFailure } from '../../ports/cluster-failure.ts';
import type { BodyText } from './body-text.ts';
import { AnswerTooLarge } from './exchange.ts';
import type { JsonDoor } from './json-door.ts';
import { type Fields, isFields } from './project/fields.ts';
import { type ResourceName, resourcePath } from './resource-path.ts';

/** Objects that one request asks for. Without resourceVersion: with `resourceVersion=0` the server ignores a limit. */
const PAGE = 500;

const Page = z.looseObject({
  metadata: z.looseObject({ continue: z.string().optional() }).optional(),
  items: z.array(z.unknown()).nullish(),
});

type Page = z.output<typeof Page>;

/** What to list. `namespace` null: in the whole cluster. */
export type ListRequest = {
  readonly resource: ResourceName;
  readonly namespace: string | null;
  readonly until: Instant;
  readonly page?: number;
  /** Stop when there are so many. */
  readonly atMost?: number;
  readonly accept?: string;
  /** How the body of a page becomes its text, for one page each. */
  readonly body?: () => BodyText;
  readonly query?: Readonly<Record<string, string | null>>;
};

/** What was read. `failure`: why that is not all; what came before it is there. */
export type Listed<T> = { readonly objects: T[]; readonly failure: ClusterFailure | null };

/**
 * Reads a list page by page, each projected while the server makes the next. When the list changed too much meanwhile
 * (410) it starts over once. A page that is too large is asked for in smaller parts. Never throws ClusterFailure.
 */
export async function listPages<T>(
  door: Pick<JsonDoor, 'get'>,
  request: ListRequest,
  project: (item: Fields) => T,
): Promise<Listed<T>> {
  const first = await readOn(door, request, project);
  return first.failure?.kind === 'gone' ? readOn(door, request, project) : first;
}

async function readOn<T>(
  door: Pick<JsonDoor, 'get'>,
  request: ListRequest,
  project: (item: Fields) => T,
): Promise<Listed<T>> {
  const objects: T[] = [];
  const most = request.atMost ?? Number.POSITIVE_INFINITY;
  let limit = request.page ?? PAGE;
  let next: string | null = '';
  let asked = pageOf(door, request, limit, next);
  while (next !== null) {
    try {
      const { items, metadata }: Page = await asked;
      const here = (items ?? []).filter(isFields);
      next = objects.length + here.length < most ? metadata?.continue || null : null;
      if (next !== null) {
        asked = pageOf(door, request, limit, next);
        // Whoever throws below leaves an answer behind that nobody waits for.
        asked.catch(() => undefined);
        await nextTurn();
      }
      for (const item of here) objects.push(project(item));
    } catch (error) {
      if (!(error instanceof ClusterFailure)) throw error;
      if (!(error instanceof AnswerTooLarge) || limit === 1) return { objects, failure: error };
      limit = Math.ceil(limit / 8);
      asked = pageOf(door, request, limit, next ?? '');
    }
  }
  return { objects, failure: null };
}

async function pageOf(
  door: Pick<JsonDoor, 'get'>,
  request: ListRequest,
  limit: number,
  next: string,
): Promise<Page> {
  const { resource, namespace, until, accept, query, body } = request;
  const answer = await door.get({
    path: resourcePath(resource, { namespace, query: { limit, continue: next, ...query } }),
    ...(accept === undefined ? {} : { accept }),
    ...(body ? { body: body() } : {}),
    rule: { verbs: ['list'], group: resource.group, resource: resource.name, namespace },
    until,
  });
  const parsed = Page.safeParse(answer);
  if (parsed.success) return parsed.data;
  throw new ClusterFailure('broken', { detail: 'the answer is no list', cause: parsed.error });
}
