import { z } from 'zod';
import type { ClusterIdentity } from '../../domain/cluster/cluster-view.ts';
import { type Instant, MINUTE } from '../../domain/instant.ts';
import type { Clock } from '../../ports/clock.ts';
import { ClusterFailure } from '../../ports/cluster-failure.ts';
import type { JsonDoor } from './json-door.ts';

/** A cluster behind an address may be exchanged, and is upgraded now and then. */
const KEPT = 5 * MINUTE;

const Version = z.looseObject({ gitVersion: z.string() });
const KubeSystem = z.looseObject({ metadata: z.looseObject({ uid: z.string().min(1) }) });

/** Who a cluster is. */
export type Identity = {
  /** Asks, or remembers for some minutes. Throws ClusterFailure. */
  now(until: Instant): Promise<ClusterIdentity>;
  /** What was known last, however long ago; without a uid and a version when it never was. */
  last(until: Instant): Promise<ClusterIdentity>;
};

/** Reads the identity of the cluster behind the door: the uid of its kube-system namespace is its own name. */
export function createIdentity(deps: {
  readonly name: string;
  readonly door: JsonDoor;
  readonly clock: Clock;
}): Identity {
  const { name, door, clock } = deps;
  let known: { readonly identity: ClusterIdentity; readonly at: Instant } | null = null;
  const ask = async (until: Instant): Promise<ClusterIdentity> => {
    const rule = { verbs: ['get'], group: '', resource: 'namespaces', namespace: null };
    const [server, version, namespace] = await Promise.all([
      door.server(until),
      door.get({ path: '/version', until, rule: null }),
      door.get({ path: '/api/v1/namespaces/kube-system', until, rule }),
    ]);
    const [read, own] = [Version.safeParse(version), KubeSystem.safeParse(namespace)];
    if (!read.success) throw unreadable('/version', read.error);
    if (!own.success) throw unreadable('the namespace kube-system', own.error);
    return { name, server, uid: own.data.metadata.uid, version: read.data.gitVersion };
  };
  return {
    async now(until) {
      if (known && clock.now() - known.at < KEPT) return known.identity;
      const identity = await ask(until);
      known = { identity, at: clock.now() };
      return identity;
    },
    last: async (until) =>
      known?.identity ?? { name, uid: '', version: '', server: await door.server(until) },
  };
}

function unreadable(what: string, cause: unknown): ClusterFailure {
  return new ClusterFailure('broken', { detail: `${what} is not what an API server answers`, cause });
}
