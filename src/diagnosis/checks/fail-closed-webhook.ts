import { conditionOf, isReady } from '../../domain/cluster/conditions.ts';
import type { Service } from '../../domain/cluster/network.ts';
import { type ObjectRef, refKey, refOf, refWords } from '../../domain/cluster/object-ref.ts';
import { hasLabels } from '../../domain/cluster/selector.ts';
import {
  type Answering,
  answering,
  CREATE_POD,
  covers,
  guardsAnyObject,
  guardsNamespace,
  type Hook,
  hooksOf,
  JOIN_NODE,
  RENEW_LEASE,
  scopeWords,
} from '../../domain/cluster/webhook-reach.ts';
import type { Deployment } from '../../domain/cluster/workload.ts';
import type { Evidence, Finding, Help } from '../../domain/finding.ts';
import { HOUR, type Instant } from '../../domain/instant.ts';
import { oneLine } from '../../domain/one-line.ts';
import type { Check, Situation } from '../check.ts';
import { type Refused, refusedCreations } from '../refused-creations.ts';
import { clock } from '../words/clock.ts';
import { listed } from '../words/listed.ts';
import { look } from '../words/look.ts';
import { line, table } from '../words/proof.ts';
import { selectorWords } from '../words/selector-words.ts';

/** A webhook that must answer and does not, and whom that is known to have stopped. */
type Dead = Hook & { readonly answer: Answering; readonly refused: readonly Refused[] };

/**
 * Check 43: admission webhooks with failurePolicy Fail that nobody answers: the API server refuses whatever they are
 * asked about. Those that are called by URL, and those whose endpoints are ready, count when the API server itself says
 * that it could not call them.
 */
export const failClosedWebhook: Check = {
  id: 'fail-closed-webhook',
  title: 'Admission webhooks that must answer and do not, so that what they guard is refused',
  reads: ['webhookconfigurations', 'services', 'endpointslices'],
  uses: ['deployments', 'replicasets', 'pods', 'events', 'namespaces'],
  run: (situation) => {
    const { view, lookup } = situation;
    const refused = Map.groupBy(refusedCreations(view, lookup), ({ webhook }) => webhook);
    return hooksOf(view).flatMap((hook): readonly Finding[] => {
      // The API server goes on without one that may fail.
      if (hook.webhook.failurePolicy !== 'Fail' || hook.webhook.rules.length === 0) return [];
      const answer = answering(hook.webhook, lookup);
      const told = (refused.get(hook.webhook.name) ?? []).filter(
        // What the API server said hours ago about one that answers now is over.
        ({ last }) => answer.kind === 'no' || (last !== null && view.takenAt - last <= HOUR),
      );
      return answer.kind === 'no' || told.length > 0
        ? [finding(situation, { ...hook, answer, refused: told })]
        : [];
    });
  },
};

function finding(situation: Situation, dead: Dead): Finding {
  const { configuration, webhook, answer, refused } = dead;
  const { takenAt } = situation.view;
  const behind = answer.service ? workloadsBehind(answer.service, situation) : [];
  const since = deadSince(dead, behind, situation);
  const from = since === null ? '' : ` since ${clock(since, takenAt)}`;
  const why = answer.kind === 'no' ? `${serviceWords(dead)} ${answer.why}${from}` : saidWords(dead, from);
  const stopped = refused.map(({ workload }) => workload);
  return {
    check: 'fail-closed-webhook',
    object: refOf(configuration),
    affects: stopped,
    sentence: `Webhook ${webhook.name} must approve ${scopeWords(webhook)}, but ${why}, so ${harmWords(dead, behind, situation)}`,
    // A dead webhook that nobody ran into, or one that seems alive, explains less.
    confidence: answer.kind === 'no' && stopped.length > 0 ? 'proven' : 'consistent',
    severity: severity(dead),
    layer: 'cause',
    changedAt: since,
    evidence: evidence(situation, dead, behind),
    lookNext: [
      look.describe(configuration),
      ...behind.slice(0, 1).map((workload) => look.events(workload)),
      ...(webhook.service ? [look.get('pods', webhook.service.namespace)] : []),
    ],
    help: ignoring(dead),
  };
}

/** Whom it stops, its own workload last: a webhook that forbids its own pods can't come back by itself. */
function harmWords(dead: Dead, behind: readonly Deployment[], situation: Situation): string {
  const own = new Set(behind.map(refKey));
  const stopped = dead.refused.map(({ workload }) => workload);
  const others = stopped.filter((workload) => !own.has(refKey(workload)));
  const included = guardsItself(dead, situation) ? ', its own pods included' : '';
  if (stopped.length === 0) return `the API server refuses these${included}`;
  const whose = others.length > 0 ? ` for ${listed(others.map(refWords), 2)}` : '';
  return `no pods can be created${whose}${included}`;
}

function severity({ webhook }: Dead): Finding['severity'] {
  if (!guardsAnyObject(webhook)) return 'high';
  const vital = [CREATE_POD, JOIN_NODE, RENEW_LEASE].some((deed) => covers(webhook, deed));
  return vital ? 'critical' : 'medium';
}

function serviceWords({ webhook: { service } }: Dead): string {
  return service
    ? refWords({ kind: 'Service', namespace: service.namespace, name: service.name })
    : 'its address';
}

/** For one that may be there: where it is called, and what the API server got. */
function saidWords(dead: Dead, from: string): string {
  const host = /^[a-z]+:\/\/([^/?#]+)/i.exec(dead.webhook.url ?? '')?.[1];
  const where = dead.webhook.service ? serviceWords(dead) : (host ?? 'its address');
  const message = dead.refused[0]?.message ?? '';
  const got = /failed to call webhook: (.+)$/.exec(message)?.[1] ?? message;
  return `the API server can not call ${where}${from} (${oneLine(got, 160)})`;
}

function guardsItself({ webhook }: Dead, { lookup }: Situation): boolean {
  return (
    webhook.service !== null &&
    covers(webhook, CREATE_POD) &&
    guardsAnyObject(webhook) &&
    guardsNamespace(webhook, webhook.service.namespace, lookup)
  );
}

/** The Deployments whose pods are to answer. */
function workloadsBehind(service: Service, { view }: Situation): readonly Deployment[] {
  if (Object.keys(service.selector).length === 0) return [];
  return view.deployments.filter(
    ({ namespace, template }) =>
      namespace === service.namespace && hasLabels(template.labels, service.selector),
  );
}

/** When the last one that could answer went: what its Deployment or its pods say, else the first refusal. */
function deadSince(
  { answer, refused }: Dead,
  behind: readonly Deployment[],
  { lookup }: Situation,
): Instant | null {
  const unavailable = behind.flatMap((deployment) => {
    const available = conditionOf(deployment, 'Available');
    return available?.status === 'False' && available.changedAt !== null ? [available.changedAt] : [];
  });
  const unready = (answer.kind === 'no' && answer.service ? lookup.podsBehind(answer.service) : [])
    .filter((pod) => !isReady(pod))
    .flatMap((pod) => conditionOf(pod, 'Ready')?.changedAt ?? []);
  if (answer.kind === 'no' && unavailable.length > 0) return Math.max(...unavailable);
  if (unready.length > 0) return Math.max(...unready);
  const since = refused.flatMap((each) => each.since ?? []);
  return since.length > 0 ? Math.min(...since) : null;
}

function evidence(situation: Situation, dead: Dead, behind: readonly Deployment[]): readonly Evidence[] {
  const { webhook, configuration, refused } = dead;
  const { takenAt } = situation.view;
  return [
    line(
      'Webhook',
      `${webhook.name} in ${refWords(configuration)}: failurePolicy Fail, timeout ${webhook.timeout}s`,
    ),
    line('Asked about', scopeWords(webhook)),
    line('In namespaces with', selectorWords(webhook.namespaces)),
    ...(webhook.matchConditions.length > 0
      ? [line('Only when', oneLine(webhook.matchConditions.join('; '), 300))]
      : []),
    ...behind.map((workload) =>
      line(
        'Who should answer',
        `${refWords(workload)}: ${workload.readyReplicas} of ${workload.replicas} pods are ready`,
      ),
    ),
    ...refused.slice(0, 1).map(({ message }) => line('The API server says', oneLine(message, 400))),
    ...(refused.length === 0
      ? []
      : [
          table(
            'Who was refused',
            ['who', 'since', 'last', 'times'],
            refused.map(({ workload, since, last, count }) => [
              refWords(workload),
              since === null ? '-' : clock(since, takenAt),
              last === null ? '-' : clock(last, takenAt),
              count === 0 ? '-' : String(count),
            ]),
          ),
        ]),
  ];
}

/** Configurations of webhooks are never sent to webhooks, so this can be done while nothing else can. */
function ignoring({ configuration, webhook }: Dead): Help {
  const target: ObjectRef = refOf(configuration);
  return {
    action: 'webhook to Ignore',
    target,
    text: `Set failurePolicy of ${webhook.name} to Ignore until it answers again, and back to Fail then: what it guards is not checked meanwhile`,
  };
}
