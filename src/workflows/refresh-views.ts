import type { Document } from '../domain/document.ts';
import { documentDigest } from '../domain/document-digest.ts';
import type { MessageRef } from '../domain/fact.ts';
import type { Incident } from '../domain/incident.ts';
import { announcement } from '../domain/wording/announcement.ts';
import { card } from '../domain/wording/card.ts';
import { triageMessage } from '../domain/wording/triage.ts';
import { ChannelLost, Misconfigured, RateLimited, Unavailable } from '../ports/failures.ts';
import type { StepDeps } from './steps/step-deps.ts';

type View = {
  /** The step that posted it; it names what the view last showed, too. */
  readonly step: string;
  readonly render: (incident: Incident, now: { at: number; lastSeenAt: number | null }) => Document;
};

/** The messages that are edited in place, by the step that posted them. */
const views: readonly View[] = [
  { step: 'post-card', render: card },
  { step: 'post-triage', render: (incident) => triageMessage(incident, incident.endedBy) },
  { step: 'announce', render: announcement },
];

/**
 * Edits what shows something old. Rendered from the incident as it is now, never from what woke us; a message that
 * already shows it costs no call. Throws RateLimited when the budget is used up: then somebody comes again.
 */
export async function refreshViews(deps: StepDeps, incident: Incident): Promise<void> {
  const now = { at: deps.clock.now(), lastSeenAt: await deps.episodes.lastSeenAt(incident.id) };
  for (const view of views) {
    const posted = incident.steps[view.step];
    if (posted?.state !== 'done' || !posted.ref) continue;
    if (view.step === 'post-card' && incident.channelArchived) continue;
    await refresh(deps, incident, view, posted.ref, view.render(incident, now));
  }
}

async function refresh(
  deps: StepDeps,
  incident: Incident,
  view: View,
  ref: MessageRef,
  document: Document,
): Promise<void> {
  const at = deps.clock.now();
  const digest = documentDigest(document, at);
  const shown = await deps.sideNotes.shown(incident.id, view.step);
  if (shown?.digest === digest) return;
  try {
    await deps.chat.update(ref, document, shown === null ? 'progress' : 'status');
  } catch (error) {
    if (error instanceof RateLimited || !isExpected(error)) throw error;
    // A card that somebody deleted, or a channel they left: the log goes on, the next change tries again.
    deps.logger.warn({ incident: incident.id, view: view.step, error }, 'a message could not be refreshed');
    if (error instanceof Unavailable) return;
  }
  await deps.sideNotes.setShown(incident.id, view.step, { digest, at });
}

function isExpected(error: unknown): boolean {
  return error instanceof Unavailable || error instanceof Misconfigured || error instanceof ChannelLost;
}
