import type { ViewKind } from '../domain/cluster/cluster-view.ts';
import { checks } from './checks.ts';

/** What binds objects together: without these no way leads from an alert to its cause. */
const binding: readonly ViewKind[] = [
  'namespaces',
  'nodes',
  'pods',
  'replicasets',
  'deployments',
  'statefulsets',
  'daemonsets',
  'controllerrevisions',
  'jobs',
  'cronjobs',
  'services',
  'endpointslices',
  'ingresses',
  'persistentvolumeclaims',
  'networkpolicies',
  'poddisruptionbudgets',
  'horizontalpodautoscalers',
  'customresourcedefinitions',
  'webhookconfigurations',
  'leases',
  'events',
];

/** Every kind that a diagnosis reads: what binds objects together, and what the checks look at. */
export const viewKinds: readonly ViewKind[] = [
  ...new Set([...binding, ...checks.flatMap(({ reads, uses = [] }) => [...reads, ...uses])]),
];
