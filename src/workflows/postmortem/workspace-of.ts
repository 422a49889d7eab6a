import { exportDeadline } from '../../domain/postmortem/export.ts';
import { Misconfigured, Unavailable } from '../../ports/failures.ts';
import type { PostmortemDeps, Writing } from './postmortem-deps.ts';

/** Kept with the incident: a later draft links to where the first one did. */
const KEPT = 'postmortem-workspace';

/**
 * Where the workspace is, `https://acme.slack.com/`; null: nobody knows, and there are no links. Throws RateLimited and
 * Unavailable as long as there is time to try again.
 */
export async function workspaceOf(
  {
    workspace,
    sideNotes,
    clock,
    logger,
  }: Pick<PostmortemDeps, 'workspace' | 'sideNotes' | 'clock' | 'logger'>,
  { id, wanted }: Writing,
): Promise<string | null> {
  try {
    const address = await sideNotes.keepFirst(id, KEPT, (await workspace()) ?? '');
    return address === '' ? null : address;
  } catch (error) {
    const isLate = clock.now() >= exportDeadline(wanted);
    if (!(error instanceof Misconfigured || (error instanceof Unavailable && isLate))) throw error;
    logger.warn({ incident: id, error }, 'nobody knows where the workspace is: a draft has no links');
    return null;
  }
}
