import { lazily } from './lazily.ts';
import type { Meta } from './meta.ts';
import type { Service } from './network.ts';
import type { Pod } from './pod.ts';
import { hasLabels } from './selector.ts';

type Pairs = Readonly<Record<string, string>>;

/** Who selects whom between Services and pods. A Service without a selector selects nothing. */
export type Selection = {
  /** The Services that select a pod, ready or not. */
  readonly servicesOf: (pod: Pod) => readonly Service[];
  /** The pods that a Service selects, ready or not. */
  readonly podsBehind: (service: Service) => readonly Pod[];
};

/** Finds both by one label pair first, so that 5,000 pods and 1,000 Services are never compared one by one. */
export function createSelection(pods: readonly Pod[], services: readonly Service[]): Selection {
  // Pods have several labels; Services of a cluster go by one or two of them.
  const keys = lazily(() => new Set(services.flatMap(({ selector }) => Object.keys(selector))));
  const pairsOf = ({ labels }: Pod): readonly [string, string][] => {
    const pairs: [string, string][] = [];
    for (const key of keys()) {
      const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
      if (value !== undefined) pairs.push([key, value]);
    }
    return pairs;
  };
  const podsByPair = lazily(() => byPair(pods, pairsOf));
  const servicesByPair = lazily(() =>
    byPair(services, (service) => Object.entries(service.selector).slice(0, 1)),
  );
  return {
    servicesOf: (pod) =>
      pairsOf(pod)
        .flatMap((pair) => servicesByPair().get(pairKey(pod, pair)) ?? [])
        .filter((service) => hasLabels(pod.labels, service.selector)),
    podsBehind: (service) =>
      smallest(podsByPair(), service).filter((pod) => selectedBy(pod, service.selector)),
  };
}

function selectedBy(pod: Pod, selector: Pairs): boolean {
  return hasLabels(pod.labels, selector);
}

/** The shortest list of pods that share one pair with the selector. */
function smallest(podsByPair: ReadonlyMap<string, readonly Pod[]>, service: Service): readonly Pod[] {
  const lists = Object.entries(service.selector).map((pair) => podsByPair.get(pairKey(service, pair)) ?? []);
  return lists.reduce<readonly Pod[]>(
    (best, list) => (list.length < best.length ? list : best),
    lists[0] ?? [],
  );
}

function byPair<T extends Meta>(
  objects: readonly T[],
  pairsOf: (object: T) => readonly [string, string][],
): ReadonlyMap<string, readonly T[]> {
  const map = new Map<string, T[]>();
  for (const object of objects) {
    for (const pair of pairsOf(object)) {
      const key = pairKey(object, pair);
      const list = map.get(key);
      if (list) list.push(object);
      else map.set(key, [object]);
    }
  }
  return map;
}

function pairKey({ namespace }: Meta, [key, value]: readonly [string, string]): string {
  return `${namespace}/${key}=${value}`;
}
