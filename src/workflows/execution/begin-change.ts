import type { UserId } from '../../domain/actor.ts';
import type { IncidentId } from '../../domain/fact.ts';
import type { Incident } from '../../domain/incident.ts';
import type { Plan, Proposal } from '../../domain/proposal/proposal.ts';
import { whatMoved } from '../../domain/proposal/what-moved.ts';
import { sentenceOf } from '../../domain/refusal.ts';
import type { Result } from '../../domain/result.ts';
import { failureWords } from '../../domain/wording/cluster/failure-words.ts';
import { ClusterFailure } from '../../ports/cluster-failure.ts';
import { Misconfigured, Unavailable } from '../../ports/failures.ts';
import { appendToGate } from './append-to-gate.ts';
import { allMembers } from './enough-approvers.ts';
import type { ExecutorDeps } from './executor-deps.ts';
import { keepBefore } from './keep-before.ts';
import { type Prepared, prepareChange } from './prepare-change.ts';
import { type SendDeps, sendChange } from './send-change.ts';

/** What passes by itself: it is tried again until the time to do it is over. */
const passing: readonly ClusterFailure['kind'][] = ['away', 'timed-out', 'busy', 'broken', 'gone'];

/**
 * Begins an approved change, if it still is what was approved: plans and rehearses it once more, asks Slack who may
 * approve now, keeps what will be gone, takes the lease, sends. Whatever moved supersedes it and says what. Throws
 * Unavailable.
 */
export async function beginChange(deps: SendDeps, id: IncidentId, proposal: Proposal): Promise<void> {
  const { plan } = proposal;
  if (plan === null) return;
  const prepared = await preparedOrWhy(deps, id, { ...proposal, plan });
  if ('waits' in prepared) return waiting(deps, id, proposal, prepared.waits);
  if ('moved' in prepared) return supersede(deps, id, proposal, prepared.moved);
  const still = await stillApprovers(deps, proposal, plan);
  if (still === null) {
    return waiting(deps, id, proposal, 'Slack does not say who may approve it now. It is asked again.');
  }
  const token = deps.newToken();
  const started = await keptAndStarted(deps, id, proposal, { prepared: prepared.ready, still, token });
  // Another executor is at it. Should it die there, the next wake-up begins anew.
  if (started === undefined) return;
  if (!started.ok) return notStarted(deps, id, proposal, started.refusal.what);
  await sendChange(deps, id, { proposal, token, prepared: prepared.ready });
}

/**
 * Keeps what will be gone and takes the lease, one executor at a time: of two, each would write over texts that the other
 * one has sealed. What was begun meanwhile keeps the texts of who began it. Undefined: another one is at it.
 */
async function keptAndStarted(
  deps: ExecutorDeps,
  id: IncidentId,
  proposal: Proposal,
  {
    prepared,
    still,
    token,
  }: { readonly prepared: Prepared; readonly still: readonly UserId[]; readonly token: string },
): Promise<Result<Incident> | undefined> {
  const number = proposal.proposal;
  return deps.sideNotes.exclusively(`${id}.begin-${number}`, async () => {
    const now = (await deps.log.load(id))?.incident.proposals.find((each) => each.proposal === number);
    if (now?.state === 'approved') await keepBefore(deps, id, proposal, prepared);
    return appendToGate(deps, id, {
      kind: 'start',
      proposal: number,
      hash: prepared.plan.hash,
      stillApprovers: still,
      token,
      until: deps.clock.now() + deps.times.lease,
    });
  });
}

type Preparation =
  | { readonly ready: Prepared }
  | { readonly moved: readonly string[] }
  | { readonly waits: string };

async function preparedOrWhy(
  deps: ExecutorDeps,
  id: IncidentId,
  proposal: Proposal & { readonly plan: Plan },
): Promise<Preparation> {
  try {
    const first = await preparation(deps, id, proposal);
    // The object may have been changed between its reading and its rehearsal: then the next look says so, or all is well.
    return 'moved' in first ? await preparation(deps, id, proposal) : first;
  } catch (error) {
    if (!(error instanceof ClusterFailure)) throw error;
    deps.logger.warn({ incident: id, proposal: proposal.proposal, error }, 'a change could not be prepared');
    const { summary } = failureWords(proposal.wish.cluster, error);
    return passing.includes(error.kind) ? { waits: summary } : { moved: [summary] };
  }
}

async function preparation(
  deps: ExecutorDeps,
  id: IncidentId,
  proposal: Proposal & { readonly plan: Plan },
): Promise<Preparation> {
  const prepared = await prepareChange(deps, id, proposal);
  if (!prepared.ok) return { moved: [sentenceOf(prepared.refusal)] };
  const moved = whatMoved(proposal.plan, prepared.value.plan);
  return moved.length > 0 ? { moved } : { ready: prepared.value };
}

/** Who of those who approved may still do so, as Slack says now; null: it does not say. */
async function stillApprovers(
  { directory, logger }: Pick<ExecutorDeps, 'directory' | 'logger'>,
  { approvals, requester, wish }: Proposal,
  { approvers }: Plan,
): Promise<readonly UserId[] | null> {
  try {
    const members = await allMembers(directory, approvers);
    const asked = wish.breakGlass ? [requester] : approvals.map(({ user }) => user);
    const still: UserId[] = [];
    for (const user of new Set(asked)) {
      if (members.includes(user) && (await directory.isFullMemberNow(user))) still.push(user);
    }
    return still;
  } catch (error) {
    if (!(error instanceof Misconfigured || error instanceof Unavailable)) throw error;
    logger.warn({ error }, 'the approvers could not be asked for');
    return null;
  }
}

/** Of two executors one finds it begun; a lost approver and a clock that ran out are said. */
async function notStarted(
  deps: ExecutorDeps,
  id: IncidentId,
  { proposal }: Proposal,
  why: string,
): Promise<void> {
  const now = (await deps.log.load(id))?.incident.proposals.find((each) => each.proposal === proposal);
  if (now?.state !== 'approved') return;
  const expired = await appendToGate(deps, id, { kind: 'expire', proposal });
  const after = expired.ok ? expired.value.proposals.find((each) => each.proposal === proposal) : now;
  if (after?.state === 'approved') await supersede(deps, id, now, [why]);
}

async function supersede(
  deps: ExecutorDeps,
  id: IncidentId,
  { proposal }: Proposal,
  moved: readonly string[],
): Promise<void> {
  await appendToGate(deps, id, { kind: 'supersede', proposal, moved });
}

async function waiting(
  deps: ExecutorDeps,
  id: IncidentId,
  { proposal }: Proposal,
  sentence: string,
): Promise<void> {
  await appendToGate(deps, id, { kind: 'progress', proposal, sentence });
}
