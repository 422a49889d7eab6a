import type { ClusterObject } from '../cluster-object.ts';
import type { ClusterWorld } from '../cluster-world.ts';
import type { AdmissionRequest } from './admission-request.ts';
import { withLimitDefaults } from './limit-range.ts';
import { podSecurity } from './pod-security.ts';
import { checkQuota } from './quota.ts';
import { callWebhooks, writtenByWebhooks } from './webhooks.ts';

/** What admission changes in an object before it is checked. */
export function mutate(world: ClusterWorld, request: AdmissionRequest): ClusterObject {
  const object = writtenByWebhooks(world, request);
  const isNewPod = request.kind.kind === 'Pod' && request.operation === 'CREATE';
  return isNewPod ? withLimitDefaults(world, { ...request, object }) : object;
}

/** Throws the refusal of a rule of the cluster: its webhooks, its quotas, Pod Security. Returns their warnings. */
export function admit(world: ClusterWorld, request: AdmissionRequest): string[] {
  const warnings = podSecurity(world, request);
  warnings.push(...callWebhooks(world, request, 'MutatingWebhookConfiguration'));
  warnings.push(...callWebhooks(world, request, 'ValidatingWebhookConfiguration'));
  checkQuota(world, request);
  return warnings;
}
