import type { Parameters } from '../../domain/action/action.ts';
import type { ActionName } from '../../domain/action/action-name.ts';
import type { Line } from '../../domain/document.ts';
import { harmless } from '../../domain/harmless.ts';
import type { Incident } from '../../domain/incident.ts';
import { oneLine } from '../../domain/one-line.ts';
import type { Wish } from '../../domain/proposal/proposal.ts';
import { withinNamespaces } from '../../domain/query/ask-rule.ts';
import { chooseCluster } from '../../domain/query/choose-cluster.ts';
import { redact } from '../../domain/redaction/redact.ts';
import { ok, type Result, refuse } from '../../domain/result.ts';
import { deedInCluster } from '../../domain/wording/proposal-words.ts';
import { type Ask, askingOf } from '../ask.ts';
import { namespacesOf } from '../query-verb.ts';

/** What somebody wants changed; the cluster is the incident's, or the one they named. */
export type WantedChange = {
  readonly action: ActionName;
  readonly target: Wish['target'];
  readonly parameters: Parameters;
  readonly reason: string;
  readonly cluster: string | null;
  /** The proposal that it would undo; null: none. */
  readonly undoes: number | null;
  readonly breakGlass: boolean;
};

/** A reason is a sentence or three; a pasted page is no reason. */
const MAX_REASON = 500;

/** Proposes a change. What it would do exactly is planned afterwards; the card says it. */
export async function proposeChange(
  ask: Ask,
  incident: Incident,
  wanted: WantedChange,
  example: string,
): Promise<Result<Line>> {
  const cluster = clusterFor(ask, incident, wanted.cluster, example);
  if (!cluster.ok) return cluster;
  const allowed = await mayLookThere(ask, wanted.target);
  if (!allowed.ok) return allowed;
  const { action, target, parameters, undoes, breakGlass } = wanted;
  const reason = oneLine(harmless(redact(wanted.reason)), MAX_REASON);
  const wish = { action, cluster: cluster.value, target, parameters, reason, undoes, breakGlass };
  const done = await ask.askGate({
    id: incident.id,
    request: { kind: 'propose', wish },
    asking: askingOf(ask),
    requestId: ask.asker.requestId,
  });
  if (!done.ok) return done;
  const words = `Proposal ${done.value.proposal} of ${incident.id}: ${deedInCluster({ wish, plan: null })}. It is being planned.`;
  if (incident.channel === null) return ok([words]);
  if (incident.channel.id === ask.asker.channel) return ok([`${words} Its card comes here in the channel.`]);
  return ok([`${words} Its card comes in `, { kind: 'channel', channel: incident.channel.id }, '.']);
}

/** The incident's cluster. Another one is not changed from here, whoever names it: the room looks at this one. */
function clusterFor(
  ask: Ask,
  { id, policy }: Incident,
  named: string | null,
  example: string,
): Result<string> {
  const chosen = chooseCluster(ask.deps.asking.clusters, { named, pinned: policy.cluster, example });
  if (!chosen.ok || policy.cluster === null || chosen.value === policy.cluster) return chosen;
  return refuse({
    kind: 'forbidden',
    what: `${id} is about ${policy.cluster}. In ${chosen.value} nothing is changed from here: everybody in this channel looks at ${policy.cluster}. Declare an incident for it.`,
    example: '/incident declare sev3 What is wrong there',
  });
}

/** Who may not even ask about a namespace changes nothing in it. */
async function mayLookThere(ask: Ask, { resource, name, namespace }: Wish['target']): Promise<Result<null>> {
  const scope = namespace === null ? ({ kind: 'all' } as const) : ({ kind: 'namespace', namespace } as const);
  const query = { kind: 'describe', target: { resource, name }, scope } as const;
  const allowed = withinNamespaces(query, await namespacesOf(ask));
  return allowed.ok ? ok(null) : allowed;
}
