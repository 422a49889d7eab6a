import type { ClusterObject } from '../cluster-object.ts';
import { authenticationKinds, authorizationKinds, certificatesKinds, rbacKinds } from './access-kinds.ts';
import { coreKinds } from './core-kinds.ts';
import { customKinds } from './custom-kinds.ts';
import { discoveryKinds, eventsKinds, networkingKinds } from './network-kinds.ts';
import { groupVersionOf, type ResourceKind } from './resource-kind.ts';
import {
  admissionKinds,
  apiextensionsKinds,
  apiregistrationKinds,
  coordinationKinds,
  flowcontrolKinds,
  metricsKinds,
  nodeKinds,
} from './server-kinds.ts';
import { resourceKinds, storageKinds } from './storage-kinds.ts';
import { appsKinds, autoscalingKinds, batchKinds, policyKinds, schedulingKinds } from './workload-kinds.ts';

/** In the order in which a real server's discovery lists its groups. */
const builtIn: readonly ResourceKind[] = [
  coreKinds,
  apiregistrationKinds,
  appsKinds,
  eventsKinds,
  authenticationKinds,
  authorizationKinds,
  autoscalingKinds,
  batchKinds,
  certificatesKinds,
  networkingKinds,
  policyKinds,
  rbacKinds,
  storageKinds,
  admissionKinds,
  apiextensionsKinds,
  schedulingKinds,
  coordinationKinds,
  nodeKinds,
  discoveryKinds,
  resourceKinds,
  flowcontrolKinds,
].flat();

/** Which resources the cluster serves at this moment. */
export type KindRegistry = {
  all(): readonly ResourceKind[];
  ofPath(group: string, version: string, resource: string): ResourceKind | undefined;
  /** Also of the metrics server's objects, which may be loaded whether they are served or not. */
  ofObject(object: { apiVersion: string; kind: string }): ResourceKind | undefined;
  /** Whether anything is served under `/apis/<group>/<version>`. */
  hasVersion(group: string, version: string): boolean;
  /** Takes in the kinds of these definitions, instead of those that it knew before. */
  define(definitions: readonly ClusterObject[]): void;
};

/** The built-in kinds, and later those of CustomResourceDefinitions. */
export function createKindRegistry({ metrics }: { metrics: boolean }): KindRegistry {
  const fixed = metrics ? [...builtIn, ...metricsKinds] : builtIn;
  let kinds = fixed;
  let byPath = new Map<string, ResourceKind>();
  let byKind = new Map<string, ResourceKind>();
  let versions = new Set<string>();
  const index = () => {
    byPath = new Map(kinds.map((kind) => [`${groupVersionOf(kind)}/${kind.resource}`, kind]));
    byKind = new Map(
      [...kinds, ...metricsKinds].map((kind) => [`${groupVersionOf(kind)}/${kind.kind}`, kind]),
    );
    versions = new Set(kinds.map(groupVersionOf));
  };
  index();

  return {
    all: () => kinds,
    ofPath: (group, version, resource) => byPath.get(`${groupVersionOf({ group, version })}/${resource}`),
    ofObject: ({ apiVersion, kind }) => byKind.get(`${apiVersion}/${kind}`),
    hasVersion: (group, version) => versions.has(groupVersionOf({ group, version })),
    define(definitions) {
      kinds = [...fixed, ...definitions.flatMap(customKinds)];
      index();
    },
  };
}
