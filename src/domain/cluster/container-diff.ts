import type { ContainerSpec, EnvVar, KeyRef, Probe } from './pod-spec.ts';
import { quantityWords } from './quantity-words.ts';
import { type ChangedPart, changesBetween, type Said, type TemplateChange } from './template-change.ts';

/** What differs between the containers of two templates; they are the same when they have the same name. */
export function containerDiff(
  before: readonly ContainerSpec[],
  after: readonly ContainerSpec[],
): readonly TemplateChange[] {
  const old = new Map(before.map((container) => [container.name, container]));
  const kept = new Set(after.map(({ name }) => name));
  return [
    ...after.flatMap((container): readonly TemplateChange[] => {
      const was = old.get(container.name);
      if (was) return changesBetween(said(was), said(container), container.name);
      const text = `image ${container.image}`;
      return [
        { part: 'container', container: container.name, field: container.role, before: null, after: text },
      ];
    }),
    ...before
      .filter(({ name }) => !kept.has(name))
      .map(
        ({ name, role, image }): TemplateChange => ({
          part: 'container',
          container: name,
          field: role,
          before: `image ${image}`,
          after: null,
        }),
      ),
  ];
}

/** A probe in one line: `http :8080/healthz every 10s, timeout 1s, 3 failures, first after 5s`. */
export function probeWords(probe: Probe): string {
  const where = probe.how === 'exec' ? ` ${probe.detail}` : ` :${probe.port ?? '?'}${probe.detail}`;
  const first = probe.initialDelay > 0 ? `, first after ${probe.initialDelay}s` : '';
  return `${probe.how}${where} every ${probe.period}s, timeout ${probe.timeout}s, ${probe.failures} failures${first}`;
}

/** What a variable is, or where it comes from: `debug`, `ConfigMap app, key level`. */
export function envWords({ value, from }: EnvVar): string {
  if (from === null) return value ?? '';
  return from.kind === 'Field' ? `field ${from.path}` : keyRefWords(from);
}

/** `ConfigMap app, key level`, `Secret db (all of it, optional)`. */
export function keyRefWords({ kind, name, key, optional }: KeyRef): string {
  const may = optional ? ', optional' : '';
  return key === null ? `${kind} ${name} (all of it${may})` : `${kind} ${name}, key ${key}${may}`;
}

function said(container: ContainerSpec): Said {
  const words = new Map<string, { readonly part: ChangedPart; readonly text: string }>();
  const say = (part: ChangedPart, field: string, text: string) => words.set(field, { part, text });
  say('image', 'image', container.image);
  say('image', 'pull policy', container.pullPolicy);
  if (container.command.length > 0) say('command', 'command', container.command.join(' '));
  if (container.args.length > 0) say('command', 'args', container.args.join(' '));
  for (const variable of container.env) say('env', `env ${variable.name}`, envWords(variable));
  for (const ref of container.envFrom)
    say('env', `env from ${ref.kind} ${ref.name}`, ref.optional ? 'optional' : '');
  for (const [bound, quantities] of Object.entries({
    requests: container.requests,
    limits: container.limits,
  })) {
    for (const [resource, amount] of Object.entries(quantities)) {
      say('resources', `${bound}.${resource}`, quantityWords(resource, amount));
    }
  }
  for (const kind of ['startup', 'readiness', 'liveness'] as const) {
    const probe = container[kind];
    if (probe) say('probe', `${kind} probe`, probeWords(probe));
  }
  for (const { path, volume, readOnly } of container.mounts) {
    say('mount', `mount ${path}`, `volume ${volume}${readOnly ? ', read-only' : ''}`);
  }
  for (const { name, port, protocol, hostPort } of container.ports) {
    const host = hostPort === null ? '' : `, on the host ${hostPort}`;
    say('port', `port ${port}/${protocol}`, `${name ?? ''}${host}`);
  }
  if (container.privileged) say('security', 'privileged', 'yes');
  return words;
}
