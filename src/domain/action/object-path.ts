import type { ObjectRef } from '../cluster/object-ref.ts';

/** Where the API server keeps the kinds that actions touch. Nothing else can be addressed, whatever is asked for. */
const places: Readonly<Record<string, readonly [root: string, plural: string]>> = {
  Pod: ['/api/v1', 'pods'],
  Node: ['/api/v1', 'nodes'],
  Deployment: ['/apis/apps/v1', 'deployments'],
  StatefulSet: ['/apis/apps/v1', 'statefulsets'],
  DaemonSet: ['/apis/apps/v1', 'daemonsets'],
  ReplicaSet: ['/apis/apps/v1', 'replicasets'],
  CronJob: ['/apis/batch/v1', 'cronjobs'],
};

/**
 * The path of an object, or of one of its subresources, on the API server. Throws for a kind that no action touches:
 * that is a mistake in the program, since each action names its kinds.
 */
export function objectPath({ kind, namespace, name }: ObjectRef, subresource?: string): string {
  const place = Object.hasOwn(places, kind) ? places[kind] : undefined;
  if (!place) throw new Error(`no action touches ${kind}`);
  const [root, plural] = place;
  const within = namespace === null ? '' : `/namespaces/${encodeURIComponent(namespace)}`;
  const below = subresource === undefined ? '' : `/${subresource}`;
  return `${root}${within}/${plural}/${encodeURIComponent(name)}${below}`;
}
