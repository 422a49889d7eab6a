/**
 * An answer without what differs from one cluster to the next: versions of lists, the version within a continue
 * token, descriptions of columns (the sandbox has none), when a review was made, and by whom its fields are managed.
 */
export function comparable(body: unknown): unknown {
  if (Array.isArray(body)) return body.map(comparable);
  if (typeof body !== 'object' || body === null) return body;
  const object = body as Record<string, unknown>;
  const kind = typeof object.kind === 'string' ? object.kind : '';
  const fields = Object.entries(object).map(([name, value]) => {
    if (name === 'metadata' && kind.endsWith('List')) return [name, listMetadata(value)];
    if (name === 'metadata' && kind === 'Table') return [name, listMetadata(value)];
    if (name === 'metadata' && kind.endsWith('Review')) return [name, reviewMetadata(value)];
    if (name === 'userInfo') return [name, { ...(value as object), uid: undefined }];
    if (name === 'message') return [name, String(value).replace(/current: \d+/, 'current: n')];
    if (name.endsWith('Rules') && Array.isArray(value)) return [name, sorted(value)];
    if (name === 'columnDefinitions') return [name, columns(value)];
    return [name, comparable(value)];
  });
  return JSON.parse(JSON.stringify(Object.fromEntries(fields)));
}

function listMetadata(value: unknown): unknown {
  const {
    resourceVersion: _,
    continue: token,
    ...rest
  } = value as { resourceVersion?: string; continue?: string };
  return token === undefined ? rest : { ...rest, startOfNextPage: startOf(token) };
}

/** Whether the key of a list of one namespace has a slash before it depends on who served it. */
const startOf = (token: string): string =>
  String(JSON.parse(Buffer.from(token, 'base64url').toString()).start).replace(/^\//, '');

function reviewMetadata(value: unknown): unknown {
  const { managedFields: _, creationTimestamp: __, ...rest } = value as Record<string, unknown>;
  return rest;
}

/** Bindings, and so their rules, come in any order; so do the paths of a rule. */
const sorted = (rules: { nonResourceURLs?: string[] }[]): unknown =>
  rules.map((rule) => JSON.stringify({ ...rule, nonResourceURLs: rule.nonResourceURLs?.toSorted() })).sort();

const columns = (value: unknown): unknown =>
  (value as { description: string }[]).map(({ description: _, ...column }) => column);

const CUT = '...';

const isCutText = (value: unknown): boolean => typeof value === 'string' && value.startsWith('cut from');

/**
 * The answer with the same parts cut away as in the capture: of an object with a member `...` only what is named
 * beside it was kept, at any depth.
 */
export function cutAlike(capture: unknown, answer: unknown, within = false): unknown {
  if (isCutText(capture)) return capture;
  if (Array.isArray(capture) && Array.isArray(answer)) {
    if (capture.length === 1 && isCutText(capture[0])) return capture;
    return answer.map((one, at) => cutAlike(capture[at], one, within));
  }
  if (typeof capture !== 'object' || capture === null || typeof answer !== 'object' || answer === null) {
    return answer;
  }
  const wanted = capture as Record<string, unknown>;
  const isCut = within || CUT in wanted;
  const entries = Object.entries(answer)
    .filter(([name]) => !isCut || name in wanted)
    .map(([name, value]) => [name, cutAlike(wanted[name], value, isCut)]);
  return { ...Object.fromEntries(entries), ...(CUT in wanted ? { [CUT]: wanted[CUT] } : {}) };
}
