import { conditionOf, isReady } from '../../domain/cluster/conditions.ts';
import type { Lookup } from '../../domain/cluster/lookup.ts';
import type { Pod } from '../../domain/cluster/pod.ts';
import type { ContainerSpec, Probe } from '../../domain/cluster/pod-spec.ts';
import { isMeant, type Run, runsOf } from '../../domain/cluster/runs.ts';
import type { Finding } from '../../domain/finding.ts';
import { type Instant, MINUTE } from '../../domain/instant.ts';
import { oneLine } from '../../domain/one-line.ts';
import { type Afflicted, afflicted, refsOf, whoWords } from '../afflicted.ts';
import type { Check, Situation } from '../check.ts';
import { startTime } from '../start-time.ts';
import { clock } from '../words/clock.ts';
import { look } from '../words/look.ts';
import { line, table } from '../words/proof.ts';

type Unready = Run & {
  readonly since: Instant;
  /** True when it has not been ready since it was made. */
  readonly never: boolean;
  readonly failure: string | null;
};

/** How long a pod may take to become ready before it is worth a word. */
const PATIENCE = 2 * MINUTE;

/** Check 19: containers that run, and whose readiness probe fails. */
export const neverReady: Check = {
  id: 'never-ready',
  title: 'Containers run and do not become ready, with probe and failure',
  reads: ['pods'],
  uses: ['events', 'nodes'],
  run: (situation) => {
    const pods = situation.view.pods.filter((pod) => isMeant(pod) && isUnready(pod, situation));
    const unready = runsOf(pods).flatMap((run): readonly Unready[] =>
      isWaitedFor(run)
        ? [{ ...run, ...sinceOf(run.pod), failure: failureOf(run.pod, situation.lookup) }]
        : [],
    );
    return afflicted(unready, situation.lookup, ({ spec }) => spec.name).map((group) =>
      finding(group, situation),
    );
  },
};

/** Running and not ready for longer than it may take. On a node that is away the node is the story, not the pod. */
function isUnready(pod: Pod, { view, lookup }: Situation): boolean {
  if (pod.phase !== 'Running' || isReady(pod)) return false;
  const node = lookup.node(pod.node);
  if (node && !isReady(node)) return false;
  return view.takenAt - sinceOf(pod).since > PATIENCE + Math.max(0, ...pod.spec.containers.map(startTime));
}

/** The container itself runs, has not just been started again, and is what the pod waits for. */
function isWaitedFor({ spec, status }: Run): boolean {
  return spec.role !== 'init' && status.state?.kind === 'running' && !status.ready;
}

function sinceOf(pod: Pod): { readonly since: Instant; readonly never: boolean } {
  const turned = conditionOf(pod, 'Ready')?.changedAt ?? pod.createdAt;
  const born = pod.startedAt ?? pod.createdAt;
  // The condition is first written some moments after the pod was made.
  return { since: turned, never: turned - born < MINUTE };
}

function failureOf(pod: Pod, lookup: Lookup): string | null {
  const failed = lookup
    .eventsAbout(pod)
    .findLast(({ reason, message }) => reason === 'Unhealthy' && message.startsWith('Readiness probe'));
  return failed?.message.replace(/^Readiness probe (?:failed|errored)[^:]*: ?/, '') ?? null;
}

function finding(group: Afflicted<Unready>, { view }: Situation): Finding {
  const { hits, workload, pods } = group;
  const [{ spec, pod }] = hits;
  const since = Math.min(...hits.map((hit) => hit.since));
  const never = hits.every((hit) => hit.never);
  const failure = hits.find((hit) => hit.failure !== null)?.failure ?? null;
  const wrong = spec.readiness ? wrongPort(spec, spec.readiness) : null;
  const why = wrong ?? (failure ? `its readiness probe fails: ${oneLine(failure, 160)}` : null);
  const state = never ? 'was never ready since it started' : 'runs and is not ready since';
  return {
    check: 'never-ready',
    object: workload,
    affects: refsOf(pods),
    sentence: `Container ${spec.name} of ${whoWords(group)} ${state} ${never ? 'at ' : ''}${clock(since, view.takenAt)}${why ? `: ${why}` : ''}`,
    confidence: 'proven',
    severity: 'high',
    layer: 'mechanism',
    changedAt: since,
    evidence: [
      line('Readiness probe', spec.readiness ? probeWords(spec.readiness) : 'none'),
      line('Container ports', portWords(spec)),
      ...(failure ? [line('Last failure', oneLine(failure, 300))] : []),
      table(
        'Pods',
        ['pod', 'node', 'not ready since', 'restarts'],
        hits.map((hit) => [
          hit.pod.name,
          hit.pod.node ?? '-',
          clock(hit.since, view.takenAt),
          String(hit.status.restarts),
        ]),
      ),
    ],
    lookNext: [look.logs(pod, { container: spec.name }), look.describe(pod)],
    help: null,
  };
}

/** A port's name must be one of the container's; a number need not be, because listing ports is only information. */
function wrongPort({ ports }: ContainerSpec, { port }: Probe): string | null {
  if (port === null || /^\d+$/.test(port) || ports.some(({ name }) => name === port)) return null;
  return `its readiness probe asks port ${port}, which the container does not have`;
}

function probeWords({ how, port, detail, period, timeout, failures }: Probe): string {
  const asks = [how, port === null ? '' : `port ${port}`, detail].filter((part) => part !== '').join(' ');
  return `${asks}, every ${period} s, answer within ${timeout} s, ${failures} failures in a row`;
}

function portWords({ ports }: ContainerSpec): string {
  const words = ports.map(({ name, port }) => (name === null ? String(port) : `${name} ${port}`));
  return words.length === 0 ? 'none listed' : words.join(', ');
}
