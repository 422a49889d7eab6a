import type { WebhookAnswer } from '../../../sandbox/cluster/admission/webhooks.ts';
import type { ClusterObject } from '../../../sandbox/cluster/cluster-object.ts';
import { captured } from './captured.ts';

/** What was there before a captured write, and when it was made. */
export type Before = {
  objects?: ClusterObject[];
  now?: string;
  webhooks?: Record<string, WebhookAnswer>;
  /** What of the answer the sandbox knowingly leaves out, by its path. */
  without?: string[];
};

// biome-ignore lint/suspicious/noExplicitAny: captured objects are changed in many places
type Loose = any;

/** The object that a captured answer shows. */
export const answered = (name: string): Loose => structuredClone(captured(name).response.body);

/** The answer's object, changed back to what it was before. */
export function reverted(name: string, change: (object: Loose) => void, manager = 'unknown'): ClusterObject {
  const object = answered(name);
  object.metadata.managedFields = object.metadata.managedFields?.filter(
    (entry: Loose) => entry.manager !== manager || entry.subresource,
  );
  change(object);
  return object;
}

/** The answer of an earlier write, with what controllers have made of it until the later one. */
export function later(earlier: string, then: string): ClusterObject {
  const object = answered(earlier);
  const next = answered(then);
  object.metadata.resourceVersion = next.metadata.resourceVersion;
  const revision = 'deployment.kubernetes.io/revision';
  object.metadata.annotations[revision] = next.metadata.annotations[revision];
  object.status = next.status;
  return object;
}

export const namespaceOf = (name: string, labels: Record<string, string> = {}): ClusterObject => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, labels: { 'kubernetes.io/metadata.name': name, ...labels } },
});

/** The pod that a captured answer shows, before it was told to end. */
export const aliveIn = (name: string, change: (pod: Loose) => void = () => {}): ClusterObject =>
  reverted(name, (pod) => {
    if (pod.metadata.deletionTimestamp) pod.metadata.generation -= 1;
    delete pod.metadata.deletionTimestamp;
    delete pod.metadata.deletionGracePeriodSeconds;
    change(pod);
  });

export const budget = (name: string, change: (object: Loose) => void = () => {}): ClusterObject =>
  reverted(name, change);

/** A webhook for these resources, at a Service or an address. */
export const webhook = (
  name: string,
  resources: string[],
  clientConfig: object,
  more: object = {},
): ClusterObject => ({
  apiVersion: 'admissionregistration.k8s.io/v1',
  kind: 'ValidatingWebhookConfiguration',
  metadata: { name: name.split('.')[0] ?? name },
  webhooks: [
    {
      name,
      clientConfig,
      rules: [
        {
          operations: ['CREATE', 'UPDATE'],
          apiGroups: ['*'],
          apiVersions: ['*'],
          resources,
        },
      ],
      failurePolicy: 'Fail',
      sideEffects: 'None',
      timeoutSeconds: 3,
      ...more,
    },
  ],
});
