import type { ClusterView } from '../domain/cluster/cluster-view.ts';
import type { Lookup } from '../domain/cluster/lookup.ts';
import type { ContainerSpec } from '../domain/cluster/pod-spec.ts';
import { revisionsOf } from '../domain/cluster/revisions.ts';
import type { DaemonSet, PodTemplate } from '../domain/cluster/workload.ts';
import { HOUR, type Instant } from '../domain/instant.ts';

/** A program that makes NetworkPolicies come true, and since when it does. */
export type PolicyEngine = { readonly program: DaemonSet; readonly since: Instant };

/** Network programs that enforce policies whenever they run, by image. */
const engines =
  /(?:calico\/node|cilium\/cilium|antrea|kube-router|weave-npc|romana|azure-npm|ovn-kube|kube-ovn|kube-network-policies|canal)/i;

/** Enforces only when it is asked to (https://docs.aws.amazon.com/eks/latest/userguide/cni-network-policy.html). */
const agents = /aws-network-policy-agent/i;
const asked = /^--enable-network-policy=true$/;

/** Kinds that come with such programs and stay behind when these go. */
const engineKinds = /(?:^|\.)(?:projectcalico\.org|cilium\.io|antrea\.io|tigera\.io|kubeovn\.io)$/;

/**
 * True when the kinds of some policy engine were there well before: then one has been here already, and what it
 * enforced never slept.
 */
export function hadEngineBefore({ customresourcedefinitions }: ClusterView, since: Instant): boolean {
  return customresourcedefinitions.some(
    ({ group, createdAt }) => engineKinds.test(group) && createdAt < since - 24 * HOUR,
  );
}

/** Every program of a view that enforces policies, the one that did first first. */
export function policyEngines(view: ClusterView, lookup: Lookup): readonly PolicyEngine[] {
  return view.daemonsets
    .flatMap((program) =>
      enforces(program.template) ? [{ program, since: sinceWhen(program, lookup) }] : [],
    )
    .sort((a, b) => a.since - b.since);
}

/** When the first revision of the unbroken row came that enforces; without older ones the program's creation. */
function sinceWhen(program: DaemonSet, lookup: Lookup): Instant {
  const revisions = revisionsOf(lookup.revisionsOf(program));
  const quiet = revisions.findIndex(({ template }) => !enforces(template));
  return revisions[quiet - 1]?.createdAt ?? program.createdAt;
}

function enforces({ spec }: PodTemplate): boolean {
  return spec.containers.some((container) => isEngine(container));
}

function isEngine({ role, image, args }: ContainerSpec): boolean {
  if (role === 'init') return false;
  return engines.test(image) || (agents.test(image) && args.some((arg) => asked.test(arg)));
}
