import type { Meta } from '../cluster/meta.ts';
import type { PodSpec } from '../cluster/pod-spec.ts';
import type { ViewObject } from '../cluster/view-object.ts';
import type { ControllerRevision, PodTemplate, ReplicaSet } from '../cluster/workload.ts';

/** What can be long of any object, and what nobody asks for after it was planned with. */
const NO_TEXTS = { labels: {}, annotations: {}, finalizers: [], managers: [] } as const;

/** A pod spec that asks for nothing. */
export const BARE_SPEC: PodSpec = {
  containers: [],
  volumes: [],
  nodeSelector: {},
  nodeTerms: [],
  podAntiAffinity: [],
  spread: [],
  tolerations: [],
  priorityClass: null,
  serviceAccount: '',
  pullSecrets: [],
  restartPolicy: '',
  hostNetwork: false,
  hostPid: false,
  gracePeriod: 0,
};

const BARE_TEMPLATE: PodTemplate = { labels: {}, annotations: {}, spec: BARE_SPEC };

/** Anything's metadata with only its name, its uid and its owner. */
export function bareMeta(
  known: Pick<Meta, 'namespace' | 'name' | 'uid'> & { readonly owner?: Meta['owner'] },
): Omit<Meta, 'kind'> {
  return { ...NO_TEXTS, createdAt: 0, deletionAt: null, generation: 0, owner: null, ...known };
}

/** An object with its name, its uid, its owner and its numbers: small, and without texts that people wrote. */
export function bareObject(object: ViewObject): ViewObject {
  switch (object.kind) {
    case 'Pod':
      return { ...object, ...NO_TEXTS, message: '', spec: BARE_SPEC, conditions: [], containers: [] };
    case 'Node':
      return { ...object, ...NO_TEXTS, conditions: [], images: [], addresses: [], taints: [] };
    case 'Deployment':
    case 'StatefulSet':
    case 'DaemonSet':
      return { ...object, ...NO_TEXTS, selector: null, template: BARE_TEMPLATE, conditions: [] };
    case 'CronJob':
      return { ...object, ...NO_TEXTS, template: BARE_TEMPLATE };
    default:
      return { ...object, ...NO_TEXTS };
  }
}

/** A revision with its template, as the view has it: redacted. */
export function bareRevision<T extends ReplicaSet | ControllerRevision>(revision: T): T {
  return { ...revision, ...NO_TEXTS };
}
