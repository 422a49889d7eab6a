import type { Action, ActionPlan, ActionSituation } from '../../domain/action/action.ts';
import { actions } from '../../domain/action/actions.ts';
import { rawAt } from '../../domain/action/raw-object.ts';
import type { Warning } from '../../domain/action/warning.ts';
import type { ClusterIdentity } from '../../domain/cluster/cluster-view.ts';
import { createLookup } from '../../domain/cluster/lookup.ts';
import { type ObjectRef, refKey, refOf } from '../../domain/cluster/object-ref.ts';
import { harmless } from '../../domain/harmless.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Json, JsonObject } from '../../domain/json.ts';
import { oneLine } from '../../domain/one-line.ts';
import { differences, type RawDifference } from '../../domain/proposal/differences.ts';
import type { PolicyInForce } from '../../domain/proposal/gate-rules.ts';
import { meaningText } from '../../domain/proposal/meaning.ts';
import { policyInForce } from '../../domain/proposal/policy-in-force.ts';
import type { Plan, Proposal } from '../../domain/proposal/proposal.ts';
import { shownDifferences } from '../../domain/proposal/shown-differences.ts';
import { redact } from '../../domain/redaction/redact.ts';
import { ok, type Result, refuse } from '../../domain/result.ts';
import type { ClusterReader } from '../../ports/cluster-reader.ts';
import type { ClusterRehearsal } from '../../ports/cluster-rehearsal.ts';
import { changedClusterUid } from './changed-cluster.ts';
import type { ExecutorDeps } from './executor-deps.ts';
import { findTarget, readTarget } from './find-target.ts';

/** A change as it would be done now: its plan for people, and what it is made of. */
export type Prepared = {
  readonly plan: Plan;
  readonly action: Action;
  readonly actionPlan: ActionPlan;
  readonly situation: ActionSituation;
  readonly reader: ClusterReader;
};

type Deps = Pick<ExecutorDeps, 'clusters' | 'rehearsals' | 'clock' | 'digests' | 'rules' | 'times'>;

/**
 * Plans a proposed change from the cluster as it is now, and rehearses it. The same proposal of an unchanged cluster
 * gives the same hash, today and at the execution. Refused with the sentence why it can't or must not be done. Throws
 * ClusterFailure.
 */
export async function prepareChange(
  deps: Deps,
  incident: string,
  proposal: Proposal,
): Promise<Result<Prepared>> {
  const { wish } = proposal;
  const now = deps.clock.now();
  const until = now + deps.times.preparing;
  const action = actions.find(({ name }) => name === wish.action);
  const reader = deps.clusters.named(wish.cluster);
  const rehearsal = deps.rehearsals.named(wish.cluster);
  if (!action || !reader || !rehearsal || deps.rules === null) {
    return refuse({
      kind: 'forbidden',
      what: `Nothing can be changed in ${wish.cluster}: the executor has no identity for it in its configuration.`,
    });
  }
  const reading = { reader, rehearsal, now, until };
  const found = await findTarget(reading, action, wish);
  if (!found.ok) return found;
  const identity = await sameCluster(reader, rehearsal, until);
  if (!identity.ok) return identity;
  const target = await readTarget(reading, action, found.value);
  if (!target.ok) return target;
  const situation: ActionSituation = {
    ...target.value,
    parameters: wish.parameters,
    proposedAt: proposal.proposedAt,
    incident,
    request: `${incident}/${proposal.proposal}`,
  };
  const planned = action.plan(situation);
  if (!planned.ok) return planned;
  const { object, view } = situation;
  const top = createLookup(view).topOwner(object);
  const owner = refKey(top) === refKey(object) ? null : refOf(top);
  const { protects } = planned.value;
  const policy = policyInForce(deps.rules, { wish, object, owner, protects, at: now });
  if (!policy.ok) return policy;
  const rehearsed = await rehearsal.rehearse(planned.value.request, until);
  const plan = planFor(deps, {
    proposal,
    situation,
    owner,
    actionPlan: planned.value,
    policy: policy.value,
    identity: identity.value,
    rehearsed,
    now,
  });
  return ok({ plan, action, actionPlan: planned.value, situation, reader });
}

/** What is read and what is changed must be one cluster: two files can name two of them by one name. */
async function sameCluster(
  reader: ClusterReader,
  rehearsal: ClusterRehearsal,
  until: Instant,
): Promise<Result<ClusterIdentity>> {
  const identity = await reader.identity(until);
  const uid = await changedClusterUid(reader, rehearsal, until);
  if (uid !== '' && uid === identity.uid) return ok(identity);
  return refuse({
    kind: 'conflict',
    what: `What Keyturn reads as ${reader.name} and what it would change are two clusters. Nothing is changed until the configuration names one.`,
  });
}

type Parts = {
  readonly proposal: Proposal;
  readonly situation: ActionSituation;
  readonly owner: ObjectRef | null;
  readonly actionPlan: ActionPlan;
  readonly policy: PolicyInForce;
  readonly identity: ClusterIdentity;
  readonly rehearsed: Awaited<ReturnType<ClusterRehearsal['rehearse']>>;
  readonly now: Instant;
};

function planFor({ digests }: Pick<ExecutorDeps, 'digests'>, parts: Parts): Plan {
  const { proposal, situation, owner, actionPlan, policy, identity, rehearsed, now } = parts;
  const { object, raw } = situation;
  const { before, after } = sides(actionPlan, raw, rehearsed.answer);
  const changed = differences(before, after);
  const policyDigest = digests.keyed('policy', policy.text);
  const approveBy = now + policy.approveWithin;
  return {
    hash: digests.keyed('meaning', meaning(parts, changed, policyDigest)),
    cluster: identity,
    object: { ...refOf(object), uid: object.uid },
    owner,
    sentence: actionPlan.sentence,
    before: safe(actionPlan.before),
    after: safe(actionPlan.after),
    differences: shownDifferences(before, after, changed),
    warnings: [...actionPlan.warnings, ...rehearsed.warnings.map(serverWarning)].map(harmlessWarning),
    verify: actionPlan.verify,
    undo: actionPlan.undo,
    undoWith: actionPlan.undoWith,
    pinned: actionPlan.pinned,
    tier: policy.tier,
    protects: actionPlan.protects,
    quorum: policy.quorum,
    approvers: policy.approvers,
    policyDigest,
    freeze: policy.freeze,
    approveBy,
    executeBy: approveBy + policy.executeWithin,
    ...(proposal.plan === null ? {} : clocks(proposal.plan)),
  };
}

/** The clocks run from the first planning on: looking again does not wind them up. */
function clocks({ approveBy, executeBy }: Plan): Pick<Plan, 'approveBy' | 'executeBy'> {
  return { approveBy, executeBy };
}

function meaning(
  { proposal, situation, actionPlan, identity }: Parts,
  changed: readonly RawDifference[],
  policyDigest: string,
): string {
  const touched = actionPlan.touches.map((pointer): [string, Json | undefined] => [
    pointer,
    rawAt(situation.raw, stepsOf(pointer)),
  ]);
  return meaningText({
    clusterUid: identity.uid,
    action: proposal.wish.action,
    objectUid: situation.object.uid,
    request: actionPlan.request,
    touched: Object.fromEntries(touched),
    differences: changed,
    policyDigest,
    requester: proposal.requester,
  });
}

/**
 * What the rehearsal's answer is compared with: a patch answers with the object; one of the scale subresource with a
 * Scale, of which only the wish counts; to a deletion and an eviction there is nothing to compare.
 */
function sides(
  { request }: ActionPlan,
  raw: JsonObject,
  answer: JsonObject,
): { readonly before: JsonObject; readonly after: JsonObject } {
  if (request.method !== 'PATCH') return { before: {}, after: {} };
  if (!request.path.endsWith('/scale')) return { before: raw, after: answer };
  const replicas = (of: JsonObject): JsonObject => ({
    spec: { replicas: rawAt(of, ['spec', 'replicas']) ?? 0 },
  });
  return { before: replicas(raw), after: replicas(answer) };
}

/** The steps of a JSON pointer (RFC 6901). */
function stepsOf(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The server's own warnings are about deprecated fields and the like. */
function serverWarning(sentence: string): Warning {
  return {
    id: `server:${sentence}`,
    level: 'note',
    sentence: `The API server says: ${sentence}`,
    measure: 1,
  };
}

function harmlessWarning(warning: Warning): Warning {
  return { ...warning, id: safe(warning.id), sentence: oneLine(harmless(redact(warning.sentence)), 600) };
}

function safe(text: string): string {
  return oneLine(harmless(redact(text)), 300);
}
