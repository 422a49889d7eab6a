import type { Document } from '../domain/document.ts';
import type { IncidentId, MessageRef } from '../domain/fact.ts';
import type { Incident } from '../domain/incident.ts';
import { SECOND } from '../domain/instant.ts';
import { runningWatches, type Watch, type WatchEnd } from '../domain/investigation.ts';
import type { Answer } from '../domain/query/answer.ts';
import { watchChanges } from '../domain/watch-changes.ts';
import { keptAnswer } from '../domain/watch-seen.ts';
import { LOOK_EVERY, watchOver } from '../domain/watch-times.ts';
import { watchMessage } from '../domain/wording/watch-message.ts';
import type { Chat } from '../ports/chat.ts';
import type { EvidenceStore } from '../ports/evidence-store.ts';
import { ChannelLost, Misconfigured, Unavailable } from '../ports/failures.ts';
import type { Log } from '../ports/log.ts';
import type { SideNotes } from '../ports/side-notes.ts';
import { answerQuestion } from './answer-question.ts';
import { type AppendToIncidentDeps, appendToIncident } from './append-to-incident.ts';
import type { ClusterChoice } from './cluster-for.ts';

/** How long the cluster has for one look. */
const DEADLINE = 10 * SECOND;

export type LookAgainDeps = AppendToIncidentDeps &
  ClusterChoice & {
    readonly evidence: EvidenceStore;
    readonly sideNotes: SideNotes;
    readonly chat: Chat;
    readonly logger: Log;
  };

/**
 * Looks again at what an incident watches: edits each watch's message in place, says in the channel what changed, and
 * ends what is over. A look that comes too early is left out. Throws Unavailable when the store is away.
 */
export async function lookAgain(deps: LookAgainDeps, id: IncidentId): Promise<void> {
  const incident = (await deps.log.load(id))?.incident;
  if (!incident) return;
  for (const watch of runningWatches(incident.investigation)) await lookAt(deps, incident, watch);
}

async function lookAt(deps: LookAgainDeps, incident: Incident, watch: Watch): Promise<void> {
  const posted = incident.steps[`post-watch:${watch.watch}`];
  const message = posted?.state === 'done' ? posted.ref : null;
  const look = `look-${watch.watch}`;
  const now = deps.clock.now();
  const over = watchOver(incident, watch, now);
  if (over !== null) return end(deps, incident.id, watch, over);
  const last = await deps.sideNotes.shown(incident.id, look);
  if (message === null || (last !== null && now < last.at + LOOK_EVERY)) return;
  const answer = await answerQuestion(deps, watch.question, now + DEADLINE);
  await show(deps, message, watchMessage(watch, { answer, at: now }));
  if (answer.outcome === 'answered')
    await sayChanges(deps, incident.id, { watch, answer, first: last === null });
  // For the message's last edit, when the watch is over.
  await deps.evidence.keep(incident.id, `seen-${watch.watch}`, keptAnswer(answer));
  await deps.sideNotes.setShown(incident.id, look, { digest: answer.outcome, at: now });
}

/** What changed is a message of its own: an edit notifies nobody. The first look has nothing to compare with. */
async function sayChanges(
  deps: LookAgainDeps,
  id: IncidentId,
  { watch, answer, first }: { readonly watch: Watch; readonly answer: Answer; readonly first: boolean },
): Promise<void> {
  const kept = `watch-${watch.watch}`;
  const before = first ? null : await deps.evidence.read(id, kept);
  const after = answer.essence ?? [answer.summary];
  const changes = before === null ? [] : watchChanges(before.split('\n'), after);
  if (changes.length > 0) {
    await appendToIncident(deps, id, ({ investigation }) =>
      runningWatches(investigation).some((each) => each.watch === watch.watch)
        ? [{ kind: 'watch.changed', watch: watch.watch, summary: answer.summary, changes }]
        : [],
    );
  }
  if (before === null || changes.length > 0) await deps.evidence.keep(id, kept, after.join('\n'));
}

async function end(deps: LookAgainDeps, id: IncidentId, { watch }: Watch, why: WatchEnd): Promise<void> {
  await appendToIncident(deps, id, ({ investigation }) =>
    runningWatches(investigation).some((each) => each.watch === watch)
      ? [{ kind: 'watch.ended', watch, why }]
      : [],
  );
}

/** An edit that Slack does not take now is left out: the next look brings a newer one. */
async function show(
  { chat, logger }: Pick<LookAgainDeps, 'chat' | 'logger'>,
  message: MessageRef,
  document: Document,
): Promise<void> {
  try {
    await chat.update(message, document, 'progress');
  } catch (error) {
    const expected = [Unavailable, Misconfigured, ChannelLost].some((kind) => error instanceof kind);
    if (!expected) throw error;
    logger.warn({ message, error }, 'what is watched could not be shown');
  }
}
