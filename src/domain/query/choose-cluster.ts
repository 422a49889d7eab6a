import { nearest } from '../nearest.ts';
import { oneLine } from '../one-line.ts';
import { ok, type Result, refuse } from '../result.ts';

/**
 * The cluster that an incident is about: the one it is pinned to, else the only one there is. Null: the one it is
 * pinned to is not configured, or there is a choice, and a cluster is never guessed.
 */
export function clusterOf(configured: readonly string[], pinned: string | null): string | null {
  if (pinned !== null) return configured.includes(pinned) ? pinned : null;
  const [only, second] = configured;
  return second === undefined ? (only ?? null) : null;
}

/**
 * Which cluster a question goes to: the one that was named, else the one that the incident is pinned to, else the only
 * one there is. Never a guess: an incident of a cluster that is not configured, and a choice between several, is
 * refused with the list.
 */
export function chooseCluster(
  configured: readonly string[],
  {
    named,
    pinned,
    example,
  }: { readonly named: string | null; readonly pinned: string | null; readonly example: string },
): Result<string> {
  const [only] = configured;
  if (only === undefined) {
    return refuse({
      kind: 'unavailable',
      what: 'No cluster is configured, so there is nothing to ask. Whoever runs Keyturn can name one (“clusters” in its configuration).',
    });
  }
  const withCluster = (cluster: string) => `${example} --cluster ${cluster}`;
  if (named !== null) {
    const found = configured.find((name) => name.toLowerCase() === named.trim().toLowerCase());
    if (found !== undefined) return ok(found);
    const near = nearest(named, configured) ?? only;
    const what = `There is no cluster “${oneLine(named, 60)}”.`;
    return refuse({ kind: 'not-found', what, options: configured, example: withCluster(near) });
  }
  const own = clusterOf(configured, pinned);
  if (own !== null) return ok(own);
  if (pinned !== null) {
    const what = `This incident is about the cluster ${pinned}, which is not in Keyturn’s configuration. Another one is asked only when you name it.`;
    return refuse({ kind: 'not-found', what, options: configured, example: withCluster(only) });
  }
  const what = 'This incident says nothing of its cluster. Name the one you mean.';
  return refuse({ kind: 'ambiguous', what, options: configured, example: withCluster(only) });
}
