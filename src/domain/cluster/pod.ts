import type { Instant } from '../instant.ts';
import type { Condition, Meta } from './meta.ts';
import type { PodSpec } from './pod-spec.ts';

/** What a container does, or did in its run before. */
export type ContainerState =
  | { readonly kind: 'waiting'; readonly reason: string; readonly message: string }
  | { readonly kind: 'running'; readonly startedAt: Instant | null }
  | {
      readonly kind: 'terminated';
      readonly exitCode: number;
      readonly signal: number | null;
      readonly reason: string;
      readonly message: string;
      readonly startedAt: Instant | null;
      readonly finishedAt: Instant | null;
    };

export type ContainerStatus = {
  readonly name: string;
  readonly role: 'main' | 'init' | 'sidecar';
  readonly ready: boolean;
  readonly restarts: number;
  readonly image: string;
  /** As the runtime says it: `repo@sha256:...`, `docker-pullable://repo@sha256:...`, bare `sha256:...`, or ''. */
  readonly imageId: string;
  readonly state: ContainerState | null;
  /** The run before. */
  readonly lastState: ContainerState | null;
};

export type Pod = Meta & {
  readonly kind: 'Pod';
  readonly spec: PodSpec;
  /** Null: not scheduled. */
  readonly node: string | null;
  /** `Pending`, `Running`, `Succeeded`, `Failed`, `Unknown`. "Terminating" is no phase: see `deletionAt`. */
  readonly phase: string;
  readonly reason: string;
  readonly message: string;
  readonly qos: string;
  readonly ip: string | null;
  readonly startedAt: Instant | null;
  readonly conditions: readonly Condition[];
  readonly containers: readonly ContainerStatus[];
};
