import type {
  ControllerRevision,
  CronJob,
  DaemonSet,
  Deployment,
  Job,
  ReplicaSet,
  StatefulSet,
} from '../../../domain/cluster/workload.ts';
import { type Fields, fields, flag, list, number, text } from './fields.ts';
import { conditions, meta, selectorOrNull } from './meta.ts';
import { moment } from './moment.ts';
import { podTemplate } from './pod-spec.ts';
import type { Reading } from './reading.ts';

const REVISION = 'deployment.kubernetes.io/revision';

/** What a spec and a status have in common. Numbers that are zero are left out of a status. */
function replicated(spec: Fields, status: Fields, reading: Reading) {
  return {
    replicas: number(spec.replicas, 1),
    selector: selectorOrNull(spec.selector),
    template: podTemplate(spec.template, reading),
    observedGeneration: number(status.observedGeneration),
    currentReplicas: number(status.replicas),
    readyReplicas: number(status.readyReplicas),
    conditions: conditions(status.conditions, reading),
  };
}

export function deployment(item: Fields, reading: Reading): Deployment {
  const [spec, status] = [fields(item.spec), fields(item.status)];
  return {
    ...meta('Deployment', item, reading, { managers: 'paths' }),
    ...replicated(spec, status, reading),
    paused: flag(spec.paused),
    strategy: text(fields(spec.strategy).type, 'RollingUpdate'),
    progressDeadline: number(spec.progressDeadlineSeconds, 600),
    updatedReplicas: number(status.updatedReplicas),
    availableReplicas: number(status.availableReplicas),
  };
}

export function replicaSet(item: Fields, reading: Reading): ReplicaSet {
  const own = meta('ReplicaSet', item, reading, { managers: 'none' });
  const revision = Number.parseInt(own.annotations[REVISION] ?? '', 10);
  return {
    ...own,
    ...replicated(fields(item.spec), fields(item.status), reading),
    revision: Number.isNaN(revision) ? null : revision,
  };
}

export function statefulSet(item: Fields, reading: Reading): StatefulSet {
  const [spec, status] = [fields(item.spec), fields(item.status)];
  return {
    ...meta('StatefulSet', item, reading, { managers: 'paths' }),
    ...replicated(spec, status, reading),
    serviceName: text(spec.serviceName),
    podManagement: text(spec.podManagementPolicy, 'OrderedReady'),
    updateStrategy: text(fields(spec.updateStrategy).type, 'RollingUpdate'),
    firstOrdinal: number(fields(spec.ordinals).start),
    partition: number(fields(fields(spec.updateStrategy).rollingUpdate).partition),
    currentRevision: text(status.currentRevision),
    updateRevision: text(status.updateRevision),
    currentReplicas: number(status.currentReplicas),
    updatedReplicas: number(status.updatedReplicas),
    claimTemplates: list(spec.volumeClaimTemplates).map((claim) => text(fields(fields(claim).metadata).name)),
  };
}

export function daemonSet(item: Fields, reading: Reading): DaemonSet {
  const [spec, status] = [fields(item.spec), fields(item.status)];
  return {
    ...meta('DaemonSet', item, reading, { managers: 'paths' }),
    selector: selectorOrNull(spec.selector),
    template: podTemplate(spec.template, reading),
    observedGeneration: number(status.observedGeneration),
    updateStrategy: text(fields(spec.updateStrategy).type, 'RollingUpdate'),
    desired: number(status.desiredNumberScheduled),
    current: number(status.currentNumberScheduled),
    ready: number(status.numberReady),
    updated: number(status.updatedNumberScheduled),
    unavailable: number(status.numberUnavailable),
    misscheduled: number(status.numberMisscheduled),
    conditions: conditions(status.conditions, reading),
  };
}

export function controllerRevision(item: Fields, reading: Reading): ControllerRevision {
  return {
    ...meta('ControllerRevision', item, reading, { managers: 'none' }),
    revision: number(item.revision),
    template: podTemplate(fields(fields(item.data).spec).template, reading),
  };
}

export function job(item: Fields, reading: Reading): Job {
  const [spec, status] = [fields(item.spec), fields(item.status)];
  return {
    ...meta('Job', item, reading),
    template: podTemplate(spec.template, reading),
    suspended: flag(spec.suspend),
    backoffLimit: number(spec.backoffLimit, 6),
    active: number(status.active),
    succeeded: number(status.succeeded),
    failed: number(status.failed),
    startedAt: moment(status.startTime),
    completedAt: moment(status.completionTime),
    conditions: conditions(status.conditions, reading),
  };
}

export function cronJob(item: Fields, reading: Reading): CronJob {
  const [spec, status] = [fields(item.spec), fields(item.status)];
  return {
    ...meta('CronJob', item, reading, { managers: 'paths' }),
    schedule: text(spec.schedule),
    suspended: flag(spec.suspend),
    concurrency: text(spec.concurrencyPolicy, 'Allow'),
    lastScheduledAt: moment(status.lastScheduleTime),
    lastSucceededAt: moment(status.lastSuccessfulTime),
    template: podTemplate(fields(fields(spec.jobTemplate).spec).template, reading),
  };
}
