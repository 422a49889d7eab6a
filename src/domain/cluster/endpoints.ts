import type { Lookup } from './lookup.ts';
import type { Service } from './network.ts';

/** Endpoints of a Service by what traffic does with them. */
export type Endpoints = {
  readonly ready: number;
  readonly all: number;
  readonly readyPods: readonly string[];
};

/**
 * Counts a Service's endpoints over all of its slices. One that is going down may still serve, but gets traffic only
 * when no other is left, so it is not ready here. An endpoint may stand in a slice of each address family.
 */
export function endpointsOf(service: Service, lookup: Lookup): Endpoints {
  const all = new Map<string, boolean>();
  for (const slice of lookup.slicesOf(service)) {
    for (const { pod, addresses, ready } of slice.endpoints) {
      const key = pod ?? addresses.join(' ');
      all.set(key, ready || all.get(key) === true);
    }
  }
  const ready = [...all].filter(([, isReady]) => isReady).map(([key]) => key);
  return { ready: ready.length, all: all.size, readyPods: ready };
}
