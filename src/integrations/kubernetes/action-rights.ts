import type { ActionName } from '../../domain/action/action-name.ts';
import type { Right } from './harmful-rights.ts';

const rightsOn = (verb: string, group: string, resources: readonly string[]): readonly Right[] =>
  resources.map((resource) => ({ verb, group, resource }));

const rollouts = ['deployments', 'statefulsets', 'daemonsets'];
const scalable = ['deployments', 'statefulsets'];

const changeRollout = [...rightsOn('get', 'apps', rollouts), ...rightsOn('patch', 'apps', rollouts)];
const patchPod = [...rightsOn('get', '', ['pods']), ...rightsOn('patch', '', ['pods'])];
const patchNode = [...rightsOn('get', '', ['nodes']), ...rightsOn('patch', '', ['nodes'])];
const patchCronJob = [...rightsOn('get', 'batch', ['cronjobs']), ...rightsOn('patch', 'batch', ['cronjobs'])];

/** What the identity for writing needs for each action: to read its target whole, and to change it. */
export const actionRights: Readonly<Record<ActionName, readonly Right[]>> = {
  restart: changeRollout,
  undo: [...changeRollout, ...rightsOn('get', 'apps', ['replicasets', 'controllerrevisions'])],
  'set-image': changeRollout,
  scale: [
    ...rightsOn('get', 'apps', scalable),
    ...rightsOn('patch', 'apps', ['deployments/scale', 'statefulsets/scale']),
  ],
  'delete-pod': [...rightsOn('get', '', ['pods']), ...rightsOn('delete', '', ['pods'])],
  evict: [...rightsOn('get', '', ['pods']), ...rightsOn('create', '', ['pods/eviction'])],
  cordon: patchNode,
  uncordon: patchNode,
  quarantine: patchPod,
  'deletion-cost': patchPod,
  suspend: patchCronJob,
  resume: patchCronJob,
};

/** Belongs to no namespace, whatever the action is offered in. */
export function isOnNodes({ group, resource }: Right): boolean {
  return group === '' && resource === 'nodes';
}
