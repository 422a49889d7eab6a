import type { ResourceKind } from '../kinds/resource-kind.ts';
import { eventPrinter } from './event-printer.ts';
import { genericPrinter } from './generic-printer.ts';
import { nodePrinter } from './node-printer.ts';
import { podPrinter } from './pod-printer.ts';
import type { TablePrinter } from './table-printer.ts';
import {
  daemonSetPrinter,
  deploymentPrinter,
  replicaSetPrinter,
  statefulSetPrinter,
} from './workload-printers.ts';

/** The kinds that the server prints in a way of their own. */
const OWN: Record<string, TablePrinter> = {
  '/pods': podPrinter,
  '/nodes': nodePrinter,
  '/events': eventPrinter,
  'events.k8s.io/events': eventPrinter,
  'apps/deployments': deploymentPrinter,
  'apps/replicasets': replicaSetPrinter,
  'apps/daemonsets': daemonSetPrinter,
  'apps/statefulsets': statefulSetPrinter,
};

/** How a kind is printed. */
export const printerOf = (kind: ResourceKind): TablePrinter =>
  OWN[`${kind.group}/${kind.resource}`] ?? genericPrinter;
