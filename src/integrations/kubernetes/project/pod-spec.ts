import type { PodSpec } from '../../../domain/cluster/pod-spec.ts';
import type { PodTemplate } from '../../../domain/cluster/workload.ts';
import { containerSpec, initRole } from './container-spec.ts';
import { type Fields, fields, flag, list, number, text, textMap, textOrNull } from './fields.ts';
import { annotations } from './meta.ts';
import type { Reading } from './reading.ts';
import { nodeTerms, podAntiAffinity, spread, toleration } from './scheduling.ts';
import { volume } from './volume.ts';

/** The spec of a pod or of a pod template. */
export function podSpec(spec: Fields, reading: Reading): PodSpec {
  return {
    containers: containers(spec, reading),
    volumes: list(spec.volumes).map((entry) => volume(fields(entry))),
    nodeSelector: textMap(spec.nodeSelector),
    nodeTerms: nodeTerms(spec.affinity),
    podAntiAffinity: podAntiAffinity(spec.affinity),
    spread: spread(spec.topologySpreadConstraints),
    tolerations: list(spec.tolerations).map(toleration),
    priorityClass: textOrNull(spec.priorityClassName),
    serviceAccount: text(spec.serviceAccountName, 'default'),
    pullSecrets: list(spec.imagePullSecrets).map((entry) => text(fields(entry).name)),
    restartPolicy: text(spec.restartPolicy, 'Always'),
    hostNetwork: flag(spec.hostNetwork),
    hostPid: flag(spec.hostPID),
    gracePeriod: number(spec.terminationGracePeriodSeconds, 30),
  };
}

/** `metadata` and `spec` of a workload's template. */
export function podTemplate(template: unknown, reading: Reading): PodTemplate {
  const { metadata, spec } = fields(template);
  const given = fields(metadata);
  return {
    labels: textMap(given.labels),
    annotations: annotations(given.annotations, reading),
    spec: podSpec(fields(spec), reading),
  };
}

function containers(spec: Fields, reading: Reading): PodSpec['containers'] {
  const main = reading.containers.projected(spec.containers, (entries) =>
    entries.map((entry) => containerSpec(fields(entry), 'main', reading)),
  );
  const before = list(spec.initContainers);
  if (before.length === 0) return main;
  return [
    ...before.map((entry) => {
      const container = fields(entry);
      return containerSpec(container, initRole(container), reading);
    }),
    ...main,
  ];
}
