import { conditionOf } from '../../domain/cluster/conditions.ts';
import type { ObjectRef } from '../../domain/cluster/object-ref.ts';
import { refOf, refWords } from '../../domain/cluster/object-ref.ts';
import type { DaemonSet, Job, ReplicaSet, StatefulSet } from '../../domain/cluster/workload.ts';
import type { Finding, Layer } from '../../domain/finding.ts';
import { HOUR, type Instant } from '../../domain/instant.ts';
import { oneLine } from '../../domain/one-line.ts';
import { countOf } from '../../domain/wording/alert-words.ts';
import type { Check, Situation } from '../check.ts';
import { clock } from '../words/clock.ts';
import { look } from '../words/look.ts';
import { line } from '../words/proof.ts';

type Maker = ReplicaSet | StatefulSet | DaemonSet | Job;

type Blocked = {
  readonly maker: Maker;
  readonly missing: number;
  readonly said: string;
  readonly since: Instant;
  readonly times: number;
};

/** What the API server says when it does not accept a pod, and whether somebody else is to blame for it. */
const classes: readonly { readonly words: RegExp; readonly why: string; readonly layer: Layer }[] = [
  { words: /failed calling webhook/, why: 'an admission webhook does not answer', layer: 'mechanism' },
  { words: /admission webhook "[^"]+" denied/, why: 'an admission webhook denies them', layer: 'cause' },
  { words: /exceeded quota/, why: 'the quota of the namespace is used up', layer: 'cause' },
  {
    words: /violates PodSecurity/,
    why: 'they violate the Pod Security level of the namespace',
    layer: 'cause',
  },
  { words: /serviceaccount "[^"]+" not found/, why: 'their service account does not exist', layer: 'cause' },
  { words: /no PriorityClass with name/, why: 'their priority class does not exist', layer: 'cause' },
  {
    words: /LimitRange|maximum .* usage per|minimum .* usage per/,
    why: 'a limit range does not allow them',
    layer: 'cause',
  },
  { words: /is being terminated/, why: 'the namespace is being deleted', layer: 'cause' },
  { words: /is forbidden/, why: 'it is forbidden', layer: 'cause' },
  { words: /is invalid/, why: 'the template is not valid', layer: 'cause' },
];

/**
 * Check 2: workloads whose pods the API server does not accept, by the ReplicaSet's condition or, for those that have
 * no such condition, by events; whatever number of pods there is already.
 */
export const creationBlocked: Check = {
  id: 'creation-blocked',
  title: 'Pods that the API server does not accept, with its reason',
  reads: ['replicasets', 'events'],
  uses: ['statefulsets', 'daemonsets', 'jobs', 'webhookconfigurations'],
  run: (situation) => {
    const { replicasets, statefulsets, daemonsets, jobs } = situation.view;
    return [...replicasets, ...statefulsets, ...daemonsets, ...jobs].flatMap((maker) => {
      const blocked = blockedOf(maker, situation);
      return blocked ? [finding(blocked, situation)] : [];
    });
  },
};

function blockedOf(maker: Maker, { view, lookup }: Situation): Blocked | null {
  const missing = missingPods(maker);
  // An old event of what has succeeded since is no news.
  if (missing <= 0) return null;
  const events = lookup
    .eventsAbout(maker)
    .filter(({ reason, lastAt }) => reason === 'FailedCreate' && view.takenAt - lastAt < HOUR);
  const failure = conditionOf(maker, 'ReplicaFailure');
  const failed = failure?.status === 'True' ? failure : null;
  const last = events.at(-1);
  if (!failed && !last) return null;
  const said = failed && failed.message !== '' ? failed.message : (last?.message ?? '');
  const since = Math.min(
    ...events.map(({ firstAt }) => firstAt),
    failed?.changedAt ?? Number.POSITIVE_INFINITY,
  );
  return {
    maker,
    missing,
    said: said.replace(/^\(combined from similar events\): /, '').replace(/^Error creating: /, ''),
    since: Number.isFinite(since) ? since : maker.createdAt,
    times: events.reduce((sum, { count }) => sum + count, 0),
  };
}

function missingPods(maker: Maker): number {
  switch (maker.kind) {
    case 'ReplicaSet':
    case 'StatefulSet':
      return maker.replicas - maker.currentReplicas;
    case 'DaemonSet':
      return maker.desired - maker.current;
    case 'Job':
      return maker.completedAt === null && !maker.suspended && maker.active === 0 ? 1 : 0;
  }
}

function finding({ maker, missing, said, since, times }: Blocked, { view, lookup }: Situation): Finding {
  const workload = lookup.topOwner(maker);
  const told = classes.find(({ words }) => words.test(said));
  const webhook = /webhook "([^"]+)"/.exec(said)?.[1];
  const configurations = webhook === undefined ? [] : configurationsOf(webhook, view);
  const number = maker.kind === 'Job' ? 'Pods' : countOf(missing, 'pod');
  return {
    check: 'creation-blocked',
    object: refOf(workload),
    affects: [refOf(maker), ...configurations],
    sentence: `${number} of ${refWords(workload)} can not be made since ${clock(since, view.takenAt)}: ${told?.why ?? 'the API server refuses'}${webhook ? ` (${webhook})` : ''}`,
    confidence: 'proven',
    severity: 'high',
    layer: told?.layer ?? 'mechanism',
    changedAt: since,
    evidence: [
      line('The API server', oneLine(said, 600)),
      ...(times > 1 ? [line('Tried', `${times} times since ${clock(since, view.takenAt)}`)] : []),
    ],
    lookNext: [
      look.events(maker),
      look.describe(maker),
      ...(/quota/.test(said) ? [look.get('resourcequota', maker.namespace)] : []),
      ...configurations.slice(0, 1).map((configuration) => look.describe(configuration)),
    ],
    help: null,
  };
}

function configurationsOf(
  webhook: string,
  { webhookconfigurations }: Situation['view'],
): readonly ObjectRef[] {
  return webhookconfigurations
    .filter(({ webhooks }) => webhooks.some(({ name }) => name === webhook))
    .map(refOf);
}
