import type { ClusterIdentity } from '../../domain/cluster/cluster-view.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ClusterReader } from '../../ports/cluster-reader.ts';
import { imaginedObjects } from './imagined-objects.ts';
import type { JsonDoor } from './json-door.ts';
import { readView } from './read-view.ts';

const NOBODY: ClusterIdentity = { name: 'imagined', uid: '', server: '', version: '' };

/**
 * A cluster that does not exist, read as every other one is, but for the network: what has been read there is read
 * sooner in a real one, because the engine has compiled what it takes. Nothing of it is ever shown.
 */
export function createImaginedCluster({ clock }: { readonly clock: Clock }): Pick<ClusterReader, 'view'> {
  const objects = imaginedObjects(clock.now());
  const pages = new Map(
    [...objects].map(([plural, items]) => [plural, Buffer.from(JSON.stringify({ metadata: {}, items }))]),
  );
  const empty = Buffer.from(JSON.stringify({ metadata: {}, items: [] }));
  const door: Pick<JsonDoor, 'get'> = {
    async get({ path, body }) {
      const isUsage = path.startsWith('/apis/metrics.k8s.io/');
      const page = (isUsage ? null : pages.get(/([a-z]+)(?:\?|$)/.exec(path)?.[1] ?? '')) ?? empty;
      if (!body) return JSON.parse(page.toString());
      body.open()(page);
      return JSON.parse(body.whole());
    },
  };
  const identity = { now: async () => NOBODY, last: async () => NOBODY };
  const scope = { namespaces: null, deny: [] };
  return { view: (request, until) => readView({ door, identity, scope, clock }, request, until) };
}
