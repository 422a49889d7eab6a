import type { Labels } from '../alert.ts';
import type { ObjectRef } from './object-ref.ts';

/**
 * What an alert is about, as its labels say. They may name what is not there: `objects` are what to look for, the most
 * telling first; `address` is a pod's or a node's address from `instance`, without the port.
 */
export type Subject = {
  readonly objects: readonly ObjectRef[];
  readonly namespace: string | null;
  readonly address: string | null;
  readonly container: string | null;
  readonly labels: Labels;
};
