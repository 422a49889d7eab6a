import { setTimeout as sleep } from 'node:timers/promises';
import { expired, StatusFailure } from '../http/status-failure.ts';
import { servedForm, shelfOf } from '../kinds/conversion.ts';
import { labelTest } from '../selectors/label-selector.ts';
import { fieldTest } from '../selectors/selectable-fields.ts';
import type { StoredObject } from '../store/stored-object.ts';
import { readToken, writeToken } from './continue-token.ts';
import { type ListOptions, listOptions } from './list-options.ts';
import type { ResourceRequest } from './resource-request.ts';

export type ListMetadata = { resourceVersion: string; continue?: string; remainingItemCount?: number };

/** How long a real server waits for a version that is still to come. */
const WAIT_FOR_VERSION_MS = 3000;

/** The words of a 410 for a token that is too old. */
export const TOKEN_EXPIRED =
  'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.';

/** The objects of one page, and the list's metadata. */
export async function readPage(
  given: ResourceRequest,
): Promise<{ metadata: ListMetadata; items: readonly StoredObject[] }> {
  const { world, kind, info, request } = given;
  const options = listOptions(request.query);
  const labels = request.query.get('labelSelector') ?? '';
  const fields = request.query.get('fieldSelector') ?? '';
  const fits = selection(given, labels, fields);
  const from = await startOf(given, options);
  const prefix = kind.namespaced && info.namespace !== '' ? `${info.namespace}/` : '';
  const candidates = from.all.filter(({ key }) => key.startsWith(prefix) && key > from.afterKey(prefix));

  // A list of version 0 comes from the cache, which knows no pages.
  const limit = options.resourceVersion === '0' && options.continueToken === '' ? 0 : options.limit;
  const { items, rest } = pageOf(candidates, fits, limit);
  const last = items.at(-1);
  const metadata: ListMetadata = { resourceVersion: String(from.version) };
  if (last && rest > 0) {
    metadata.continue = writeToken({ version: from.version, after: last.key.slice(prefix.length) });
    if (labels === '' && fields === '') metadata.remainingItemCount = rest;
    if (from.version === world.store.version()) world.store.keepSnapshot(shelfOf(kind));
  }
  return { metadata, items };
}

function selection({ kind }: ResourceRequest, labels: string, fields: string) {
  const labelsFit = labels === '' ? undefined : labelTest(labels);
  const fieldsFit = fields === '' ? undefined : fieldTest(kind, fields);
  return ({ object }: StoredObject): boolean =>
    (labelsFit?.(object.metadata.labels ?? {}) ?? true) && (fieldsFit?.(servedForm(kind, object)) ?? true);
}

/** Up to `limit` that fit, and how many keys are behind them: whether those fit is not looked at. */
function pageOf(
  candidates: readonly StoredObject[],
  fits: (stored: StoredObject) => boolean,
  limit: number,
): { items: StoredObject[]; rest: number } {
  if (limit === 0) return { items: candidates.filter(fits), rest: 0 };
  const items: StoredObject[] = [];
  for (const [index, candidate] of candidates.entries()) {
    if (items.length === limit) return { items, rest: candidates.length - index };
    if (fits(candidate)) items.push(candidate);
  }
  return { items, rest: 0 };
}

type Start = { all: readonly StoredObject[]; version: number; afterKey(prefix: string): string };

/** What the page is cut from: the list of now, of a token's version, or of the version that was asked for. */
async function startOf({ world, kind }: ResourceRequest, options: ListOptions): Promise<Start> {
  const { store } = world;
  const shelf = shelfOf(kind);
  const now = { all: store.list(shelf), version: store.version() };
  if (options.continueToken !== '') {
    const { version, after } = readToken(options.continueToken);
    const afterKey = (prefix: string) => `${prefix}${after}`;
    if (version < 0) return { ...now, afterKey };
    const all = store.snapshot(shelf, version);
    if (!all) throw expired(TOKEN_EXPIRED, { continue: writeToken({ version: -1, after }) });
    return { all, version, afterKey };
  }
  const afterKey = () => '';
  const asked = Number(options.resourceVersion || 0);
  if (asked > now.version) await refuseFuture(asked, now.version);
  if (options.match !== 'Exact') return { ...now, afterKey };
  const all = store.snapshot(shelf, asked);
  if (!all) throw expired('The resourceVersion for the provided list is too old.');
  return { all, version: asked, afterKey };
}

async function refuseFuture(asked: number, current: number): Promise<never> {
  await sleep(WAIT_FOR_VERSION_MS);
  throw new StatusFailure({
    code: 504,
    reason: 'Timeout',
    message: `Timeout: Too large resource version: ${asked}, current: ${current}`,
    details: {
      causes: [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version' }],
      retryAfterSeconds: 1,
    },
    headers: { 'retry-after': '1' },
  });
}
