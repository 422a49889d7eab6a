import type { Check } from './check.ts';
import { autoscalerCannotAct } from './checks/autoscaler-cannot-act.ts';
import { barePod } from './checks/bare-pod.ts';
import { changeLedger } from './checks/change-ledger.ts';
import { claimPending } from './checks/claim-pending.ts';
import { clusterDnsUnhealthy } from './checks/cluster-dns-unhealthy.ts';
import { cniConfigChanged } from './checks/cni-config-changed.ts';
import { correlatedNodeLoss } from './checks/correlated-node-loss.ts';
import { crashLoop } from './checks/crash-loop.ts';
import { creationBlocked } from './checks/creation-blocked.ts';
import { cronjobNotRunning } from './checks/cronjob-not-running.ts';
import { daemonsetGaps } from './checks/daemonset-gaps.ts';
import { dormantPolicies } from './checks/dormant-policies.ts';
import { evicted } from './checks/evicted.ts';
import { exposedAdminUi } from './checks/exposed-admin-ui.ts';
import { failClosedWebhook } from './checks/fail-closed-webhook.ts';
import { imageDigestDrift } from './checks/image-digest-drift.ts';
import { imagePull } from './checks/image-pull.ts';
import { ingressBackendMissing } from './checks/ingress-backend-missing.ts';
import { jobFailed } from './checks/job-failed.ts';
import { killedOutsideKubernetes } from './checks/killed-outside-kubernetes.ts';
import { livenessKilled } from './checks/liveness-killed.ts';
import { loadBalancerPending } from './checks/load-balancer-pending.ts';
import { minerLikeCpu } from './checks/miner-like-cpu.ts';
import { missingReference } from './checks/missing-reference.ts';
import { mutableTag } from './checks/mutable-tag.ts';
import { neverReady } from './checks/never-ready.ts';
import { noReadyEndpoints } from './checks/no-ready-endpoints.ts';
import { nodeNotReady } from './checks/node-not-ready.ts';
import { nodePressure } from './checks/node-pressure.ts';
import { oomKilled } from './checks/oom-killed.ts';
import { overcommit } from './checks/overcommit.ts';
import { podCidrExhaustion } from './checks/pod-cidr-exhaustion.ts';
import { replicasCoLocated } from './checks/replicas-co-located.ts';
import { rolloutCorrelation } from './checks/rollout-correlation.ts';
import { rolloutStalled } from './checks/rollout-stalled.ts';
import { selectorOverlap } from './checks/selector-overlap.ts';
import { singlePointOfFailure } from './checks/single-point-of-failure.ts';
import { statefulsetWedged } from './checks/statefulset-wedged.ts';
import { stuckTerminating } from './checks/stuck-terminating.ts';
import { subjectGone } from './checks/subject-gone.ts';
import { targetPort } from './checks/target-port.ts';
import { twoCnis } from './checks/two-cnis.ts';
import { unschedulable } from './checks/unschedulable.ts';
import { volumeNotMounted } from './checks/volume-not-mounted.ts';
import { webhookScope } from './checks/webhook-scope.ts';

/** Every check there is. A new one is a file in `checks/` named after its id, and a line here. */
export const checks: readonly Check[] = [
  rolloutStalled,
  statefulsetWedged,
  daemonsetGaps,
  creationBlocked,
  imageDigestDrift,
  mutableTag,
  replicasCoLocated,
  singlePointOfFailure,
  autoscalerCannotAct,
  crashLoop,
  oomKilled,
  imagePull,
  unschedulable,
  missingReference,
  claimPending,
  volumeNotMounted,
  neverReady,
  livenessKilled,
  stuckTerminating,
  evicted,
  jobFailed,
  cronjobNotRunning,
  killedOutsideKubernetes,
  barePod,
  selectorOverlap,
  noReadyEndpoints,
  targetPort,
  ingressBackendMissing,
  loadBalancerPending,
  failClosedWebhook,
  rolloutCorrelation,
  clusterDnsUnhealthy,
  cniConfigChanged,
  dormantPolicies,
  twoCnis,
  podCidrExhaustion,
  exposedAdminUi,
  minerLikeCpu,
  correlatedNodeLoss,
  nodeNotReady,
  nodePressure,
  overcommit,
  webhookScope,
  subjectGone,
  changeLedger,
];
