import { isPerson } from '../domain/actor.ts';
import type { FactBody, IncidentId } from '../domain/fact.ts';
import type { Incident } from '../domain/incident.ts';
import { decideGate } from '../domain/proposal/decide-gate.ts';
import type { Clicker, GateRequest } from '../domain/proposal/gate-request.ts';
import type { GateRules } from '../domain/proposal/gate-rules.ts';
import type { Proposal } from '../domain/proposal/proposal.ts';
import type { Asking } from '../domain/request.ts';
import { ok, type Result, refuse } from '../domain/result.ts';
import type { Digests } from '../ports/digests.ts';
import type { Directory } from '../ports/directory.ts';
import { Unavailable } from '../ports/failures.ts';
import type { IncidentLog, Loaded } from '../ports/incident-log.ts';
import type { Jobs } from '../ports/jobs.ts';
import type { Log } from '../ports/log.ts';
import type { Metrics } from '../ports/metrics.ts';
import { appendHappenings } from './append-happenings.ts';
import { notOffered, otherRules } from './gate/check-rules.ts';
import { createTurns } from './gate/create-turns.ts';
import { findClicker, type PersonRequest } from './gate/find-clicker.ts';
import { answerAgain, type GateDone, gateDone, keptAnswer } from './gate/gate-answer.ts';
import { keepRefusedClick } from './gate/keep-refused-click.ts';

export type AskGateDeps = {
  readonly log: IncidentLog;
  readonly jobs: Jobs;
  readonly directory: Directory;
  readonly digests: Digests;
  readonly metrics: Metrics;
  readonly logger: Log;
  /** What may be changed, and who decides it; null: nothing. */
  readonly gate: GateRules | null;
};

export type GateAsk = {
  readonly id: IncidentId;
  readonly request: PersonRequest;
  /** By a person. */
  readonly asking: Asking;
  readonly requestId: string;
};

/**
 * Asks the gate for what a person wants. The same request a second time gets the answer it got the first time, also a
 * refusal. Throws Unavailable when the log can't be reached: then the outcome is not known.
 */
export type AskGate = (ask: GateAsk) => Promise<Result<GateDone>>;

/** All at once want the same log: whoever loses tries again, and each loss is somebody else's success. */
const MAX_TRIES = 200;

/** How often what somebody clicked on may become another thing while it is found out who they are. */
const MAX_ROUNDS = 5;

/** The gate's door for people. One for each process: within it they take turns. */
export function createAskGate(deps: AskGateDeps): AskGate {
  const turns = createTurns();
  return async (ask) => {
    const count = (outcome: string) =>
      deps.metrics.count('gate_clicks_total', { asked: ask.request.kind, outcome });
    const earlier = await deps.log.answerTo(ask.requestId);
    if (earlier !== undefined) {
      count('repeated');
      return answerAgain(earlier);
    }
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const base = await deps.log.load(ask.id);
      if (!base) return noIncident(ask.id);
      const proposal = proposalOf(base.incident, ask.request);
      const user = isPerson(ask.asking.by) ? ask.asking.by.user : '';
      const clicker = await findClicker(deps, { request: ask.request, proposal, user });
      const known = { clicker, hash: proposal?.plan?.hash ?? null };
      const answered = await turns(ask.id, () => decideAndKeep(deps, ask, known));
      if (answered === null) continue;
      count(answered.ok ? 'ok' : answered.refusal.kind);
      return answered;
    }
    throw new Unavailable('too-many-conflicts');
  };
}

/** Who clicks, as far as that could be found out, and for which plan it was. */
type Known = { readonly clicker: Result<Clicker>; readonly hash: string | null };

/** Null: the proposal has another plan by now, so it is to be asked anew who may approve it. */
async function decideAndKeep(
  deps: AskGateDeps,
  ask: GateAsk,
  known: Known,
): Promise<Result<GateDone> | null> {
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const base = await deps.log.load(ask.id);
    if (!base) return noIncident(ask.id);
    const proposal = proposalOf(base.incident, ask.request);
    if ((proposal?.plan?.hash ?? null) !== known.hash) return null;
    const decided = known.clicker.ok ? decide(deps, base.incident, ask, known.clicker.value) : known.clicker;
    const kept = decided.ok
      ? await keep(deps, ask, base, decided.value)
      : await keepRefusal(deps, ask, base, decided);
    if (kept !== null) return kept;
  }
  throw new Unavailable('too-many-conflicts');
}

function decide(
  deps: AskGateDeps,
  incident: Incident,
  { request, asking }: GateAsk,
  clicker: Clicker,
): Result<readonly FactBody[]> {
  if (request.kind === 'propose' && clicker.isFullMember) {
    const not = notOffered(deps.gate, request.wish, asking.at);
    if (not) return not;
  }
  const asked: GateRequest = { ...request, clicker };
  const decided = decideGate(incident, asked, asking.at);
  const letsThrough = request.kind === 'approve' || request.kind === 'acknowledge';
  if (!decided.ok || decided.value.length === 0 || !letsThrough) return decided;
  const proposal = proposalOf(incident, request);
  if (proposal === null || proposal.plan === null) return decided;
  return otherRules(deps, proposal, proposal.plan, asking.at) ?? decided;
}

/** Appends what was decided, with its answer; an answer without facts is kept, too. Null: somebody else wrote meanwhile. */
async function keep(
  deps: AskGateDeps,
  { id, request, asking, requestId }: GateAsk,
  base: Loaded,
  bodies: readonly FactBody[],
): Promise<Result<GateDone> | null> {
  const answer = (incident: Incident): Result<GateDone> => {
    const number = request.kind === 'propose' ? incident.lastProposal : request.proposal;
    const proposal = incident.proposals.find((each) => each.proposal === number);
    return proposal ? ok(gateDone(proposal, bodies.length > 0)) : answerAgain(null);
  };
  const result = await appendHappenings(deps, {
    base,
    id,
    happenings: bodies.map((body) => ({ body, ...asking })),
    at: asking.at,
    request: { id: requestId, answer: (incident) => keptAnswer(answer(incident)) },
  });
  if (result.outcome === 'repeated') return answerAgain(result.answer);
  if (result.outcome !== 'appended') return null;
  if (bodies.length > 0) await deps.jobs.advance(id);
  return answer(result.loaded.incident);
}

/** Puts the refused click into the log, and its answer under its id. Null: somebody else wrote meanwhile. */
async function keepRefusal(
  deps: AskGateDeps,
  { id, request, asking, requestId }: GateAsk,
  base: Loaded,
  refused: Extract<Result<never>, { ok: false }>,
): Promise<Result<GateDone> | null> {
  const user = isPerson(asking.by) ? asking.by.user : '';
  let now: Loaded | null = base;
  const told = await keepRefusedClick(deps.log, { base, asking, user, request, refusal: refused.refusal });
  if (told === null) return null;
  if (told) {
    await deps.jobs.advance(id);
    now = await deps.log.load(id);
  }
  // Kept in a turn of its own: what was refused stays refused for this click, however the world is by then.
  for (let tries = 0; now !== null && tries < MAX_TRIES; tries++) {
    const result = await appendHappenings(deps, {
      base: now,
      id,
      happenings: [],
      at: asking.at,
      request: { id: requestId, answer: () => keptAnswer(refused) },
    });
    if (result.outcome === 'repeated') return answerAgain(result.answer);
    if (result.outcome === 'appended') break;
    now = await deps.log.load(id);
  }
  return refused;
}

function proposalOf({ proposals }: Incident, request: PersonRequest): Proposal | null {
  if (request.kind === 'propose') return null;
  return proposals.find((each) => each.proposal === request.proposal) ?? null;
}

function noIncident(id: IncidentId): Result<never> {
  return refuse({ kind: 'not-found', what: `There is no incident ${id}.`, example: '/incident list' });
}
