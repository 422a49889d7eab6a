import { type Exit, hasEnded, isMeant, lastExit, type Run, runsOf } from '../../domain/cluster/runs.ts';
import type { Finding } from '../../domain/finding.ts';
import { MINUTE } from '../../domain/instant.ts';
import { oneLine } from '../../domain/one-line.ts';
import { type Afflicted, afflicted, refsOf, whoWords } from '../afflicted.ts';
import type { Check, Situation } from '../check.ts';
import { type ProbeKill, probeKills } from '../killings.ts';
import { loopBeganAt } from '../loop-began-at.ts';
import { clock, span } from '../words/clock.ts';
import { exitWords } from '../words/exit-words.ts';
import { look } from '../words/look.ts';
import { line, table } from '../words/proof.ts';

type Crash = Run & { readonly exit: Exit };

/** What the last words of a program tell, as far as they are of a well-known kind. */
const tellings: readonly (readonly [RegExp, string])[] = [
  [/address already in use|EADDRINUSE/i, 'its port is in use'],
  [/permission denied|EACCES|operation not permitted/i, 'it lacks a permission'],
  [/no such file or directory|ENOENT|executable file not found/i, 'a file is missing'],
  [/no such host|ENOTFOUND|name resolution/i, 'a name can not be resolved'],
  [
    /connection refused|ECONNREFUSED|dial tcp|i\/o timeout|ETIMEDOUT/i,
    'something that it needs can not be reached',
  ],
  [/out of memory|heap/i, 'it ran out of memory of its own'],
  [/exec format error/i, 'its image is made for another architecture'],
];

/**
 * Check 14: containers that end again and again, with the kind of end. Ends that another check knows better (out of
 * memory, killed for a probe) are left to it.
 */
export const crashLoop: Check = {
  id: 'crash-loop',
  title: 'Containers crash again and again, with what their end tells',
  reads: ['pods'],
  uses: ['events'],
  run: (situation) => {
    const crashes = runsOf(situation.view.pods.filter(isMeant), hasEnded).flatMap((run): readonly Crash[] => {
      const exit = lastExit(run.status);
      return exit && isLooping(run, exit, situation) ? [{ ...run, exit }] : [];
    });
    return afflicted(crashes, situation.lookup, ({ spec, exit }) => `${spec.name} ${exit.exitCode}`).map(
      (group) => finding(group, situation),
    );
  },
};

/**
 * True for a container that is in back-off, or that ended again not long ago. After each end it is terminated for some
 * seconds and then runs for a moment, so that one look may see any of the three states (measured on a real kubelet).
 */
function isLooping({ pod, status, spec }: Run, exit: Exit, { lookup, view }: Situation): boolean {
  if (exit.reason === 'OOMKilled') return false;
  if (isProbeKill(probeKills(lookup, pod, spec.name), exit)) return false;
  const { state, restarts } = status;
  if (state?.kind === 'waiting' && state.reason === 'CrashLoopBackOff') return true;
  if (restarts < 2 && !(restarts === 1 && state?.kind === 'terminated')) return false;
  // The longest pause between two tries is five minutes; an end longer ago than two of them was overcome.
  const recent = exit.finishedAt === null || view.takenAt - exit.finishedAt <= 10 * MINUTE;
  const brief =
    exit.startedAt === null || exit.finishedAt === null || exit.finishedAt - exit.startedAt <= 10 * MINUTE;
  return recent && brief;
}

/**
 * True when a probe's kill was the end. The kubelet stops counting its Killing events after some, so that the last one
 * told may be older than the end; the signal then has to tell. A program that ends well when asked has its own code.
 */
function isProbeKill(kills: readonly ProbeKill[], { exitCode, finishedAt }: Exit): boolean {
  const last = kills.at(-1);
  if (!last) return false;
  const near = finishedAt === null || Math.abs(last.event.lastAt - finishedAt) < 2 * MINUTE;
  return near || exitCode === 137 || exitCode === 143;
}

function finding(group: Afflicted<Crash>, { view, lookup }: Situation): Finding {
  const { hits, workload, pods } = group;
  const latest = hits.toSorted((a, b) => (b.exit.finishedAt ?? 0) - (a.exit.finishedAt ?? 0))[0] ?? hits[0];
  const { spec, exit } = latest;
  const began = Math.min(...hits.map((crash) => loopBeganAt(crash, lookup)));
  const restarts = hits.reduce((sum, { status }) => sum + status.restarts, 0);
  const said = oneLine(exit.message, 160);
  const telling = tellings.find(([words]) => words.test(exit.message))?.[1];
  const role = spec.role === 'init' ? 'Init container' : 'Container';
  const words = telling ? `: ${telling}` : said ? `: “${said}”` : '';
  return {
    check: 'crash-loop',
    object: workload,
    affects: refsOf(pods),
    sentence: `${role} ${spec.name} of ${whoWords(group)} crashes again and again since ${clock(began, view.takenAt)}, ${restarts} times so far, with ${exitWords(exit)}${words}`,
    confidence: 'proven',
    severity: 'high',
    layer: 'mechanism',
    changedAt: began,
    evidence: [
      line('Image', spec.image),
      ...(said ? [line('Last words', oneLine(exit.message, 500))] : []),
      table(
        'Crashes',
        ['pod', 'restarts', 'exit', 'reason', 'ran', 'ended'],
        hits.map(({ pod, status, exit: end }) => [
          pod.name,
          String(status.restarts),
          String(end.exitCode),
          end.reason,
          end.startedAt === null || end.finishedAt === null ? '-' : span(end.finishedAt - end.startedAt),
          end.finishedAt === null ? '-' : clock(end.finishedAt, view.takenAt),
        ]),
      ),
    ],
    lookNext: [
      look.logs(latest.pod, { container: spec.name, previous: true }),
      ...(workload.kind === 'Pod' ? [] : [look.rollout(workload)]),
    ],
    help: null,
  };
}
