import type { ContainerState, ContainerStatus, Pod } from '../../../domain/cluster/pod.ts';
import { initRole } from './container-spec.ts';
import {
  type Fields,
  fields,
  flag,
  isFields,
  list,
  number,
  numberOrNull,
  text,
  textOrNull,
} from './fields.ts';
import { conditions, meta } from './meta.ts';
import { moment } from './moment.ts';
import { podSpec } from './pod-spec.ts';
import type { Reading } from './reading.ts';

/** `terminationMessagePolicy: FallbackToLogsOnError` gives up to 2 kB of log; its end says most. */
const MAX_MESSAGE = 2_000;

export function pod(item: Fields, reading: Reading): Pod {
  const { spec, entries } = reading.podSpecs.projected(item.spec, (written) => podSpec(written, reading));
  const status = fields(item.status);
  return {
    ...meta('Pod', item, reading, { managers: 'none' }),
    spec,
    node: textOrNull(fields(item.spec).nodeName),
    phase: text(status.phase, 'Unknown'),
    reason: text(status.reason),
    message: reading.hidden(status.message),
    qos: text(status.qosClass),
    ip: textOrNull(status.podIP),
    startedAt: moment(status.startTime),
    conditions: conditions(status.conditions, reading),
    containers: containerStatuses(entries, status, reading),
  };
}

function containerStatuses(spec: Fields, status: Fields, reading: Reading): readonly ContainerStatus[] {
  const main = list(status.containerStatuses).map((entry) => containerStatus(fields(entry), 'main', reading));
  const before = list(status.initContainerStatuses);
  if (before.length === 0) return main;
  const specs = list(spec.initContainers).map(fields);
  return [
    ...before.map((entry) => {
      const container = fields(entry);
      const its = specs.find(({ name }) => name === container.name);
      return containerStatus(container, its ? initRole(its) : 'init', reading);
    }),
    ...main,
  ];
}

function containerStatus(value: Fields, role: ContainerStatus['role'], reading: Reading): ContainerStatus {
  return {
    name: text(value.name),
    role,
    ready: flag(value.ready),
    restarts: number(value.restartCount),
    image: text(value.image),
    imageId: text(value.imageID),
    state: containerState(value.state, reading),
    lastState: containerState(value.lastState, reading),
  };
}

function containerState(value: unknown, reading: Reading): ContainerState | null {
  const { waiting, running, terminated } = fields(value);
  if (isFields(running)) return { kind: 'running', startedAt: moment(running.startedAt) };
  if (isFields(waiting)) {
    return { kind: 'waiting', reason: text(waiting.reason), message: reading.hidden(waiting.message) };
  }
  if (!isFields(terminated)) return null;
  return {
    kind: 'terminated',
    exitCode: number(terminated.exitCode),
    signal: numberOrNull(terminated.signal),
    reason: text(terminated.reason),
    message: reading.hidden(terminated.message, MAX_MESSAGE),
    startedAt: moment(terminated.startedAt),
    finishedAt: moment(terminated.finishedAt),
  };
}
