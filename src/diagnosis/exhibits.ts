import type { ClusterView } from '../domain/cluster/cluster-view.ts';
import type { ClusterEvent } from '../domain/cluster/event.ts';
import { createLookup, type Lookup } from '../domain/cluster/lookup.ts';
import { type ObjectRef, refKey, refOf, refWords } from '../domain/cluster/object-ref.ts';
import type { ContainerState, Pod } from '../domain/cluster/pod.ts';
import { revisionsOf } from '../domain/cluster/revisions.ts';
import { templateChangeWords } from '../domain/cluster/template-change.ts';
import type { DiagnosisReport } from '../domain/diagnosis-report.ts';
import type { EvidenceItem } from '../domain/evidence.ts';
import { utcText } from '../domain/utc-text.ts';

/** A text to be kept as evidence. */
export type Exhibit = Pick<EvidenceItem, 'id' | 'kind' | 'title'> & { readonly text: string };

/** A container whose log is worth keeping. */
export type WantedLog = {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  readonly previous: boolean;
};

/** Bounds: evidence is for the case at hand, not a copy of the cluster. */
const MOST_OBJECTS = 12;
const MOST_PODS = 60;
const MOST_EVENTS = 300;
const MOST_LOGS = 6;

/** The first findings count; what is far down the list explains something else. */
const FINDINGS = 5;

/**
 * What will be gone when people look for it: events (they expire after an hour), states of pods (they are replaced),
 * revisions (old ones are deleted), and the objects in the best findings as they were read. Redacted, as the view is.
 */
export function exhibitsOf(view: ClusterView, report: DiagnosisReport): readonly Exhibit[] {
  const lookup = createLookup(view);
  const objects = involved(lookup, report);
  const pods = involvedPods(lookup, objects);
  return [
    ...eventsExhibit(lookup, [...objects, ...pods.map(refOf)]),
    ...statesExhibit(pods),
    ...objects.flatMap((ref) => [...revisionsExhibit(lookup, ref), ...objectExhibit(lookup, ref)]),
  ];
}

/** Containers of the involved pods that ended or restarted: their last run before, else the one now. */
export function wantedLogs(view: ClusterView, report: DiagnosisReport): readonly WantedLog[] {
  const lookup = createLookup(view);
  const wanted = involvedPods(lookup, involved(lookup, report)).flatMap((pod) =>
    pod.containers.flatMap(({ name: container, state, lastState }): readonly WantedLog[] => {
      const where = { namespace: pod.namespace ?? '', pod: pod.name, container };
      if (lastState?.kind === 'terminated') return [{ ...where, previous: true }];
      return state?.kind === 'terminated' && state.exitCode !== 0 ? [{ ...where, previous: false }] : [];
    }),
  );
  return wanted.slice(0, MOST_LOGS);
}

/** What the best findings blame and what they say suffers, and the subject itself: each once, in this order. */
function involved(lookup: Lookup, { findings, subject }: DiagnosisReport): readonly ObjectRef[] {
  const refs = [
    ...findings.slice(0, FINDINGS).map(({ object }) => object),
    ...subject.objects,
    ...findings.slice(0, FINDINGS).flatMap(({ affects }) => affects),
  ];
  const once = new Map(refs.map((ref) => [refKey(ref), ref]));
  return [...once.values()].filter((ref) => lookup.object(ref) !== null).slice(0, MOST_OBJECTS);
}

function involvedPods(lookup: Lookup, refs: readonly ObjectRef[]): readonly Pod[] {
  const pods = refs.flatMap((ref): readonly Pod[] => {
    const object = lookup.object(ref);
    if (object === null || object.kind === 'Node') return [];
    return object.kind === 'Pod' ? [object] : lookup.podsOf(object);
  });
  return [...new Map(pods.map((pod) => [pod.uid, pod])).values()].slice(0, MOST_PODS);
}

function eventsExhibit(lookup: Lookup, refs: readonly ObjectRef[]): readonly Exhibit[] {
  const events = refs
    .flatMap((ref) => lookup.eventsAbout(ref))
    .toSorted((a, b) => a.lastAt - b.lastAt)
    .slice(-MOST_EVENTS);
  if (events.length === 0) return [];
  const text = events.map(eventLine).join('\n');
  return [{ id: 'events', kind: 'events', title: `${events.length} events of what is involved`, text }];
}

function eventLine({ about, type, reason, message, count, firstAt, lastAt, source }: ClusterEvent): string {
  const times = count > 1 ? ` (${count} times since ${utcText(firstAt)})` : '';
  return `${utcText(lastAt)} ${type} ${reason} ${refWords(about)}: ${message}${times} [${source}]`;
}

function statesExhibit(pods: readonly Pod[]): readonly Exhibit[] {
  if (pods.length === 0) return [];
  const text = pods.map(podLines).join('\n');
  return [{ id: 'states', kind: 'states', title: `States of ${pods.length} pods`, text }];
}

function podLines(pod: Pod): string {
  const { phase, reason, node, containers } = pod;
  return [
    `${pod.namespace}/${pod.name} (uid ${pod.uid}) ${phase}${reason ? ` ${reason}` : ''} on ${node ?? 'no node'}`,
    ...pod.conditions
      .filter(({ status }) => status !== 'True')
      .map(({ type, status, reason: why, message }) => `  ${type}=${status} ${why} ${message}`.trimEnd()),
    ...containers.map(
      ({ name, image, imageId, ready, restarts, state, lastState }) =>
        `  ${name}: ${ready ? 'ready' : 'not ready'}, ${restarts} restarts, ${stateWords(state)}; before: ${stateWords(lastState)}; ${image} ${imageId}`,
    ),
  ].join('\n');
}

function stateWords(state: ContainerState | null): string {
  switch (state?.kind) {
    case 'running':
      return `running since ${state.startedAt === null ? '?' : utcText(state.startedAt)}`;
    case 'waiting':
      return `waiting ${state.reason} ${state.message}`.trimEnd();
    case 'terminated':
      return `ended with ${state.exitCode} ${state.reason} at ${state.finishedAt === null ? '?' : utcText(state.finishedAt)} ${state.message}`.trimEnd();
    default:
      return 'nothing';
  }
}

function revisionsExhibit(lookup: Lookup, ref: ObjectRef): readonly Exhibit[] {
  const object = lookup.object(ref);
  const kept =
    object?.kind === 'Deployment'
      ? lookup.replicaSetsOf(object)
      : object?.kind === 'DaemonSet' || object?.kind === 'StatefulSet'
        ? lookup.revisionsOf(object)
        : [];
  const revisions = revisionsOf(kept);
  if (revisions.length === 0) return [];
  const text = revisions
    .map(({ number, kept: keeper, createdAt, diff }) =>
      [
        `revision ${number} (${refWords(keeper)}), made ${utcText(createdAt)}`,
        ...diff.map((change) => `  ${templateChangeWords(change)}`),
      ].join('\n'),
    )
    .join('\n');
  return [{ id: `revisions-${slug(ref)}`, kind: 'revisions', title: `Revisions of ${refWords(ref)}`, text }];
}

function objectExhibit(lookup: Lookup, ref: ObjectRef): readonly Exhibit[] {
  const object = lookup.object(ref);
  if (object === null) return [];
  const text = JSON.stringify(object, null, 2);
  return [{ id: `object-${slug(ref)}`, kind: 'object', title: `${refWords(ref)} as it was read`, text }];
}

/** For an id: `deployment-shop-checkout`. */
function slug({ kind, namespace, name }: ObjectRef): string {
  return [kind.toLowerCase(), ...(namespace === null ? [] : [namespace]), name].join('-');
}
