import type { ClusterWorld } from '../cluster-world.ts';
import { type AdmissionRequest, refusedByRule } from './admission-request.ts';

type Context = {
  privileged?: boolean;
  allowPrivilegeEscalation?: boolean;
  runAsNonRoot?: boolean;
  capabilities?: { drop?: string[] };
  seccompProfile?: { type?: string };
};
type PodSpec = {
  containers?: { name: string; securityContext?: Context }[];
  initContainers?: { name: string; securityContext?: Context }[];
  securityContext?: Context;
  hostNetwork?: boolean;
  hostPID?: boolean;
};

const LABEL = 'pod-security.kubernetes.io/';

/**
 * Pod Security as far as it was captured: throws for a pod beyond the level that its namespace enforces, and returns
 * the warnings of the level that it warns of, for workloads too.
 */
export function podSecurity({ store }: ClusterWorld, request: AdmissionRequest): string[] {
  const { kind, object, subresource } = request;
  const labels = store.get('/namespaces', object.metadata.namespace ?? '')?.object.metadata.labels ?? {};
  const { spec } = object as { spec?: PodSpec & { template?: { spec?: PodSpec } } };
  const podSpec = kind.kind === 'Pod' ? spec : spec?.template?.spec;
  if (!podSpec || subresource || request.operation === 'DELETE') return [];
  const enforced = labels[`${LABEL}enforce`];
  if (kind.kind === 'Pod' && request.operation === 'CREATE' && enforced) {
    const violated = violations(enforced, podSpec);
    const version = labels[`${LABEL}enforce-version`] ?? 'latest';
    if (violated) throw refusedByRule(request, `violates PodSecurity "${enforced}:${version}": ${violated}`);
  }
  const warned = labels[`${LABEL}warn`];
  const violated = warned ? violations(warned, podSpec) : '';
  const version = labels[`${LABEL}warn-version`] ?? 'latest';
  return violated ? [`would violate PodSecurity "${warned}:${version}": ${violated}`] : [];
}

function violations(level: string, spec: PodSpec): string {
  if (level === 'privileged') return '';
  const found = baseline(spec);
  return (level === 'restricted' ? [...found, ...restricted(spec)] : found).join(', ');
}

const containersOf = (spec: PodSpec) => [...(spec.initContainers ?? []), ...(spec.containers ?? [])];

/** `container "a"`, or `containers "a", "b"`. */
const named = (names: readonly string[]): string =>
  `container${names.length > 1 ? 's' : ''} ${names.map((name) => `"${name}"`).join(', ')}`;

const those = (spec: PodSpec, test: (context: Context) => boolean): string[] =>
  containersOf(spec)
    .filter(({ securityContext = {} }) => test(securityContext))
    .map(({ name }) => name);

function baseline(spec: PodSpec): string[] {
  const privileged = those(spec, (context) => context.privileged === true);
  const host = (['hostNetwork', 'hostPID'] as const).filter((field) => spec[field]);
  return [
    ...(host.length > 0 ? [`host namespaces (${host.map((field) => `${field}=true`).join(', ')})`] : []),
    ...(privileged.length > 0
      ? [`privileged (${named(privileged)} must not set securityContext.privileged=true)`]
      : []),
  ];
}

function restricted(spec: PodSpec): string[] {
  const ofPod = spec.securityContext ?? {};
  const escalate = those(spec, (context) => context.allowPrivilegeEscalation !== false);
  const capable = those(spec, (context) => !context.capabilities?.drop?.includes('ALL'));
  const root = those(spec, (context) => (context.runAsNonRoot ?? ofPod.runAsNonRoot) !== true);
  const isSafe = (type: string | undefined) => type === 'RuntimeDefault' || type === 'Localhost';
  const seccomp = those(spec, (context) => !isSafe((context.seccompProfile ?? ofPod.seccompProfile)?.type));
  const rules: [string[], (names: string) => string][] = [
    [
      escalate,
      (names) =>
        `allowPrivilegeEscalation != false (${names} must set securityContext.allowPrivilegeEscalation=false)`,
    ],
    [
      capable,
      (names) => `unrestricted capabilities (${names} must set securityContext.capabilities.drop=["ALL"])`,
    ],
    [root, (names) => `runAsNonRoot != true (pod or ${names} must set securityContext.runAsNonRoot=true)`],
    [
      seccomp,
      (names) =>
        `seccompProfile (pod or ${names} must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost")`,
    ],
  ];
  return rules.filter(([names]) => names.length > 0).map(([names, text]) => text(named(names)));
}
