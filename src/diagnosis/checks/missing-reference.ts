import type { Lookup } from '../../domain/cluster/lookup.ts';
import { oncePerNamespace } from '../../domain/cluster/once-per-namespace.ts';
import type { Pod } from '../../domain/cluster/pod.ts';
import type { PodSpec } from '../../domain/cluster/pod-spec.ts';
import {
  type Reference,
  referencesOf,
  referencesOfContainer,
  referencesOfPod,
} from '../../domain/cluster/references.ts';
import { isMeant } from '../../domain/cluster/runs.ts';
import { pluralOf } from '../../domain/cluster/view-object.ts';
import type { Finding } from '../../domain/finding.ts';
import { oneLine } from '../../domain/one-line.ts';
import { type Afflicted, afflicted, refsOf, whoWords } from '../afflicted.ts';
import type { Check, Situation } from '../check.ts';
import { clock } from '../words/clock.ts';
import { look } from '../words/look.ts';
import { line, table } from '../words/proof.ts';

type Missing = {
  readonly pod: Pod;
  readonly reference: Reference;
  /** True when the pod waits for it; false when it runs and would miss it at its next start. */
  readonly waits: boolean;
  /** What Kubernetes says of it, where it does. */
  readonly said: string | null;
};

/** Check 18: what pods name and is not there. Secrets are never read: there only Kubernetes' own words count. */
export const missingReference: Check = {
  id: 'missing-reference',
  title: 'ConfigMaps, Secrets, keys, claims or accounts that pods name and that are not there',
  reads: ['pods'],
  uses: ['configmaps', 'persistentvolumeclaims', 'serviceaccounts', 'priorityclasses', 'events'],
  run: (situation) => {
    const absent = createAbsent(situation.lookup);
    const missing = situation.view.pods.filter(isMeant).flatMap((pod) => missingOf(pod, situation, absent));
    return afflicted(
      missing,
      situation.lookup,
      ({ reference: { kind, name, key }, waits }) => `${kind} ${name} ${key} ${waits}`,
    ).map((group) => finding(group, situation));
  },
};

function missingOf(pod: Pod, { lookup }: Situation, absent: Absent): readonly Missing[] {
  const found = isWaiting(pod) ? waitedFor(pod, lookup) : missedLater(pod, absent);
  if (found.length === 0) return found;
  const distinct = new Map(
    found.map(
      (each) => [`${each.reference.kind}/${each.reference.name} ${each.reference.key}`, each] as const,
    ),
  );
  return [...distinct.values()];
}

function waitedFor(pod: Pod, lookup: Lookup): readonly Missing[] {
  const words = wordsOf(pod, lookup);
  return referencesOf(pod.spec).flatMap((whole) => {
    for (const reference of needed(whole)) {
      const said = words.find((text) => tellsOf(text, reference)) ?? null;
      if (said !== null || isAbsent(reference, pod.namespace, lookup)) {
        return [{ pod, reference, waits: true, said }];
      }
    }
    return [];
  });
}

function missedLater(pod: Pod, absent: Absent): readonly Missing[] {
  return absent(pod.spec, pod.namespace).map((reference) => ({ pod, reference, waits: false, said: null }));
}

/** What of all that a spec names is not there, for a pod in this namespace. */
type Absent = (spec: PodSpec, namespace: string | null) => readonly Reference[];

/**
 * Pods of one workload share their spec, or at least their containers: each is gone through once for a namespace.
 */
function createAbsent(lookup: Lookup): Absent {
  const ofContainers = oncePerNamespace((references: readonly Reference[], namespace) =>
    absentOf(references, namespace, lookup),
  );
  return oncePerNamespace((spec: PodSpec, namespace) => [
    ...absentOf(referencesOfPod(spec), namespace, lookup),
    ...spec.containers.flatMap((container) => ofContainers(referencesOfContainer(container), namespace)),
  ]);
}

function absentOf(
  references: readonly Reference[],
  namespace: string | null,
  lookup: Lookup,
): readonly Reference[] {
  return references.flatMap((whole) => needed(whole).find((part) => isAbsent(part, namespace, lookup)) ?? []);
}

/** What has to be there for a reference: what is absent as a whole is absent for each of its keys, too. */
function needed(reference: Reference): readonly Reference[] {
  if (reference.optional) return [];
  return reference.key === null ? [reference] : [{ ...reference, key: null }, reference];
}

/** True when a container of it has not come so far as to start. */
function isWaiting(pod: Pod): boolean {
  if (pod.phase === 'Pending') return true;
  return pod.containers.some(({ state }) => state?.kind === 'waiting' && state.reason !== 'CrashLoopBackOff');
}

/** What the kubelet says is missing: in the state of a container, or in an event when a volume can't be mounted. */
function wordsOf(pod: Pod, lookup: Lookup): readonly string[] {
  const states = pod.containers.flatMap(({ state }) => (state?.kind === 'waiting' ? [state.message] : []));
  const events = lookup
    .eventsAbout(pod)
    .filter(({ reason }) => reason === 'FailedMount' || reason === 'Failed' || reason === 'FailedScheduling')
    .map(({ message }) => message);
  // "failed to sync configmap cache" comes at the start of many a healthy pod.
  return [...states, ...events].filter((text) => /not found|couldn't find key|non-existent/.test(text));
}

function tellsOf(text: string, { kind, name, key }: Reference): boolean {
  if (key !== null) {
    return (
      (text.includes(`couldn't find key ${key} in ${kind}`) && text.includes(name)) ||
      text.includes(`references non-existent ${kind === 'ConfigMap' ? 'config' : 'secret'} key: ${key}`)
    );
  }
  return text.includes(`${kind.toLowerCase()} "${name}" not found`);
}

/** True when it is certain that the object, or its key, is not there. */
function isAbsent({ kind, name, key }: Reference, namespace: string | null, lookup: Lookup): boolean {
  const plural = pluralOf(kind);
  const scope = kind === 'PriorityClass' ? null : namespace;
  if (plural === null || !lookup.sawAll(plural, scope)) return false;
  const object = lookup.object({ kind, namespace: scope, name });
  if (object === null) return true;
  return key !== null && object.kind === 'ConfigMap' && !object.keys.includes(key);
}

function finding(group: Afflicted<Missing>, { view }: Situation): Finding {
  const { hits, workload, pods } = group;
  const [{ pod, reference, waits, said }] = hits;
  const { kind, name, key, where } = reference;
  const what =
    key === null ? `${kind} ${pod.namespace}/${name}` : `Key ${key} of ${kind} ${pod.namespace}/${name}`;
  const since = Math.min(...pods.map(({ createdAt }) => createdAt));
  const effect = waits
    ? `which ${whoWords(group)} ${group.pods.length === 1 ? 'waits' : 'wait'} for since ${clock(since, view.takenAt)}`
    : `which ${whoWords(group)} will miss at the next start`;
  return {
    check: 'missing-reference',
    object: workload,
    affects: [...refsOf(pods), { kind, namespace: kind === 'PriorityClass' ? null : pod.namespace, name }],
    sentence: `${what} does not exist, ${effect} (${where})`,
    confidence: waits ? 'proven' : 'context',
    severity: waits ? 'high' : 'medium',
    layer: 'cause',
    changedAt: waits ? since : null,
    evidence: [
      line('Named in', where),
      ...(said === null ? [] : [line('Said', oneLine(said, 300))]),
      table(
        'Pods',
        ['pod', 'phase', 'made'],
        pods.map((each) => [each.name, each.phase, clock(each.createdAt, view.takenAt)]),
      ),
    ],
    lookNext: [
      look.describe(pod),
      ...(kind === 'Secret' ? [] : [look.get(kind.toLowerCase(), pod.namespace)]),
      look.changes(),
    ],
    help: null,
  };
}
