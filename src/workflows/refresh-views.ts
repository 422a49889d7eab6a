import { answeredAsks } from '../domain/answered-asks.ts';
import type { Document } from '../domain/document.ts';
import { documentDigest } from '../domain/document-digest.ts';
import type { MessageRef } from '../domain/fact.ts';
import type { Incident } from '../domain/incident.ts';
import type { Instant } from '../domain/instant.ts';
import { announcement } from '../domain/wording/announcement.ts';
import { card } from '../domain/wording/card.ts';
import { roleAsked, roleQuestionOver } from '../domain/wording/role-ask.ts';
import { triageMessage } from '../domain/wording/triage.ts';
import { ChannelLost, Misconfigured, RateLimited, Unavailable } from '../ports/failures.ts';
import { postAgain } from './post-again.ts';
import type { StepDeps } from './steps/step-deps.ts';

type View = {
  /** The step that posted it; it names what the view last showed, too. */
  readonly step: string;
  readonly render: (incident: Incident, now: { at: number; lastSeenAt: number | null }) => Document;
};

/** Edits of the workspace share 50 a minute; changes of an incident come in bunches. Milliseconds between two edits. */
const PAUSE = 1_500;

/** When Slack is away. Milliseconds. */
const RETRY = 10_000;

/** The messages without which an incident can't be worked on: deleted, they are posted again. */
const NEEDED: readonly string[] = ['post-card', 'post-triage'];

/** The messages that are edited in place, by the step that posted them. */
const views: readonly View[] = [
  { step: 'post-card', render: card },
  { step: 'post-triage', render: (incident) => triageMessage(incident, incident.endedBy) },
  { step: 'announce', render: announcement },
];

/**
 * Edits what shows something old. Rendered from the incident as it is now, never from what woke us; a message that
 * already shows it costs no call, and one that was edited a moment ago waits, so that many changes are one edit. The
 * answer is when to come again for that. Throws RateLimited when the budget is used up: then somebody comes again.
 */
export async function refreshViews(deps: StepDeps, incident: Incident): Promise<Instant | null> {
  const now = { at: deps.clock.now(), lastSeenAt: await deps.episodes.lastSeenAt(incident.id) };
  const waiting: Instant[] = [];
  for (const view of [...views, ...askViews(incident)]) {
    const posted = incident.steps[view.step];
    if (posted?.state !== 'done' || !posted.ref) continue;
    if (view.step === 'post-card' && incident.channelArchived) continue;
    const again = await refresh(deps, incident, {
      view,
      ref: posted.ref,
      document: view.render(incident, now),
      at: now.at,
    });
    if (again !== null) waiting.push(again);
  }
  return waiting.length === 0 ? null : Math.min(...waiting);
}

/** A question that was answered is not to be answered again. */
function askViews(incident: Incident): readonly View[] {
  return answeredAsks(incident).map(({ step, role, place }) => ({
    step,
    render: (now) => (place === 'directly' ? roleAsked(now, role) : roleQuestionOver(now, role)),
  }));
}

/** `at` is the time that the document was rendered for: the one difference that does not count. */
async function refresh(
  deps: StepDeps,
  incident: Incident,
  {
    view,
    ref,
    document,
    at,
  }: { readonly view: View; readonly ref: MessageRef; readonly document: Document; readonly at: Instant },
): Promise<Instant | null> {
  const digest = documentDigest(document, at);
  const shown = await deps.sideNotes.shown(incident.id, view.step);
  if (shown?.digest === digest) return null;
  // A clock that was put back has nothing to wait for: what was shown "later" was shown before.
  if (shown && shown.at <= at && at < shown.at + PAUSE) return shown.at + PAUSE;
  try {
    await deps.chat.update(ref, document, shown === null ? 'progress' : 'status');
  } catch (error) {
    if (error instanceof RateLimited || !isExpected(error)) throw error;
    if (
      error instanceof Misconfigured &&
      error.reason === 'message_not_found' &&
      NEEDED.includes(view.step)
    ) {
      await postAgain(deps, incident.id, view.step);
      return at;
    }
    // An announcement that somebody deleted, or a channel they left: the log goes on, the next change tries again.
    deps.logger.warn({ incident: incident.id, view: view.step, error }, 'a message could not be refreshed');
    if (error instanceof Unavailable) return at + RETRY;
  }
  await deps.sideNotes.setShown(incident.id, view.step, { digest, at });
  return null;
}

function isExpected(error: unknown): boolean {
  return error instanceof Unavailable || error instanceof Misconfigured || error instanceof ChannelLost;
}
