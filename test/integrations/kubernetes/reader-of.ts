import { createClusterReader } from '../../../src/integrations/kubernetes/create-cluster-reader.ts';
import type { JsonDoor } from '../../../src/integrations/kubernetes/json-door.ts';
import type { ReadScope } from '../../../src/integrations/kubernetes/read-scope.ts';
import { systemClock } from '../../../src/integrations/system/system-clock.ts';
import type { ClusterReader } from '../../../src/ports/cluster-reader.ts';

/** A reader through this door; it may see everything unless told otherwise. */
export function readerOf(door: JsonDoor, scope: Partial<ReadScope> = {}): ClusterReader {
  return createClusterReader({
    name: 'prod-eu1',
    door,
    scope: { namespaces: null, deny: [], ...scope },
    clock: systemClock,
  });
}
