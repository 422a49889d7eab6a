import type { ResourceKind } from '../kinds/resource-kind.ts';
import { autoscalerPrinter } from './autoscaler-printer.ts';
import { cronJobPrinter, jobPrinter } from './batch-printers.ts';
import {
  configMapPrinter,
  controllerRevisionPrinter,
  leasePrinter,
  namespacePrinter,
  runtimeClassPrinter,
  secretPrinter,
  serviceAccountPrinter,
  webhookConfigurationPrinter,
} from './config-printers.ts';
import { customPrinter } from './custom-printer.ts';
import { eventPrinter } from './event-printer.ts';
import { genericPrinter } from './generic-printer.ts';
import {
  endpointSlicePrinter,
  endpointsPrinter,
  ingressClassPrinter,
  ingressPrinter,
  networkPolicyPrinter,
  servicePrinter,
} from './network-printers.ts';
import { nodePrinter } from './node-printer.ts';
import { podPrinter } from './pod-printer.ts';
import { apiServicePrinter, budgetPrinter, priorityClassPrinter, quotaPrinter } from './policy-printers.ts';
import { bindingPrinter, rolePrinter } from './rbac-printers.ts';
import { scalePrinter } from './scale-printer.ts';
import { claimPrinter, storageClassPrinter, volumePrinter } from './storage-printers.ts';
import type { TablePrinter } from './table-printer.ts';
import {
  daemonSetPrinter,
  deploymentPrinter,
  replicaSetPrinter,
  statefulSetPrinter,
} from './workload-printers.ts';

/** The kinds that the server prints in a way of their own, by group and kind. */
const OWN: Record<string, TablePrinter> = {
  '/ConfigMap': configMapPrinter,
  '/Endpoints': endpointsPrinter,
  '/Event': eventPrinter,
  '/Namespace': namespacePrinter,
  '/Node': nodePrinter,
  '/PersistentVolume': volumePrinter,
  '/PersistentVolumeClaim': claimPrinter,
  '/Pod': podPrinter,
  '/ReplicationController': replicaSetPrinter,
  '/ResourceQuota': quotaPrinter,
  '/Secret': secretPrinter,
  '/Service': servicePrinter,
  '/ServiceAccount': serviceAccountPrinter,
  'admissionregistration.k8s.io/MutatingWebhookConfiguration': webhookConfigurationPrinter,
  'admissionregistration.k8s.io/ValidatingWebhookConfiguration': webhookConfigurationPrinter,
  'apiregistration.k8s.io/APIService': apiServicePrinter,
  'apps/ControllerRevision': controllerRevisionPrinter,
  'apps/DaemonSet': daemonSetPrinter,
  'apps/Deployment': deploymentPrinter,
  'apps/ReplicaSet': replicaSetPrinter,
  'apps/StatefulSet': statefulSetPrinter,
  'autoscaling/HorizontalPodAutoscaler': autoscalerPrinter,
  'autoscaling/Scale': scalePrinter,
  'batch/CronJob': cronJobPrinter,
  'batch/Job': jobPrinter,
  'coordination.k8s.io/Lease': leasePrinter,
  'discovery.k8s.io/EndpointSlice': endpointSlicePrinter,
  'events.k8s.io/Event': eventPrinter,
  'networking.k8s.io/Ingress': ingressPrinter,
  'networking.k8s.io/IngressClass': ingressClassPrinter,
  'networking.k8s.io/NetworkPolicy': networkPolicyPrinter,
  'node.k8s.io/RuntimeClass': runtimeClassPrinter,
  'policy/PodDisruptionBudget': budgetPrinter,
  'rbac.authorization.k8s.io/ClusterRole': rolePrinter,
  'rbac.authorization.k8s.io/ClusterRoleBinding': bindingPrinter,
  'rbac.authorization.k8s.io/Role': rolePrinter,
  'rbac.authorization.k8s.io/RoleBinding': bindingPrinter,
  'scheduling.k8s.io/PriorityClass': priorityClassPrinter,
  'storage.k8s.io/StorageClass': storageClassPrinter,
};

/** How a kind is printed. */
export const printerOf = (kind: ResourceKind): TablePrinter =>
  kind.custom ? customPrinter(kind.custom) : (OWN[`${kind.group}/${kind.kind}`] ?? genericPrinter);
