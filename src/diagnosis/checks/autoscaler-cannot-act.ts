import { conditionOf } from '../../domain/cluster/conditions.ts';
import type { Condition } from '../../domain/cluster/meta.ts';
import { type ObjectRef, refKey, refOf, refWords } from '../../domain/cluster/object-ref.ts';
import type { Pod } from '../../domain/cluster/pod.ts';
import { podRequests } from '../../domain/cluster/pod-requests.ts';
import { isMeant } from '../../domain/cluster/runs.ts';
import type { HorizontalPodAutoscaler } from '../../domain/cluster/small-kinds.ts';
import type { Confidence, Finding } from '../../domain/finding.ts';
import type { Instant } from '../../domain/instant.ts';
import { oneLine } from '../../domain/one-line.ts';
import { type AutoscalerReason, autoscalerReason } from '../autoscaler-reasons.ts';
import type { Check, Situation } from '../check.ts';
import { clock } from '../words/clock.ts';
import { listed } from '../words/listed.ts';
import { look } from '../words/look.ts';
import { line } from '../words/proof.ts';

type Stuck = {
  readonly autoscaler: HorizontalPodAutoscaler;
  readonly target: ObjectRef;
  readonly condition: Condition;
  readonly why: AutoscalerReason;
  readonly since: Instant;
};

/**
 * Check 7: autoscalers that can't act, by what their controller says of them, and those that stand at their maximum
 * while their metrics ask for more. One whose target was scaled to zero is off on purpose (ScalingDisabled); one that
 * has just been made has no conditions, or early ones.
 */
export const autoscalerCannotAct: Check = {
  id: 'autoscaler-cannot-act',
  title: 'Autoscalers that can not act, with what keeps them from it, or that stand at their maximum',
  reads: ['horizontalpodautoscalers'],
  uses: ['pods', 'deployments', 'statefulsets', 'events', 'podusage', 'webhookconfigurations'],
  run: (situation) => {
    const autoscalers = situation.view.horizontalpodautoscalers.filter(
      ({ deletionAt }) => deletionAt === null,
    );
    const stuck = autoscalers.flatMap((autoscaler) => stuckOf(autoscaler, situation) ?? []);
    // What is away for all of them is told once.
    const groups = Map.groupBy(stuck, ({ autoscaler, why }) =>
      why.kind === 'api' ? why.words : refKey(autoscaler),
    );
    return [
      ...[...groups.values()].map((group) => cannotAct(group as [Stuck, ...Stuck[]], situation)),
      ...autoscalers.flatMap((autoscaler) => atMaximum(autoscaler, situation)),
    ];
  },
};

function stuckOf(autoscaler: HorizontalPodAutoscaler, { view, lookup }: Situation): Stuck | null {
  const condition = refusalOf(autoscaler);
  if (!condition) return null;
  const target = targetOf(autoscaler);
  const scaled = lookup.object(target);
  // Scaled to zero it is off, whether the controller has noticed or not.
  if (scaled && 'replicas' in scaled && scaled.replicas === 0) return null;
  const why = autoscalerReason(condition, target);
  const since = Math.max(autoscaler.createdAt, condition.changedAt ?? autoscaler.createdAt);
  return view.takenAt - since < why.patience ? null : { autoscaler, target, condition, why, since };
}

/** The condition that says no; null: none does. A pause between two changes, as old controllers write it, is no trouble. */
function refusalOf(autoscaler: HorizontalPodAutoscaler): Condition | null {
  const says = (type: string, meant: RegExp) => {
    const condition = conditionOf(autoscaler, type);
    return condition?.status === 'False' && !meant.test(condition.reason) ? condition : null;
  };
  return says('AbleToScale', /^Backoff/) ?? says('ScalingActive', /^ScalingDisabled$/);
}

function targetOf({ namespace, target }: HorizontalPodAutoscaler): ObjectRef {
  return { kind: target.kind, namespace, name: target.name };
}

function cannotAct(group: readonly [Stuck, ...Stuck[]], situation: Situation): Finding {
  const [first, ...others] = group;
  const { view, lookup } = situation;
  const { autoscaler, target, condition, why } = first;
  const since = Math.min(...group.map((each) => each.since));
  const back = why.kind === 'target' && lookup.object(target) !== null;
  const names = listed(group.map((each) => `${each.autoscaler.namespace}/${each.autoscaler.name}`));
  const who = others.length === 0 ? refWords(autoscaler) : `${group.length} autoscalers (${names})`;
  return {
    check: 'autoscaler-cannot-act',
    object: refOf(autoscaler),
    // Not what it scales: pods that crash do not crash for want of an autoscaler.
    affects: [
      ...others.map((each) => refOf(each.autoscaler)),
      ...(why.kind === 'pods' ? [target] : []),
      ...webhooksIn(condition, situation),
    ],
    sentence: `${who} can not scale since ${clock(since, view.takenAt)}: ${why.words}${back ? ', says the controller; it is there now' : ''}`,
    confidence: back ? 'consistent' : 'proven',
    // It hurts only when the load changes, and that nothing here shows.
    severity: 'medium',
    layer: why.layer,
    changedAt: since,
    evidence: [
      line('Said', oneLine(`${condition.type} False, ${condition.reason}: ${condition.message}`, 500)),
      line('Scales', sizeWords(autoscaler, target)),
    ],
    lookNext: [
      look.describe(autoscaler),
      ...(why.kind === 'api' ? [look.top('pods', autoscaler.namespace)] : []),
      ...(lookup.object(target) === null ? [] : [look.describe(target)]),
    ],
    help: null,
  };
}

/** The webhook that refuses the change, so that its own trouble is told as the cause. */
function webhooksIn({ message }: Condition, { view }: Situation): readonly ObjectRef[] {
  const name = /failed calling webhook "([^"]+)"/.exec(message)?.[1];
  if (name === undefined) return [];
  return view.webhookconfigurations
    .filter(({ webhooks }) => webhooks.some((webhook) => webhook.name === name))
    .map(refOf);
}

function atMaximum(autoscaler: HorizontalPodAutoscaler, situation: Situation): readonly Finding[] {
  const limited = conditionOf(autoscaler, 'ScalingLimited');
  const { max, desired } = autoscaler;
  if (limited?.status !== 'True' || limited.reason !== 'TooManyReplicas' || desired < max) return [];
  if (refusalOf(autoscaler)) return [];
  const { view, lookup } = situation;
  const target = targetOf(autoscaler);
  const scaled = lookup.object(target);
  const share = scaled ? cpuShare(lookup.podsOf(scaled).filter(isMeant), situation) : null;
  const since = reachedAt(autoscaler, situation) ?? limited.changedAt;
  const when = since === null ? '' : ` since ${clock(since, view.takenAt)}`;
  const uses = share === null ? null : `its pods use ${Math.round(100 * share)}% of the CPU they ask for`;
  // To stand at the maximum may be what somebody chose; with more used than asked for it is likely too low.
  const confidence: Confidence = share !== null && share >= 1 ? 'consistent' : 'context';
  return [
    {
      check: 'autoscaler-cannot-act',
      object: refOf(autoscaler),
      affects: [],
      sentence: `${refWords(autoscaler)} stands at its maximum of ${max} pods${when}, and its metrics ask for more${uses === null ? '' : `: ${uses}`}`,
      confidence,
      severity: 'medium',
      layer: 'mechanism',
      changedAt: since,
      evidence: [
        line('Said', oneLine(`ScalingLimited True, ${limited.reason}: ${limited.message}`, 300)),
        line('Scales', sizeWords(autoscaler, target)),
        ...(uses === null ? [] : [line('Load', uses)]),
      ],
      lookNext: [look.describe(autoscaler), look.top('pods', autoscaler.namespace)],
      help: null,
    },
  ];
}

/** When it was last brought to its maximum, by the controller's event; null: that has expired. */
function reachedAt(autoscaler: HorizontalPodAutoscaler, { lookup }: Situation): Instant | null {
  const size = `New size: ${autoscaler.max};`;
  const reached = lookup
    .eventsAbout(autoscaler)
    .findLast(({ reason, message }) => reason === 'SuccessfulRescale' && message.startsWith(size));
  return reached?.lastAt ?? null;
}

/** Used by asked for, of the pods whose use is known; null: of none, or none asks for any. */
function cpuShare(pods: readonly Pod[], { lookup }: Situation): number | null {
  let [used, asked] = [0, 0];
  for (const pod of pods) {
    const cpu = lookup.usageOf(pod)?.uses.cpu;
    if (cpu === undefined) continue;
    used += cpu;
    asked += podRequests(pod.spec).cpu ?? 0;
  }
  return asked === 0 ? null : used / asked;
}

function sizeWords({ min, max, current }: HorizontalPodAutoscaler, target: ObjectRef): string {
  return `${refWords(target)} from ${min} to ${max} pods, now ${current}`;
}
