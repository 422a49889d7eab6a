import { describe, expect, it } from 'vitest';
import { claimPending } from '../../src/diagnosis/checks/claim-pending.ts';
import { checks } from '../../src/diagnosis/checks.ts';
import { createLookup } from '../../src/domain/cluster/lookup.ts';
import type { Finding } from '../../src/domain/finding.ts';
import { HOUR, MINUTE } from '../../src/domain/instant.ts';
import { event } from '../../src/integrations/kubernetes/project/event.ts';
import { node } from '../../src/integrations/kubernetes/project/node.ts';
import { pod } from '../../src/integrations/kubernetes/project/pod.ts';
import { createReading } from '../../src/integrations/kubernetes/project/reading.ts';
import { persistentVolumeClaim } from '../../src/integrations/kubernetes/project/small-kinds.ts';
import { deployment, replicaSet } from '../../src/integrations/kubernetes/project/workload.ts';
import { subject, view } from '../builders/cluster.ts';
import { capturedObjects } from '../integrations/kubernetes/captured.ts';

const reading = createReading();
const podsOf = (name: string) => capturedObjects(name).map((object) => pod(object, reading));
const eventsOf = (name: string) => capturedObjects(name).map((object) => event(object, reading));

/** Kinds that were not captured: they were not read, so that nothing is concluded from them. */
const unread = ['configmaps', 'serviceaccounts', 'priorityclasses', 'persistentvolumeclaims'] as const;

/** What is found of a captured pod two minutes after the last thing that its events or status tell of. */
function found(podFile: string, eventFile: string | null, more: Parameters<typeof view>[0] = {}) {
  const pods = podsOf(podFile);
  const events = eventFile === null ? [] : eventsOf(eventFile);
  const ends = pods.flatMap(({ containers }) =>
    containers.flatMap(({ state, lastState }) =>
      [state, lastState].flatMap((each) => (each?.kind === 'terminated' ? (each.finishedAt ?? []) : [])),
    ),
  );
  const last = Math.max(
    ...pods.map(({ createdAt }) => createdAt),
    ...ends,
    ...events.map(({ lastAt }) => lastAt),
  );
  return run({ pods, events, takenAt: last + 2 * MINUTE, ...more });
}

function run(over: Parameters<typeof view>[0]): readonly Finding[] {
  const seen = view({
    gaps: unread.map((kind) => ({ kind, namespace: null, why: 'forbidden', sentence: '' }) as const),
    ...over,
  });
  const situation = {
    view: seen,
    lookup: createLookup(seen),
    subject: subject(),
    onset: seen.takenAt - HOUR,
  };
  return checks
    .flatMap((check) => check.run(situation))
    .filter(({ confidence, check }) => confidence !== 'context' && check !== 'rollout-correlation');
}

describe('what a real kubelet says is understood', () => {
  it.each([
    ['0400-pod-crashloop-exit-3', '0401-pod-crashloop-exit-3-events', 'crash-loop', 'exit code 3'],
    [
      '0402-pod-crashloop-message-from-logs',
      '0403-pod-crashloop-message-from-logs-events',
      'crash-loop',
      'exit code',
    ],
    ['0404-pod-oomkilled', '0405-pod-oomkilled-events', 'oom-killed', 'for lack of memory'],
    ['0406-pod-imagepullbackoff', '0407-pod-imagepullbackoff-events', 'image-pull', 'can not be pulled'],
    ['0408-pod-invalidimagename', '0409-pod-invalidimagename-events', 'image-pull', 'its name is not valid'],
    [
      '0410-pod-errimageneverpull',
      '0411-pod-errimageneverpull-events',
      'image-pull',
      'the pull policy is Never',
    ],
    [
      '0412-pod-createcontainerconfigerror-configmap',
      '0413-pod-createcontainerconfigerror-configmap-events',
      'missing-reference',
      'ConfigMap broken/app-settings does not exist',
    ],
    [
      '0414-pod-createcontainerconfigerror-secret',
      '0415-pod-createcontainerconfigerror-secret-events',
      'missing-reference',
      'Secret broken/db does not exist',
    ],
    [
      '0416-pod-containercreating-missing-secret-volume',
      '0417-pod-containercreating-missing-secret-volume-events',
      'missing-reference',
      'Secret broken/absent-secret does not exist',
    ],
    ['0418-pod-cannot-run-command', '0419-pod-cannot-run-command-events', 'crash-loop', 'a file is missing'],
    [
      '0420-pod-readiness-fails',
      '0421-pod-readiness-fails-events',
      'never-ready',
      'its readiness probe fails',
    ],
    [
      '0422-pod-liveness-killed-137',
      '0423-pod-liveness-killed-137-events',
      'liveness-killed',
      'its own liveness probe',
    ],
    [
      '0424-pod-liveness-killed-143',
      '0425-pod-liveness-killed-143-events',
      'liveness-killed',
      'its own liveness probe',
    ],
    ['0426-pod-init-container-fails', '0427-pod-init-container-fails-events', 'crash-loop', 'Init container'],
    [
      '0430-pod-two-containers-one-crashes',
      '0431-pod-two-containers-one-crashes-events',
      'crash-loop',
      'exit code',
    ],
    [
      '0440-pod-pending-unbound-pvc',
      '0441-pod-pending-unbound-pvc-events',
      'unschedulable',
      'unbound immediate',
    ],
  ])('%s', (podFile, eventFile, check, words) => {
    const findings = found(podFile, eventFile);

    expect(findings.map((finding) => finding.check)).toEqual([check]);
    expect(findings[0]?.sentence).toContain(words);
  });

  it.each([
    ['0438-pod-running-ready', '0439-pod-running-ready-events'],
    ['0432-pod-deadline-exceeded', '0433-pod-deadline-exceeded-events'],
    ['0434-pod-failed-exit-7', '0435-pod-failed-exit-7-events'],
    ['0436-pod-outofcpu-refused-by-kubelet', '0437-pod-outofcpu-refused-by-kubelet-events'],
    ['0450-pod-completed-job', null],
  ])('%s is no fault of these kinds', (podFile, eventFile) => {
    expect(found(podFile, eventFile)).toEqual([]);
  });

  it('leaves pods of a dead node to the node: their containers stay ready', () => {
    const nodes = capturedObjects('0460-node-notready-with-taints').map((object) => node(object, reading));
    const findings = found('0462-pod-on-notready-node', '0465-pod-on-notready-node-events', { nodes });

    expect(findings.filter(({ object }) => object.kind === 'Pod' || object.kind === 'ReplicaSet')).toEqual(
      [],
    );
  });

  it('a rollout that exceeded its deadline while old pods are available', () => {
    const deployments = capturedObjects('0618-deployment-progressdeadlineexceeded').map((object) =>
      deployment(object, reading),
    );
    const takenAt = Math.max(
      ...deployments.flatMap(({ conditions }) => conditions.map(({ changedAt }) => changedAt ?? 0)),
    );

    expect(run({ deployments, takenAt }).map(({ check }) => check)).toEqual(['rollout-stalled']);
  });

  it('claims that get no volume, and the pod that waits for one of them', () => {
    const persistentvolumeclaims = ['1125-pvc-pending-no-class', '1127-pvc-pending-class-missing']
      .flatMap(capturedObjects)
      .map((object) => persistentVolumeClaim(object, reading));
    const events = eventsOf('1126-pvc-pending-no-class-events');
    const pods = podsOf('0440-pod-pending-unbound-pvc');
    const takenAt = Math.max(...events.map(({ lastAt }) => lastAt));
    const gaps = (['serviceaccounts', 'priorityclasses', 'configmaps'] as const).map(
      (kind) => ({ kind, namespace: null, why: 'forbidden', sentence: '' }) as const,
    );
    const seen = view({ persistentvolumeclaims, events, pods, takenAt, gaps });
    const told = claimPending.run({
      ...{ view: seen, lookup: createLookup(seen) },
      ...{ subject: subject(), onset: takenAt - HOUR },
    });

    expect(told.map(({ sentence, confidence }) => `${confidence}: ${sentence}`)).toEqual([
      'proven: PersistentVolumeClaim broken/data gets no volume: it names no storage class, and there was no default one to take, so Pod broken/wantspvc can not start since 22:30 UTC',
      'context: PersistentVolumeClaim broken/data-fast gets no volume: its storage class fast does not exist; no pod waits for it now',
    ]);
  });

  it('pods that a webhook, a quota or Pod Security keeps from being made', () => {
    const [set] = capturedObjects('1005-replicaset-replicafailure-condition').map((object) =>
      replicaSet(object, reading),
    );
    const replicasets = set ? [set] : [];

    const [finding, ...more] = run({ replicasets, takenAt: (set?.createdAt ?? 0) + HOUR });

    expect(more).toEqual([]);
    expect(finding).toMatchObject({ check: 'creation-blocked', layer: 'mechanism' });
    expect(finding?.sentence).toContain('an admission webhook does not answer (pods.guard.example)');
  });
});
