import type { ClusterIdentity } from '../../domain/cluster/cluster-view.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Allowance } from '../../domain/proposal/gate-rules.ts';
import type { Clock } from '../../ports/clock.ts';
import { type ChangerRights, checkChanger } from './check-changer.ts';
import { type AccessPlace, createClusterAccess } from './cluster-access.ts';
import { createDiscovery } from './discovery.ts';
import { createIdentity } from './identity.ts';
import { createJsonDoor } from './json-door.ts';
import { whoAmI } from './who-am-i.ts';

/** Looks at an identity of a cluster from outside: who it is, and what it may. All methods throw ClusterFailure. */
export type Inspection = {
  /** `user` null: the API server does not say. */
  who(until: Instant): Promise<{ readonly cluster: ClusterIdentity; readonly user: string | null }>;
  rights(allowances: readonly Allowance[], until: Instant): Promise<ChangerRights>;
  close(): Promise<void>;
};

/** For `keyturn doctor`. Its door can't write. */
export function createInspection(
  { name, access }: { readonly name: string; readonly access: AccessPlace },
  { clock, version }: { readonly clock: Clock; readonly version: string },
): Inspection {
  const door = createJsonDoor({ access: createClusterAccess(access), clock, version });
  const identity = createIdentity({ name, door, clock });
  const discovery = createDiscovery({ door, clock });
  return {
    async who(until) {
      const [cluster, user] = await Promise.all([identity.now(until), whoAmI(door, until)]);
      return { cluster, user };
    },
    rights: (allowances, until) => checkChanger({ door, discovery, clock }, allowances, until),
    close: () => door.close(),
  };
}
