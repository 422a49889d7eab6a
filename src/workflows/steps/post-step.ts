import { keyturn } from '../../domain/actor.ts';
import type { Document } from '../../domain/document.ts';
import { documentDigest } from '../../domain/document-digest.ts';
import type { FactBody } from '../../domain/fact.ts';
import type { Incident } from '../../domain/incident.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Lane } from '../../domain/lane.ts';
import type { Notice, NoticeBody } from '../../domain/notice.ts';
import type { Proposal } from '../../domain/proposal/proposal.ts';
import type { Step } from '../../domain/step.ts';
import { announcement } from '../../domain/wording/announcement.ts';
import { brokenGlass } from '../../domain/wording/broken-glass.ts';
import { card } from '../../domain/wording/card.ts';
import { exportMessage } from '../../domain/wording/export-message.ts';
import { withHead } from '../../domain/wording/log-head.ts';
import { noticeDocument } from '../../domain/wording/notice.ts';
import { proposalCard } from '../../domain/wording/proposal-card.ts';
import { triageMessage } from '../../domain/wording/triage.ts';
import { investigationDocument } from './investigation-document.ts';
import type { Attempt, StepDeps } from './step-deps.ts';

const isOfTheGate = ({ body }: Notice): boolean => body.kind === 'change' || body.kind === 'second-key';

/** The steps that post a message of the incident. */
export type Posting = Extract<
  Step,
  {
    kind:
      | 'post-triage'
      | 'post-proposal'
      | 'announce-break-glass'
      | 'post-card'
      | 'announce'
      | 'post-notice'
      | 'post-diagnosis'
      | 'post-watch'
      | 'post-export'
      | 'say-all-clear'
      | 'say-still-firing';
  }
>;

type PostDeps = Pick<
  StepDeps,
  'log' | 'evidence' | 'gate' | 'chat' | 'clock' | 'episodes' | 'sideNotes' | 'announcements' | 'logger'
>;

/** Posts a message of the incident: its card, its announcement, or something that a person must read. */
export async function postStep(
  deps: PostDeps,
  incident: Incident,
  step: Posting,
  { again, head }: Attempt,
): Promise<readonly FactBody[]> {
  const announced = ['post-triage', 'announce', 'announce-break-glass'].includes(step.kind);
  const channel = announced ? deps.announcements : incident.channel?.id;
  if (channel === undefined) return [{ kind: 'step.skipped', step: step.key, reason: 'no-channel' }];
  const at = deps.clock.now();
  const lastSeenAt = await deps.episodes.lastSeenAt(incident.id);
  const document =
    (await investigationDocument(deps, incident, step)) ??
    documentOf(incident, step, { at, lastSeenAt, head });
  const ref = await deps.chat.post({
    to: { channel },
    incident: incident.id,
    step: step.key,
    lane: laneOf(step),
    document,
    mayExist: again,
  });
  // What an interrupted try left may show something older: then the refresh sees to it.
  if (!again)
    await deps.sideNotes.setShown(incident.id, step.key, { digest: documentDigest(document, at), at });
  if (step.kind === 'post-notice' && step.notice.body.kind === 'resolved') {
    deps.logger.info({ incident: incident.id, version: incident.version, head }, 'incident resolved');
  }
  return [{ kind: 'step.done', step: step.key, ref }];
}

function documentOf(
  incident: Incident,
  step: Posting,
  {
    at,
    lastSeenAt,
    head,
  }: { readonly at: Instant; readonly lastSeenAt: Instant | null; readonly head: string },
): Document {
  switch (step.kind) {
    case 'post-card':
      return card(incident, { at, lastSeenAt });
    case 'post-triage':
      return triageMessage(incident, incident.endedBy);
    case 'announce':
      return announcement(incident);
    case 'post-proposal':
      return proposalCard(incident, proposalOf(incident, step));
    case 'announce-break-glass':
      return brokenGlass(incident, proposalOf(incident, step));
    case 'post-notice':
      return step.notice.body.kind === 'resolved'
        ? withHead(noticeDocument(step.notice, incident), incident, head)
        : noticeDocument(step.notice, incident);
    case 'post-export':
      return exportMessage(incident.id, step.export, { kind: 'begun' });
    case 'post-diagnosis':
    case 'post-watch':
      throw new Error('its document is made of what is kept');
    case 'say-all-clear':
      return timed(incident, at, {
        kind: 'all-clear',
        resolved: incident.alerts.resolved,
        gone: incident.alerts.gone,
      });
    case 'say-still-firing':
      return timed(incident, at, { kind: 'still-firing', firing: incident.alerts.firing });
  }
}

function timed(incident: Incident, at: Instant, body: NoticeBody): Document {
  return noticeDocument({ id: 0, body, by: keyturn, at }, incident);
}

function proposalOf(
  { proposals }: Incident,
  { proposal }: Extract<Posting, { readonly proposal: number }>,
): Proposal {
  const found = proposals.find((each) => each.proposal === proposal);
  if (!found) throw new Error('the incident has no such proposal');
  return found;
}

function laneOf(step: Posting): Lane {
  if (step.kind === 'post-proposal' || step.kind === 'announce-break-glass') return 'approval';
  if (step.kind === 'post-notice' && isOfTheGate(step.notice)) return 'approval';
  if (step.kind === 'post-watch' || step.kind === 'post-export') return 'progress';
  if (step.kind === 'say-all-clear' || step.kind === 'say-still-firing') return 'alerts';
  return step.kind === 'post-notice' && step.notice.body.kind === 'alerts-doubled' ? 'alerts' : 'status';
}
