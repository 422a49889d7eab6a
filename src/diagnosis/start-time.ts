import type { ContainerSpec, Probe } from '../domain/cluster/pod-spec.ts';
import { SECOND } from '../domain/instant.ts';

/** In milliseconds: what the probes of a container allow for starting. */
export function startTime({ startup, readiness }: ContainerSpec): number {
  const allowed = (probe: Probe | null) =>
    probe ? (probe.initialDelay + probe.period * probe.failures) * SECOND : 0;
  return allowed(startup) + (readiness ? readiness.initialDelay * SECOND : 0);
}
