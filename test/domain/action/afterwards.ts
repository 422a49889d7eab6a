import fc from 'fast-check';
import type { ActionSituation } from '../../../src/domain/action/action.ts';
import type { ClusterView } from '../../../src/domain/cluster/cluster-view.ts';
import type { Pod } from '../../../src/domain/cluster/pod.ts';
import type { ViewObject } from '../../../src/domain/cluster/view-object.ts';
import { noted, rawOf } from '../../builders/actions.ts';
import { slice } from '../../builders/cluster-network.ts';
import { condition, container, status, waiting } from '../../builders/cluster-pods.ts';
import { podOf, template } from '../../builders/cluster-workloads.ts';

/** What may have become of a target and of what stands around it. */
export const later = fc.record({
  gone: fc.boolean(),
  otherUid: fc.boolean(),
  patched: fc.boolean(),
  noted: fc.constantFrom('nobody', 'ours', 'theirs'),
  observed: fc.integer({ min: 0, max: 2 }),
  deleting: fc.boolean(),
  kept: fc.integer({ min: 0, max: 3 }),
  fresh: fc.integer({ min: 0, max: 7 }),
  ready: fc.boolean(),
  stuck: fc.constantFrom(null, 'CrashLoopBackOff', 'ImagePullBackOff'),
  endpoints: fc.integer({ min: 0, max: 7 }),
});

export type Later = typeof later extends fc.Arbitrary<infer T> ? T : never;

const AT = 'kubectl.kubernetes.io/restartedAt';

/** The target as the action would have it. */
const changed = (name: string, object: ViewObject, before: ActionSituation): ViewObject => {
  if (object.kind === 'Deployment') {
    const [old] = before.view.replicasets.filter(({ uid }) => uid !== before.view.replicasets[0]?.uid);
    const image = String(before.parameters.image ?? '');
    if (name === 'restart')
      return { ...object, template: { ...object.template, annotations: { [AT]: '2026-03-14T03:07:30Z' } } };
    if (name === 'undo' && old) return { ...object, template: old.template };
    if (name === 'set-image')
      return {
        ...object,
        template: { ...object.template, spec: template({ containers: [container({ image })] }).spec },
      };
    if (name === 'scale') return { ...object, replicas: Number(before.parameters.replicas) };
  }
  if (object.kind === 'Node') return { ...object, unschedulable: !object.unschedulable };
  if (object.kind === 'CronJob') return { ...object, suspended: !object.suspended };
  if (object.kind === 'Pod') {
    const { parameters } = before;
    if (name === 'quarantine')
      return { ...object, labels: { ...object.labels, 'keyturn.dev/quarantine': 'INC-7-3' } };
    return {
      ...object,
      annotations: {
        ...object.annotations,
        'controller.kubernetes.io/pod-deletion-cost': String(parameters.cost),
      },
    };
  }
  return object;
};

const withMeta = (object: ViewObject, said: Later): ViewObject => ({
  ...object,
  ...(said.otherUid ? { uid: 'uid-of-another' } : {}),
  ...('observedGeneration' in object ? { observedGeneration: said.observed } : {}),
  ...(said.noted === 'nobody'
    ? {}
    : {
        annotations: {
          ...object.annotations,
          ...noted,
          ...(said.noted === 'theirs' ? { 'keyturn.dev/request': 'INC-9/1' } : {}),
        },
      }),
});

/** The cluster some time after `before`, and the target as the API server has it. */
export const afterwards = (name: string, before: ActionSituation, said: Later) => {
  const wanted = said.patched ? changed(name, before.object, before) : before.object;
  const object = said.gone ? null : withMeta(wanted, said);
  const [set] = before.view.replicasets;
  const fresh: Pod[] = Array.from({ length: set ? said.fresh : 0 }, (_, index) =>
    podOf(set as NonNullable<typeof set>, {
      name: `new-${index}`,
      uid: `uid-new-${index}`,
      conditions: [condition('Ready', said.ready ? 'True' : 'False')],
      containers: [said.stuck === null ? status() : status({ restarts: 2, state: waiting(said.stuck) })],
    }),
  );
  const kept = before.view.pods
    .slice(0, said.kept)
    .map((each) => (said.deleting ? { ...each, deletionAt: 1 } : each));
  const pods = [...kept, ...fresh];
  const [front] = before.view.services;
  const view: ClusterView = {
    ...before.view,
    pods,
    endpointslices: front ? [slice(front, pods.slice(0, said.endpoints))] : [],
  };
  return { object, view, raw: object === null ? null : rawOf(object) };
};
