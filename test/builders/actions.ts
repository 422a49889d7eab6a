import type { ActionSituation } from '../../src/domain/action/action.ts';
import type { ClusterView } from '../../src/domain/cluster/cluster-view.ts';
import type { Meta } from '../../src/domain/cluster/meta.ts';
import type { PodSpec } from '../../src/domain/cluster/pod-spec.ts';
import type { ViewObject } from '../../src/domain/cluster/view-object.ts';
import type { PodTemplate } from '../../src/domain/cluster/workload.ts';
import type { Json, JsonObject } from '../../src/domain/json.ts';
import { TAKEN, view } from './cluster.ts';

/** When the proposals of these tests were made: 2026-03-14T03:07:30Z. */
const PROPOSED = TAKEN + 30_000;

const some = (name: string, map: Readonly<Record<string, string>>): JsonObject =>
  Object.keys(map).length === 0 ? {} : { [name]: { ...map } };

const rawMeta = ({ name, namespace, uid, labels, annotations, owner }: Meta): JsonObject => ({
  name,
  ...(namespace === null ? {} : { namespace }),
  uid,
  resourceVersion: '4711',
  ...some('labels', labels),
  ...some('annotations', annotations),
  ...(owner === null ? {} : { ownerReferences: [{ ...owner, controller: true }] }),
});

const rawPodSpec = ({ containers }: PodSpec): JsonObject => ({
  containers: containers.filter(({ role }) => role === 'main').map(({ name, image }) => ({ name, image })),
});

export const rawTemplate = ({ labels, annotations, spec }: PodTemplate): JsonObject => ({
  metadata: { ...some('labels', labels), ...some('annotations', annotations) },
  spec: rawPodSpec(spec),
});

const rawSpec = (object: ViewObject): JsonObject => {
  switch (object.kind) {
    case 'Deployment':
      return {
        replicas: object.replicas,
        strategy: { type: object.strategy },
        template: rawTemplate(object.template),
      };
    case 'StatefulSet':
      return { replicas: object.replicas, template: rawTemplate(object.template) };
    case 'ReplicaSet':
      return { replicas: object.replicas, template: rawTemplate(object.template) };
    case 'DaemonSet':
      return { template: rawTemplate(object.template) };
    case 'Pod':
      return rawPodSpec(object.spec);
    case 'Node':
      return object.unschedulable ? { unschedulable: true } : {};
    case 'CronJob':
      return { schedule: object.schedule, suspend: object.suspended };
    default:
      return {};
  }
};

/** What the API server would give for an object of a view, as far as actions look at it. */
export const rawOf = (object: ViewObject, spec: JsonObject = {}): JsonObject => ({
  kind: object.kind,
  metadata: rawMeta(object),
  spec: { ...rawSpec(object), ...spec },
});

/** A proposal for this object, the third request of INC-7; `around` is the view it stands in. */
export const asking = (
  object: ViewObject,
  around: Partial<ClusterView> = {},
  over: Partial<ActionSituation> = {},
): ActionSituation => ({
  raw: rawOf(object),
  object,
  view: view(around),
  revisions: [],
  parameters: {},
  proposedAt: PROPOSED,
  incident: 'INC-7',
  request: 'INC-7/3',
  ...over,
});

/** The notes that each patch leaves. */
export const noted = { 'keyturn.dev/incident': 'INC-7', 'keyturn.dev/request': 'INC-7/3' };

/** The same as steps of a JSON patch. */
export const notedSteps: readonly Json[] = [
  { op: 'add', path: '/metadata/annotations/keyturn.dev~1incident', value: 'INC-7' },
  { op: 'add', path: '/metadata/annotations/keyturn.dev~1request', value: 'INC-7/3' },
];
