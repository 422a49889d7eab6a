import { envWords, keyRefWords, probeWords } from '../../cluster/container-diff.ts';
import type { ContainerState, ContainerStatus } from '../../cluster/pod.ts';
import type { ContainerSpec, PodSpec } from '../../cluster/pod-spec.ts';
import { quantitiesWords } from '../../cluster/quantity-words.ts';
import { volumeWords } from '../../cluster/template-diff.ts';
import { TOKEN_VOLUME } from '../../cluster/token-volume.ts';
import type { Instant } from '../../instant.ts';
import { ageWords, spanWords } from './age.ts';
import { line } from './sections.ts';

/** What a container does or how it ended: `waiting, CrashLoopBackOff: back-off 5m0s`, `ended 2m ago after 12s: ...`. */
export function stateWords(state: ContainerState, now: Instant): string {
  switch (state.kind) {
    case 'waiting':
      return `waiting${said(', ', state.reason)}${said(': ', withoutPodName(state.message))}`;
    case 'running':
      return state.startedAt === null ? 'running' : `running for ${ageWords(state.startedAt, now)}`;
    case 'terminated': {
      const { exitCode, signal, reason, message, startedAt, finishedAt } = state;
      const when = finishedAt === null ? '' : ` ${ageWords(finishedAt, now)} ago`;
      const ran =
        startedAt === null || finishedAt === null ? '' : ` after ${spanWords(finishedAt - startedAt)}`;
      const by = signal === null ? '' : `, signal ${signal}`;
      return `ended${when}${ran}: exit ${exitCode}${by}${said(', ', reason)}${said(': ', message)}`;
    }
  }
}

/** The kubelet repeats which container of which pod it speaks of. */
export function withoutPodName(message: string): string {
  return message.replace(/ restarting failed container=\S+ pod=\S+$/, '');
}

/** A container of a pod: what it does, how it ended before, and how it is made. */
export function containerLines(
  spec: ContainerSpec,
  status: ContainerStatus | null,
  now: Instant,
): readonly string[] {
  const role = spec.role === 'main' ? '' : ` (${spec.role})`;
  const image = status === null || status.image === spec.image ? [] : line('runs', status.image);
  const state = status?.state ?? null;
  return [
    `${spec.name}${role}  ${spec.image}`,
    ...[
      ...image,
      ...(state === null ? ['not started'] : [`now: ${stateWords(state, now)}`]),
      ...(status?.lastState ? [`before: ${stateWords(status.lastState, now)}`] : []),
      ...(status ? [`${status.ready ? 'ready' : 'not ready'}, ${restarts(status.restarts)}`] : []),
      ...line('digest', digestOf(status)),
      ...makeLines(spec),
    ].map((each) => `  ${each}`),
  ];
}

/** How a container is made: command, ports, resources, probes, environment, mounts. */
export function makeLines(spec: ContainerSpec): readonly string[] {
  const probes = (['startup', 'readiness', 'liveness'] as const).flatMap((kind) => {
    const probe = spec[kind];
    return probe === null ? [] : [`${kind}: ${probeWords(probe)}`];
  });
  return [
    ...line('command', [...spec.command, ...spec.args].join(' ')),
    ...line(
      'ports',
      spec.ports.map(({ name, port, protocol }) => `${name ? `${name} ` : ''}${port}/${protocol}`).join(', '),
    ),
    `requests: ${quantitiesWords(spec.requests)}`,
    `limits: ${quantitiesWords(spec.limits)}`,
    ...probes,
    ...(spec.privileged ? ['privileged: it may do everything on its node'] : []),
    ...spec.env.map(
      (variable) =>
        `env ${variable.name}=${variable.from === null ? envWords(variable) : `(${envWords(variable)})`}`,
    ),
    ...spec.envFrom.map((ref) => `env from ${keyRefWords(ref)}`),
    ...spec.mounts
      .filter(({ volume }) => !isToken(volume))
      .map(({ path, volume, readOnly }) => `mount ${path} of ${volume}${readOnly ? ', read-only' : ''}`),
  ];
}

/** A pod's volumes, without the token that every pod has. */
export function volumeLines(spec: PodSpec): readonly string[] {
  return spec.volumes
    .filter(({ name }) => !isToken(name))
    .map((volume) => `${volume.name}: ${volumeWords(volume)}`);
}

/** The token that every pod gets. */
function isToken(volume: string): boolean {
  return volume === TOKEN_VOLUME;
}

function restarts(count: number): string {
  return count === 1 ? '1 restart' : `${count} restarts`;
}

function digestOf(status: ContainerStatus | null): string | null {
  return /sha256:[0-9a-f]{12,}/.exec(status?.imageId ?? '')?.[0] ?? null;
}

function said(before: string, text: string): string {
  const words = text.replace(/\s+/g, ' ').trim();
  return words === '' ? '' : `${before}${words}`;
}
