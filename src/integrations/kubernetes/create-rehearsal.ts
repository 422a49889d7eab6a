import { isJsonObject } from '../../domain/json.ts';
import type { Clock } from '../../ports/clock.ts';
import { ClusterFailure } from '../../ports/cluster-failure.ts';
import type { ClusterRehearsal } from '../../ports/cluster-rehearsal.ts';
import { allowedChange } from './allowed-changes.ts';
import { createChangeDoor } from './change-door.ts';
import { checkRemoval } from './check-removal.ts';
import type { ClusterAccess } from './cluster-access.ts';
import { createJsonDoor } from './json-door.ts';
import { checkReadable } from './readable-whole.ts';
import { resourcePath } from './resource-path.ts';
import { asRehearsed } from './wire-change.ts';

/** A rehearsal and its connections. */
export type OpenRehearsal = ClusterRehearsal & {
  /** Ends all connections; requests under way fail. */
  close(): Promise<void>;
};

/**
 * Rehearses changes to one cluster. `access` is that of the write identity: a dry run is authorised like the real
 * thing. `version`: Keyturn's own, for the User-Agent. Besides what the API server refuses, `refused` is what no action
 * does, and what no change is planned from.
 */
export function createRehearsal(deps: {
  readonly access: ClusterAccess;
  readonly clock: Clock;
  readonly version: string;
}): OpenRehearsal {
  const reading = createJsonDoor(deps);
  const door = createChangeDoor({ mode: 'rehearsal', access: deps.access, clock: deps.clock });
  return {
    async read(where, until) {
      checkReadable(where);
      const { resource, name } = where;
      const namespace = resource.namespaced ? where.namespace : null;
      const object = await reading.get({
        path: resourcePath(resource, { namespace, name }),
        until,
        rule: { verbs: ['get'], group: resource.group, resource: resource.name, namespace },
      });
      if (isJsonObject(object)) return object;
      throw new ClusterFailure('broken', { detail: 'the answer is no object' });
    },
    async rehearse(request, until) {
      const target = allowedChange(request);
      checkRemoval(request, target);
      const userAgent = `keyturn/${deps.version} (rehearsal)`;
      return door.send({ wire: asRehearsed(request), target, userAgent, until });
    },
    async close() {
      await Promise.all([reading.close(), door.close()]);
    },
  };
}
