import type { Instant } from '../instant.ts';
import type { Condition, Meta, Selector } from './meta.ts';
import type { PodSpec } from './pod-spec.ts';

/** The pod template of a workload or of one of its revisions. */
export type PodTemplate = {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly spec: PodSpec;
};

type Replicated = Meta & {
  readonly replicas: number;
  readonly selector: Selector | null;
  readonly template: PodTemplate;
  readonly observedGeneration: number;
  readonly readyReplicas: number;
  readonly conditions: readonly Condition[];
};

export type Deployment = Replicated & {
  readonly kind: 'Deployment';
  readonly paused: boolean;
  /** `Recreate` or `RollingUpdate`. */
  readonly strategy: string;
  /** Seconds. */
  readonly progressDeadline: number;
  readonly currentReplicas: number;
  readonly updatedReplicas: number;
  readonly availableReplicas: number;
};

export type ReplicaSet = Replicated & {
  readonly kind: 'ReplicaSet';
  readonly currentReplicas: number;
  /** From `deployment.kubernetes.io/revision`; null without one. */
  readonly revision: number | null;
};

export type StatefulSet = Replicated & {
  readonly kind: 'StatefulSet';
  readonly serviceName: string;
  readonly podManagement: string;
  readonly updateStrategy: string;
  /** `spec.ordinals.start`. */
  readonly firstOrdinal: number;
  /** How many pods, counted from the first ordinal, keep the template that they have. */
  readonly partition: number;
  readonly currentRevision: string;
  readonly updateRevision: string;
  readonly currentReplicas: number;
  readonly updatedReplicas: number;
  /** Names of its volumeClaimTemplates. */
  readonly claimTemplates: readonly string[];
};

export type DaemonSet = Meta & {
  readonly kind: 'DaemonSet';
  readonly selector: Selector | null;
  readonly template: PodTemplate;
  readonly observedGeneration: number;
  readonly updateStrategy: string;
  readonly desired: number;
  readonly current: number;
  readonly ready: number;
  readonly updated: number;
  readonly unavailable: number;
  /** Nodes that have a pod of it and should not. */
  readonly misscheduled: number;
  readonly conditions: readonly Condition[];
};

/** A revision of a DaemonSet or a StatefulSet. */
export type ControllerRevision = Meta & {
  readonly kind: 'ControllerRevision';
  readonly revision: number;
  readonly template: PodTemplate;
};

export type Job = Meta & {
  readonly kind: 'Job';
  readonly template: PodTemplate;
  readonly suspended: boolean;
  readonly backoffLimit: number;
  readonly active: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly startedAt: Instant | null;
  readonly completedAt: Instant | null;
  readonly conditions: readonly Condition[];
};

export type CronJob = Meta & {
  readonly kind: 'CronJob';
  readonly schedule: string;
  readonly suspended: boolean;
  readonly concurrency: string;
  readonly lastScheduledAt: Instant | null;
  readonly lastSucceededAt: Instant | null;
  readonly template: PodTemplate;
};

/** What people call a workload: it makes pods from a template. */
export type Workload = Deployment | StatefulSet | DaemonSet | ReplicaSet | Job | CronJob;
