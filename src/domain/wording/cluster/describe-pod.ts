import { isReady } from '../../cluster/conditions.ts';
import type { ClusterEvent } from '../../cluster/event.ts';
import type { ObjectRef } from '../../cluster/object-ref.ts';
import type { Pod } from '../../cluster/pod.ts';
import type { Instant } from '../../instant.ts';
import { conditionLines } from './condition-lines.ts';
import { containerLines, stateWords, volumeLines } from './container-lines.ts';
import { eventSection } from './event-lines.ts';
import { identityLines } from './identity-lines.ts';
import { line, sectionsText } from './sections.ts';

/** A pod with what belongs to it. Lists of related things come in words. */
export type PodStory = {
  readonly pod: Pod;
  /** The nearest first. */
  readonly owners: readonly ObjectRef[];
  /** `Ready`, `NotReady for 4m`; null: not known. */
  readonly node: string | null;
  /** What it refers to, and whether that is there. */
  readonly references: readonly string[];
  /** Services that select it, budgets that protect it ... */
  readonly related: readonly string[];
  readonly events: readonly ClusterEvent[];
  readonly gaps: readonly string[];
  readonly now: Instant;
};

/** A pod in one sentence: how many containers are ready, and the first thing that is wrong. */
export function podSummary(pod: Pod, now: Instant): string {
  const main = pod.containers.filter(({ role }) => role === 'main');
  const ready = main.filter((each) => each.ready).length;
  const place = pod.node === null ? 'on no node yet' : `on ${pod.node}`;
  const head = `Pod ${pod.namespace}/${pod.name}: ${pod.phase}${pod.reason === '' ? '' : ` (${pod.reason})`} ${place}, ${ready} of ${pod.spec.containers.filter(({ role }) => role === 'main').length} ready`;
  const bad = pod.containers.find((each) => !each.ready && each.state && each.state.kind !== 'running');
  if (bad?.state && !isFinished(pod)) return `${head}; ${bad.name} ${stateWords(bad.state, now)}.`;
  const restarted = pod.containers.find(({ restarts }) => restarts > 0);
  if (restarted?.lastState)
    return `${head}; ${restarted.name} restarted ${restarted.restarts} times, before: ${stateWords(restarted.lastState, now)}.`;
  return isReady(pod) || isFinished(pod) ? `${head}.` : `${head}; not Ready.`;
}

/** A pod as a text: who it is, how its containers do, what it needs, what happened to it. */
export function describePod(story: PodStory): string {
  const { pod, owners, now, events } = story;
  const status = (name: string) => pod.containers.find((each) => each.name === name) ?? null;
  return sectionsText([
    { title: null, lines: [...identityLines(pod, owners, now), ...placeLines(story)] },
    {
      title: 'Containers',
      lines: pod.spec.containers.flatMap((spec) => containerLines(spec, status(spec.name), now)),
    },
    { title: 'Conditions', lines: conditionLines(pod.conditions, now) },
    { title: 'Volumes', lines: volumeLines(pod.spec) },
    { title: 'Refers to', lines: story.references },
    { title: 'Related', lines: story.related },
    eventSection(events, now, false),
    { title: 'Not seen', lines: story.gaps },
  ]);
}

function placeLines({ pod, node }: PodStory): readonly string[] {
  const { spec } = pod;
  return [
    `phase: ${pod.phase}${pod.reason === '' ? '' : `, ${pod.reason}`}`,
    ...line('message', pod.message),
    `node: ${pod.node ?? 'none yet'}${node === null ? '' : ` (${node})`}`,
    ...line('ip', pod.ip),
    `${pod.qos}, service account ${spec.serviceAccount}, restarts ${spec.restartPolicy}`,
    ...line('priority', spec.priorityClass),
    ...(spec.hostNetwork ? ['uses the network of its node'] : []),
  ];
}

function isFinished({ phase }: Pod): boolean {
  return phase === 'Succeeded';
}
