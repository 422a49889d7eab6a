import type { ClusterEvent } from '../../cluster/event.ts';
import type { Condition, Meta, Selector } from '../../cluster/meta.ts';
import { nodeWord } from '../../cluster/node-word.ts';
import type { ObjectRef } from '../../cluster/object-ref.ts';
import type { Pod } from '../../cluster/pod.ts';
import type { Workload } from '../../cluster/workload.ts';
import type { Instant } from '../../instant.ts';
import { ageWords } from './age.ts';
import { conditionLines } from './condition-lines.ts';
import { makeLines, stateWords, volumeLines } from './container-lines.ts';
import { eventSection } from './event-lines.ts';
import { identityLines } from './identity-lines.ts';
import { line, sectionsText } from './sections.ts';

/** A workload with what belongs to it. */
export type WorkloadStory = {
  readonly workload: Workload;
  readonly owners: readonly ObjectRef[];
  readonly pods: readonly Pod[];
  readonly references: readonly string[];
  readonly related: readonly string[];
  /** Of it, of its revisions and of its pods. */
  readonly events: readonly ClusterEvent[];
  readonly gaps: readonly string[];
  readonly now: Instant;
};

/** More pods than this are asked for with get. */
const PODS_SHOWN = 15;

/** A workload in one sentence: `Deployment shop/checkout: 1 of 3 ready, 3 wanted, 1 updated.` */
export function workloadSummary(workload: Workload): string {
  return `${workload.kind} ${workload.namespace}/${workload.name}: ${countWords(workload)}.`;
}

/** A workload as a text: counts, conditions, template, pods, related objects, events. */
export function describeWorkload(story: WorkloadStory): string {
  const { workload, owners, events, now } = story;
  const { template } = workload;
  return sectionsText([
    {
      title: null,
      lines: [...identityLines(workload, owners, now), countWords(workload), ...settings(workload, now)],
    },
    { title: 'Conditions', lines: conditionLines(conditionsOf(workload), now) },
    { title: 'Pods', lines: podLines(story) },
    {
      title: 'Template',
      lines: template.spec.containers.flatMap((spec) => [
        `${spec.name}${spec.role === 'main' ? '' : ` (${spec.role})`}  ${spec.image}`,
        ...makeLines(spec).map((each) => `  ${each}`),
      ]),
    },
    { title: 'Volumes', lines: volumeLines(template.spec) },
    { title: 'Refers to', lines: story.references },
    { title: 'Related', lines: story.related },
    eventSection(events, now, true),
    { title: 'Not seen', lines: story.gaps },
  ]);
}

/** `1 of 3 ready, 1 updated, 1 available`. */
export function countWords(workload: Workload): string {
  switch (workload.kind) {
    case 'Deployment': {
      const { readyReplicas, replicas, updatedReplicas, availableReplicas, paused } = workload;
      const stopped = paused ? ', paused' : '';
      return `${readyReplicas} of ${replicas} ready, ${updatedReplicas} updated, ${availableReplicas} available${stopped}`;
    }
    case 'StatefulSet':
      return `${workload.readyReplicas} of ${workload.replicas} ready, ${workload.updatedReplicas} updated`;
    case 'ReplicaSet':
      return `${workload.readyReplicas} of ${workload.replicas} ready, ${workload.currentReplicas} there`;
    case 'DaemonSet':
      return `${workload.ready} of ${workload.desired} ready, ${workload.updated} updated, ${workload.unavailable} unavailable`;
    case 'Job': {
      const { active, succeeded, failed, suspended } = workload;
      return `${active} active, ${succeeded} succeeded, ${failed} failed${suspended ? ', suspended' : ''}`;
    }
    case 'CronJob':
      return `runs at ${workload.schedule}${workload.suspended ? ', suspended' : ''}`;
  }
}

function settings(workload: Workload, now: Instant): readonly string[] {
  const behind =
    'observedGeneration' in workload && workload.observedGeneration < workload.generation
      ? ['its controller has not seen the last change yet']
      : [];
  switch (workload.kind) {
    case 'Deployment':
      return [
        ...behind,
        `strategy: ${workload.strategy}, deadline ${workload.progressDeadline}s`,
        ...selector(workload),
      ];
    case 'StatefulSet':
      return [
        ...behind,
        `strategy: ${workload.updateStrategy}, pods ${workload.podManagement}, service ${workload.serviceName}`,
        ...(workload.currentRevision === workload.updateRevision
          ? []
          : [`going from ${workload.currentRevision} to ${workload.updateRevision}`]),
        ...line('claims', workload.claimTemplates.join(', ')),
      ];
    case 'DaemonSet':
      return [...behind, `strategy: ${workload.updateStrategy}`, ...selector(workload)];
    case 'ReplicaSet':
      return [...behind, ...line('revision', workload.revision === null ? null : String(workload.revision))];
    case 'Job':
      return [
        `tries at most ${workload.backoffLimit + 1} times`,
        ...when('started', workload.startedAt, now),
        ...when('completed', workload.completedAt, now),
      ];
    case 'CronJob':
      return [
        `concurrency: ${workload.concurrency}`,
        ...when('last scheduled', workload.lastScheduledAt, now),
        ...when('last succeeded', workload.lastSucceededAt, now),
      ];
  }
}

function podLines({ pods, now }: WorkloadStory): readonly string[] {
  const shown = pods.slice(0, PODS_SHOWN).map((pod) => {
    const main = pod.containers.filter(({ role }) => role === 'main');
    const ready = main.filter((each) => each.ready).length;
    const restarts = pod.containers.reduce((sum, each) => sum + each.restarts, 0);
    const bad = pod.containers.find(
      ({ ready: isReady, state }) => !isReady && state && state.kind !== 'running',
    );
    const why = bad?.state ? `, ${bad.name} ${stateWords(bad.state, now)}` : '';
    const more = restarts === 0 ? '' : `, ${restarts} restarts`;
    return `${pod.name}: ${ready}/${main.length}, ${pod.phase}, ${nodeWord(pod.node)}, ${ageWords(pod.createdAt, now)}${more}${why}`;
  });
  return pods.length > PODS_SHOWN ? [...shown, `and ${pods.length - PODS_SHOWN} more`] : shown;
}

function conditionsOf(workload: Workload): readonly Condition[] {
  return 'conditions' in workload ? workload.conditions : [];
}

function selector({ selector: chosen }: Meta & { readonly selector: Selector | null }): readonly string[] {
  if (chosen === null) return [];
  const labels = Object.entries(chosen.labels).map(([key, value]) => `${key}=${value}`);
  const sets = chosen.expressions.map(({ key, operator, values }) =>
    `${key} ${operator} ${values.join('|')}`.trim(),
  );
  return line('selects', [...labels, ...sets].join(', '));
}

function when(label: string, at: Instant | null, now: Instant): readonly string[] {
  return at === null ? [] : [`${label} ${ageWords(at, now)} ago`];
}
