import type { ContainerSpec, EnvVar, KeyRef, Probe } from '../../../domain/cluster/pod-spec.ts';
import {
  type Fields,
  fields,
  flag,
  isFields,
  list,
  number,
  numberOrName,
  numberOrNull,
  text,
  textOrNull,
} from './fields.ts';
import type { Reading } from './reading.ts';
import { volumeName } from './token-volume.ts';

type Role = ContainerSpec['role'];

/** The role of an init container: with restartPolicy Always it is a sidecar and runs on. */
export function initRole(container: Fields): Role {
  return container.restartPolicy === 'Always' ? 'sidecar' : 'init';
}

/** A container of a pod or a pod template. */
export function containerSpec(container: Fields, role: Role, reading: Reading): ContainerSpec {
  const resources = fields(container.resources);
  return {
    name: text(container.name),
    role,
    image: text(container.image),
    pullPolicy: text(container.imagePullPolicy),
    command: reading.words(container.command),
    args: reading.words(container.args),
    ports: list(container.ports).map(port),
    env: list(container.env).map((entry) => envVar(fields(entry), reading)),
    envFrom: list(container.envFrom).flatMap(envFrom),
    requests: reading.quantities(resources.requests),
    limits: reading.quantities(resources.limits),
    liveness: probe(container.livenessProbe, reading),
    readiness: probe(container.readinessProbe, reading),
    startup: probe(container.startupProbe, reading),
    mounts: list(container.volumeMounts).map(mount),
    privileged: flag(fields(container.securityContext).privileged),
  };
}

function port(entry: unknown): ContainerSpec['ports'][number] {
  const { name, containerPort, protocol, hostPort } = fields(entry);
  return {
    name: textOrNull(name),
    port: number(containerPort),
    protocol: text(protocol, 'TCP'),
    hostPort: numberOrNull(hostPort),
  };
}

function mount(entry: unknown): ContainerSpec['mounts'][number] {
  const { name, mountPath, readOnly } = fields(entry);
  return { volume: volumeName(text(name)), path: text(mountPath), readOnly: flag(readOnly) };
}

function envVar(entry: Fields, reading: Reading): EnvVar {
  const name = text(entry.name);
  if (!isFields(entry.valueFrom)) return reading.variable(name, text(entry.value));
  const { configMapKeyRef, secretKeyRef, fieldRef, resourceFieldRef } = entry.valueFrom;
  if (isFields(secretKeyRef)) return { name, value: null, from: keyRef('Secret', secretKeyRef) };
  if (isFields(configMapKeyRef)) return { name, value: null, from: keyRef('ConfigMap', configMapKeyRef) };
  const path = text(fields(fieldRef).fieldPath) || text(fields(resourceFieldRef).resource);
  return { name, value: null, from: { kind: 'Field', path } };
}

function envFrom(entry: unknown): readonly KeyRef[] {
  const { configMapRef, secretRef } = fields(entry);
  if (isFields(secretRef)) return [keyRef('Secret', secretRef)];
  return isFields(configMapRef) ? [keyRef('ConfigMap', configMapRef)] : [];
}

function keyRef(kind: KeyRef['kind'], { name, key, optional }: Fields): KeyRef {
  return { kind, name: text(name), key: textOrNull(key), optional: flag(optional) };
}

/** The defaults are those of the API reference, should the object come from somewhere that fills in none. */
function probe(value: unknown, reading: Reading): Probe | null {
  if (!isFields(value)) return null;
  return {
    ...how(value, reading),
    initialDelay: number(value.initialDelaySeconds),
    period: number(value.periodSeconds, 10),
    timeout: number(value.timeoutSeconds, 1),
    failures: number(value.failureThreshold, 3),
  };
}

function how(
  { httpGet, tcpSocket, grpc, exec }: Fields,
  reading: Reading,
): Pick<Probe, 'how' | 'port' | 'detail'> {
  if (isFields(httpGet)) {
    return { how: 'http', port: numberOrName(httpGet.port), detail: reading.hidden(text(httpGet.path, '/')) };
  }
  if (isFields(tcpSocket)) return { how: 'tcp', port: numberOrName(tcpSocket.port), detail: '' };
  if (isFields(grpc)) return { how: 'grpc', port: numberOrName(grpc.port), detail: text(grpc.service) };
  return { how: 'exec', port: null, detail: reading.words(fields(exec).command).join(' ') };
}
