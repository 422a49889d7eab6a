import type { ClusterObject } from './expand-repeats.ts';

type Lease = ClusterObject & {
  spec: { renewTime: string; leaseDurationSeconds: number; [field: string]: unknown };
};

type Deps = {
  /** The cluster that the story was loaded into. */
  cluster: { apply(objects: readonly ClusterObject[]): void };
  objects: readonly ClusterObject[];
  /** Milliseconds since 1970. */
  now: () => number;
};

/** As a kubelet does it. */
const BEAT = 10_000;

/**
 * Renews, every ten seconds, the Leases of a story that were alive when it was loaded. A story is a picture of one
 * moment; without this, a minute later every node of it would look as if it had fallen silent. Returns what stops it.
 */
export function keepHeartbeats({ cluster, objects, now }: Deps): () => void {
  const started = now();
  const alive = objects.filter(isLease).filter(({ spec }) => {
    return started - Date.parse(spec.renewTime) <= spec.leaseDurationSeconds * 1000;
  });
  const beat = setInterval(() => {
    const renewTime = new Date(now()).toISOString().replace('Z', '000Z');
    cluster.apply(alive.map((lease) => ({ ...lease, spec: { ...lease.spec, renewTime } })));
  }, BEAT);
  // Whoever forgets to stop it can still end the process.
  beat.unref();
  return () => clearInterval(beat);
}

function isLease(object: ClusterObject): object is Lease {
  return object.kind === 'Lease';
}
