import { ageOf } from './age.ts';
import { ageColumn, column, nameColumn, printer, wide } from './table-printer.ts';

type NodeView = {
  spec?: { unschedulable?: boolean };
  status?: {
    conditions?: { type: string; status: string }[];
    addresses?: { type: string; address: string }[];
    nodeInfo?: Record<string, string | undefined>;
  };
};

const ROLE_PREFIX = 'node-role.kubernetes.io/';
const ROLE_LABEL = 'kubernetes.io/role';

/** Nodes, as the server's own printer shows them. */
export const nodePrinter = printer(
  [
    nameColumn,
    column('Status'),
    column('Roles'),
    ageColumn,
    column('Version'),
    wide('Internal-IP'),
    wide('External-IP'),
    wide('OS-Image'),
    wide('Kernel-Version'),
    wide('Container-Runtime'),
  ],
  (object, now) => {
    const { spec = {}, status = {} } = object as unknown as NodeView;
    const { nodeInfo = {} } = status;
    const address = (type: string) => status.addresses?.find((one) => one.type === type)?.address ?? '<none>';
    return [
      object.metadata.name,
      statusCell(status.conditions ?? [], spec.unschedulable === true),
      rolesCell(object.metadata.labels ?? {}),
      ageOf(object.metadata.creationTimestamp, now),
      nodeInfo.kubeletVersion ?? '',
      address('InternalIP'),
      address('ExternalIP'),
      nodeInfo.osImage || '<unknown>',
      nodeInfo.kernelVersion || '<unknown>',
      nodeInfo.containerRuntimeVersion || '<unknown>',
    ];
  },
);

function statusCell(conditions: { type: string; status: string }[], unschedulable: boolean): string {
  const ready = conditions.find(({ type }) => type === 'Ready');
  const word = !ready ? 'Unknown' : ready.status === 'True' ? 'Ready' : 'NotReady';
  return unschedulable ? `${word},SchedulingDisabled` : word;
}

function rolesCell(labels: Record<string, string>): string {
  const roles = new Set<string>();
  for (const [key, value] of Object.entries(labels)) {
    if (key.startsWith(ROLE_PREFIX) && key !== ROLE_PREFIX) roles.add(key.slice(ROLE_PREFIX.length));
    else if (key === ROLE_LABEL && value !== '') roles.add(value);
  }
  return [...roles].sort().join(',') || '<none>';
}
