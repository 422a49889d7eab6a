import type { Resource } from '../../domain/cluster/resource.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ClusterReader, Where } from '../../ports/cluster-reader.ts';
import { reviewAccess } from './access-review.ts';
import { checkHarmlessness } from './check-harmlessness.ts';
import { createDiscovery, type DiscoveredResource } from './discovery.ts';
import { createIdentity } from './identity.ts';
import type { JsonDoor } from './json-door.ts';
import { createReadingMemory } from './project/reading.ts';
import { readLogs } from './read-logs.ts';
import { readNames } from './read-names.ts';
import { readObject } from './read-object.ts';
import { assertInScope, isDenied, type ReadScope } from './read-scope.ts';
import { readTable } from './read-table.ts';
import { readView } from './read-view.ts';

const pods = { group: '', name: 'pods', kind: 'Pod' };
const podLogs = { group: '', name: 'pods/log' };

/** Reads one cluster through its door, within what the configuration allows. All methods throw ClusterFailure. */
export function createClusterReader({
  name,
  door,
  scope,
  clock,
}: {
  readonly name: string;
  readonly door: JsonDoor;
  readonly scope: ReadScope;
  readonly clock: Clock;
}): ClusterReader {
  const identity = createIdentity({ name, door, clock });
  const discovery = createDiscovery({ door, clock });
  const deps = { door, scope, clock, identity, discovery };
  const memory = createReadingMemory();
  // A namespace beside a kind that has none means nothing.
  const assertMayAsk = ({ resource, namespace }: Where) =>
    assertInScope(scope, resource, resource.namespaced ? namespace : null);
  return {
    name,
    identity: (until) => identity.now(until),
    resources: async (until) =>
      (await discovery(until)).filter((one) => isListable(one) && !isDenied(scope, one)).map(withoutParts),
    async table(where, limit, until) {
      assertMayAsk(where);
      return readTable(deps, where, limit, until);
    },
    async object(where, until) {
      assertMayAsk(where);
      return readObject(deps, where, until);
    },
    async names(where, until) {
      assertMayAsk(where);
      return readNames(deps, where, until);
    },
    async logs(request, until) {
      assertInScope(scope, pods, request.namespace);
      assertInScope(scope, podLogs, request.namespace);
      return readLogs(deps, request, until);
    },
    async mayI(question, until) {
      const { allowed, reason, trouble } = await reviewAccess(door, question, until);
      return { allowed, reason: reason || trouble };
    },
    view: (request, until) => readView({ ...deps, memory }, request, until),
    harmlessness: (until) => checkHarmlessness(deps, until),
  };
}

function isListable({ verbs }: DiscoveredResource): boolean {
  return verbs.includes('list');
}

function withoutParts({ subresources: _, ...resource }: DiscoveredResource): Resource {
  return resource;
}
