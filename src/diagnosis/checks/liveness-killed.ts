import type { Lookup } from '../../domain/cluster/lookup.ts';
import type { Probe } from '../../domain/cluster/pod-spec.ts';
import { hasRestarted, isMeant, lastExit, type Run, runsOf } from '../../domain/cluster/runs.ts';
import type { Finding } from '../../domain/finding.ts';
import { SECOND } from '../../domain/instant.ts';
import { oneLine } from '../../domain/one-line.ts';
import { type Afflicted, afflicted, refsOf, whoWords } from '../afflicted.ts';
import type { Check, Situation } from '../check.ts';
import { type ProbeKill, probeKills } from '../killings.ts';
import { clock, span } from '../words/clock.ts';
import { look } from '../words/look.ts';
import { line, table } from '../words/proof.ts';

type Kill = Run & {
  readonly last: ProbeKill;
  readonly first: ProbeKill;
  /** How long it had run when it was ended, in milliseconds. */
  readonly ran: number | null;
};

/** Check 20: containers that the kubelet kills because their own liveness or startup probe fails. */
export const livenessKilled: Check = {
  id: 'liveness-killed',
  title: 'Containers are killed by their own liveness or startup probe',
  reads: ['pods', 'events'],
  run: (situation) => {
    const kills = runsOf(situation.view.pods.filter(isMeant), hasRestarted).flatMap(
      (run): readonly Kill[] => {
        const [first, ...more] = probeKills(situation.lookup, run.pod, run.spec.name);
        if (!first) return [];
        const exit = lastExit(run.status);
        const timed = exit !== null && exit.startedAt !== null && exit.finishedAt !== null;
        const ran = timed ? (exit.finishedAt ?? 0) - (exit.startedAt ?? 0) : null;
        return [{ ...run, first, last: more.at(-1) ?? first, ran }];
      },
    );
    return afflicted(kills, situation.lookup, ({ spec, last }) => `${spec.name} ${last.probe}`).map((group) =>
      finding(group, situation),
    );
  },
};

function finding(group: Afflicted<Kill>, { view, lookup }: Situation): Finding {
  const { hits, workload, pods } = group;
  const latest = hits.toSorted((a, b) => b.last.event.lastAt - a.last.event.lastAt)[0] ?? hits[0];
  const { spec, last } = latest;
  const probe = last.probe === 'startup' ? spec.startup : spec.liveness;
  const began = Math.min(...hits.map(({ first }) => first.event.firstAt));
  const restarts = hits.reduce((sum, { status }) => sum + status.restarts, 0);
  const failure = failureOf(latest, lookup);
  return {
    check: 'liveness-killed',
    object: workload,
    affects: refsOf(pods),
    sentence: `Container ${spec.name} of ${whoWords(group)} is killed by its own ${last.probe} probe since ${clock(began, view.takenAt)}, ${restarts} restarts so far${allowance(latest, probe)}`,
    confidence: 'proven',
    severity: 'high',
    layer: 'mechanism',
    changedAt: began,
    evidence: [
      ...(probe ? [line('Probe', arithmetic(probe))] : []),
      ...(failure ? [line('Last failure', oneLine(failure, 300))] : []),
      table(
        'Kills',
        ['pod', 'restarts', 'last kill', 'ran'],
        hits.map(({ pod, status, last: kill, ran }) => [
          pod.name,
          String(status.restarts),
          clock(kill.event.lastAt, view.takenAt),
          ran === null ? '-' : span(ran),
        ]),
      ),
    ],
    lookNext: [
      look.logs(latest.pod, { container: spec.name, previous: true }),
      look.describe(latest.pod),
      look.top('pods', latest.pod.namespace),
    ],
    help: null,
  };
}

/** Seconds from the start of a container until the probe may kill it. */
function patience({ initialDelay, period, failures }: Probe): number {
  return initialDelay + period * failures;
}

/** Says that it never gets up in time, when no run lasted much longer than the probe waits. */
function allowance({ spec, pod, ran }: Kill, probe: Probe | null): string {
  if (!probe || ran === null || spec.startup) return '';
  const allowed = patience(probe);
  // The kubelet starts probing at a random moment within a period, and the end takes as long as the grace.
  const most = (allowed + 2 * probe.period + pod.spec.gracePeriod) * SECOND;
  return ran <= most ? `: it may take ${allowed} s to start, and has no startup probe` : '';
}

function arithmetic(probe: Probe): string {
  const { how, detail, port, initialDelay, period, failures, timeout } = probe;
  const asks = [how, port === null ? '' : `port ${port}`, detail].filter((part) => part !== '').join(' ');
  return `${asks}: after ${initialDelay} s, every ${period} s, answer within ${timeout} s, ${failures} failures in a row, so ${patience(probe)} s`;
}

function failureOf({ pod }: Kill, lookup: Lookup): string | null {
  const failed = lookup
    .eventsAbout(pod)
    .findLast(({ reason, message }) => reason === 'Unhealthy' && /^(?:Liveness|Startup) probe/.test(message));
  return failed?.message ?? null;
}
