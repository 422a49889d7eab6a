import { answeredAsks } from '../domain/answered-asks.ts';
import { answeredApproverAsks } from '../domain/asked-approvers.ts';
import type { Document } from '../domain/document.ts';
import { documentDigest } from '../domain/document-digest.ts';
import type { MessageRef } from '../domain/fact.ts';
import type { Incident } from '../domain/incident.ts';
import type { Instant } from '../domain/instant.ts';
import type { Lane } from '../domain/lane.ts';
import { cardKey, gateStepOf } from '../domain/proposal/gate-step-keys.ts';
import { isLive } from '../domain/proposal/proposal-state.ts';
import { announcement } from '../domain/wording/announcement.ts';
import { approverAsked } from '../domain/wording/approver-ask.ts';
import { card, type Seen } from '../domain/wording/card.ts';
import { proposalCard } from '../domain/wording/proposal-card.ts';
import { roleAsked, roleQuestionOver } from '../domain/wording/role-ask.ts';
import { triageMessage } from '../domain/wording/triage.ts';
import { ChannelLost, Misconfigured, RateLimited, Unavailable } from '../ports/failures.ts';
import { postAgain } from './post-again.ts';
import { cardLinks } from './steps/card-link.ts';
import type { StepDeps } from './steps/step-deps.ts';

type View = {
  /** The step that posted it; it names what the view last showed, too. */
  readonly step: string;
  readonly render: (incident: Incident, now: Seen) => Document;
  /** Left out: what was shown once goes before what was not. */
  readonly lane?: Lane;
  /** Between two edits, in milliseconds; left out: the usual pause. */
  readonly pause?: number;
};

/** Edits of the workspace share 50 a minute; changes of an incident come in bunches. Milliseconds between two edits. */
const PAUSE = 1_500;

/** While a change is verified its card tells how far it is; nobody has to read each pod of it. Milliseconds. */
const PROGRESS_PAUSE = 10_000;

/** When Slack is away. Milliseconds. */
const RETRY = 10_000;

/** The messages without which an incident can't be worked on: deleted, they are posted again. */
const NEEDED = /^post-(?:card|triage|proposal:\d+)$/;

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
  const now = {
    at: deps.clock.now(),
    lastSeenAt: await deps.episodes.lastSeenAt(incident.id),
    links: await cardLinks(deps, incident),
  };
  const waiting: Instant[] = [];
  for (const view of [...proposalViews(incident), ...views, ...askViews(incident)]) {
    const posted = incident.steps[view.step];
    if (posted?.state !== 'done' || !posted.ref) continue;
    if (NEEDED.test(view.step) && view.step !== 'post-triage' && incident.channelArchived) continue;
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

/** Where people decide about a change, and read how it goes. */
function proposalViews(incident: Incident): readonly View[] {
  return incident.proposals.map((proposal) => ({
    step: cardKey(proposal.proposal),
    render: (now) => proposalCard(now, proposal),
    lane: 'approval',
    ...(proposal.state === 'executing' ? { pause: PROGRESS_PAUSE } : {}),
  }));
}

/** A question that was answered is not to be answered again. */
function askViews(incident: Incident): readonly View[] {
  const roles = answeredAsks(incident).map(
    ({ step, role, place }): View => ({
      step,
      render: (now) => (place === 'directly' ? roleAsked(now, role) : roleQuestionOver(now, role)),
    }),
  );
  const approvers = answeredApproverAsks(incident).map(
    ({ step, proposal, user }): View => ({
      step,
      render: (now) => approverAsked(now, proposal, user),
      lane: 'status',
    }),
  );
  return [...approvers, ...roles];
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
  const pause = view.pause ?? PAUSE;
  if (shown && shown.at <= at && at < shown.at + pause) return shown.at + pause;
  try {
    await deps.chat.update(ref, document, view.lane ?? (shown === null ? 'progress' : 'status'));
  } catch (error) {
    if (error instanceof RateLimited || !isExpected(error)) throw error;
    if (
      error instanceof Misconfigured &&
      error.reason === 'message_not_found' &&
      isNeeded(incident, view.step)
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

/** What is over need not be posted again because somebody tidied up. */
function isNeeded({ proposals }: Incident, step: string): boolean {
  const proposal = gateStepOf(step)?.proposal;
  if (proposal !== undefined && !proposals.some((each) => each.proposal === proposal && isLive(each)))
    return false;
  return NEEDED.test(step);
}

function isExpected(error: unknown): boolean {
  return error instanceof Unavailable || error instanceof Misconfigured || error instanceof ChannelLost;
}
