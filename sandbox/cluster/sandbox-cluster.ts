import type { WebhookAnswer } from './admission/webhooks.ts';
import type { ClusterObject } from './cluster-object.ts';
import type { ObjectRef } from './cluster-world.ts';
import type { ImageState } from './controllers/controller-context.ts';
import type { Faults } from './faults.ts';
import type { RequestRecord } from './http/request-log.ts';
import type { KubeletState } from './logs/kubelet.ts';
import type { ContainerLog } from './logs/log-store.ts';

export type ClusterOptions = {
  /** Besides the built-in: four namespaces, the roles that Kubernetes ships. */
  objects?: readonly ClusterObject[];
  logs?: readonly ContainerLog[];
  /** Whether metrics.k8s.io is served; PodMetrics and NodeMetrics are objects like others. */
  metrics?: boolean;
  /** Whether a rules review says that it is incomplete, as in clusters with a webhook authorizer. */
  webhookAuthorizer?: boolean;
  /** Milliseconds since 1970, for ages and creation times. */
  now?: () => number;
  /**
   * Whether controllers act on what is written, as time goes by; `speed` says how many of their seconds pass in one.
   * Without it nothing moves but by `settle`.
   */
  controllers?: boolean | { speed: number };
  /** Of the server; a free one without it. */
  port?: number;
};

/** A running sandbox cluster. */
export type SandboxCluster = {
  /** `https://127.0.0.1:<port>`, with a certificate of the sandbox's own authority. */
  url: string;
  /** Of the namespace kube-system: a cluster's own name. */
  uid: string;
  /**
   * A kubeconfig as YAML text. `admin` may do everything; others are what the roles allow: a name, or
   * `system:serviceaccount:<namespace>:<name>`, and the groups the user is in.
   */
  kubeconfig(user?: string, groups?: readonly string[]): string;
  /** Creates or replaces objects; uid, resourceVersion and creationTimestamp are kept or made. */
  apply(objects: readonly ClusterObject[] | string): void;
  remove(ref: ObjectRef): boolean;
  object(ref: ObjectRef): ClusterObject | undefined;
  /** Of the newest write. */
  resourceVersion(): number;
  setLog(log: ContainerLog): void;
  /** Says whether a node's kubelet can be reached for logs; else its Ready condition tells. */
  setKubelet(node: string, state: KubeletState): void;
  /**
   * Lets the controllers come to rest: the cluster's clock is set ahead by what they would have waited for, and by no
   * more than the limit. The same writes give the same outcome.
   */
  settle(limitMs?: number): void;
  /** What containers of this image do from now on, and which digest they run. */
  setImage(image: string, state: ImageState): void;
  /** What an admission webhook says, by the name of the webhook; without it a webhook that is there allows. */
  setWebhook(name: string, answer: WebhookAnswer): void;
  /** What goes wrong, on demand. */
  faults: Faults;
  requests: readonly RequestRecord[];
  onRequest(listener: (record: RequestRecord) => void): () => void;
  /** TLS connections accepted so far. */
  connections(): number;
  stop(): Promise<void>;
};
