import type { Instant } from '../instant.ts';
import type { ObjectRef } from './object-ref.ts';

/**
 * An event, whichever API it came by. `firstAt` and `lastAt` are found from whatever the writer filled in
 * (lastTimestamp, series.lastObservedTime, eventTime, creationTimestamp in this order).
 */
export type ClusterEvent = {
  readonly namespace: string;
  readonly name: string;
  readonly about: ObjectRef & { readonly uid: string };
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  /** Redacted, at most 1,000 characters. */
  readonly message: string;
  readonly count: number;
  readonly firstAt: Instant;
  readonly lastAt: Instant;
  /** Who says it: `kubelet`, `default-scheduler`, ... */
  readonly source: string;
};
