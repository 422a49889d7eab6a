import type { ClusterObject } from '../cluster-object.ts';
import { ageOf } from './age.ts';
import { podState } from './pod-state.ts';
import {
  ageColumn,
  column,
  nameColumn,
  type RowCondition,
  type TablePrinter,
  wide,
} from './table-printer.ts';

type PodView = {
  spec: { nodeName?: string; readinessGates?: { conditionType: string }[] };
  status?: {
    phase?: string;
    podIP?: string;
    podIPs?: { ip: string }[];
    nominatedNodeName?: string;
    conditions?: { type: string; status: string }[];
  };
};

const COMPLETED: Record<string, RowCondition> = {
  Succeeded: {
    type: 'Completed',
    status: 'True',
    reason: 'Succeeded',
    message: 'The pod has completed successfully.',
  },
  Failed: { type: 'Completed', status: 'True', reason: 'Failed', message: 'The pod failed.' },
};

/** Pods, as the server's own printer shows them. */
export const podPrinter: TablePrinter = {
  columns: [
    nameColumn,
    column('Ready'),
    column('Status'),
    column('Restarts'),
    ageColumn,
    wide('IP'),
    wide('Node'),
    wide('Nominated Node'),
    wide('Readiness Gates'),
  ],
  emptyRows: [],
  row(pod, now) {
    const { spec, status = {} } = pod as unknown as PodView;
    const state = podState(pod);
    const ago = state.restarts > 0 && state.lastRestart ? ` (${ageOf(state.lastRestart, now)} ago)` : '';
    const cells = [
      pod.metadata.name,
      `${state.ready}/${state.containers}`,
      state.reason,
      `${state.restarts}${ago}`,
      ageOf(pod.metadata.creationTimestamp, now),
      status.podIPs?.[0]?.ip ?? status.podIP ?? '<none>',
      spec.nodeName || '<none>',
      status.nominatedNodeName || '<none>',
      gatesCell(pod),
    ];
    const condition = COMPLETED[status.phase ?? ''];
    return condition ? { cells, conditions: [condition] } : { cells };
  },
};

function gatesCell(pod: ClusterObject): string {
  const { spec, status } = pod as unknown as PodView;
  const gates = spec.readinessGates ?? [];
  if (gates.length === 0) return '<none>';
  const open = gates.filter((gate) =>
    status?.conditions?.some(({ type, status: is }) => type === gate.conditionType && is === 'True'),
  );
  return `${open.length}/${gates.length}`;
}
