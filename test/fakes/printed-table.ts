import type { Meta } from '../../src/domain/cluster/meta.ts';
import type { Node } from '../../src/domain/cluster/node.ts';
import type { Pod } from '../../src/domain/cluster/pod.ts';
import type { Table } from '../../src/domain/cluster/table.ts';
import type { Deployment } from '../../src/domain/cluster/workload.ts';
import type { Instant } from '../../src/domain/instant.ts';

/** Objects as the API server prints them: the columns of the kind, or name and age. */
export function printed(objects: readonly Meta[], now: Instant): Pick<Table, 'columns' | 'rows'> {
  const columns = columnsOf(objects[0]?.kind ?? '');
  return {
    columns: columns.map((name) => ({ name: name.replace('+', ''), priority: name.startsWith('+') ? 1 : 0 })),
    rows: objects.map((object) => ({
      namespace: object.namespace,
      name: object.name,
      cells: cellsOf(object, `${Math.floor((now - object.createdAt) / 3_600_000)}h`),
    })),
  };
}

function columnsOf(kind: string): readonly string[] {
  if (kind === 'Pod')
    return [
      'Name',
      'Ready',
      'Status',
      'Restarts',
      'Age',
      '+IP',
      '+Node',
      '+Nominated Node',
      '+Readiness Gates',
    ];
  if (kind === 'Deployment')
    return ['Name', 'Ready', 'Up-to-date', 'Available', 'Age', '+Containers', '+Images'];
  if (kind === 'Node') return ['Name', 'Status', 'Roles', 'Age', 'Version', '+Internal-IP'];
  return ['Name', 'Age'];
}

function cellsOf(object: Meta, age: string): readonly string[] {
  if (object.kind === 'Pod') return podCells(object as Pod, age);
  if (object.kind === 'Node') {
    const { unschedulable, conditions, kubeletVersion, addresses } = object as Node;
    const ready = conditions.some(({ type, status }) => type === 'Ready' && status === 'True');
    const state = `${ready ? 'Ready' : 'NotReady'}${unschedulable ? ',SchedulingDisabled' : ''}`;
    return [object.name, state, '<none>', age, kubeletVersion, addresses[0]?.address ?? '<none>'];
  }
  if (object.kind !== 'Deployment') return [object.name, age];
  const { readyReplicas, replicas, updatedReplicas, availableReplicas, template } = object as Deployment;
  const { containers } = template.spec;
  return [
    object.name,
    `${readyReplicas}/${replicas}`,
    String(updatedReplicas),
    String(availableReplicas),
    age,
    containers.map(({ name }) => name).join(','),
    containers.map(({ image }) => image).join(','),
  ];
}

function podCells(pod: Pod, age: string): readonly string[] {
  const ready = pod.containers.filter((each) => each.ready).length;
  const waiting = pod.containers.find(({ state }) => state?.kind === 'waiting')?.state;
  const state =
    waiting?.kind === 'waiting' ? waiting.reason : pod.deletionAt === null ? pod.phase : 'Terminating';
  const restarts = pod.containers.reduce((sum, each) => sum + each.restarts, 0);
  return [
    pod.name,
    `${ready}/${pod.containers.length}`,
    pod.reason || state,
    restarts === 0 ? '0' : `${restarts} (${age} ago)`,
    age,
    pod.ip ?? '<none>',
    pod.node ?? '<none>',
    '<none>',
    '<none>',
  ];
}
