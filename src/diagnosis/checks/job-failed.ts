import { conditionOf } from '../../domain/cluster/conditions.ts';
import type { Condition } from '../../domain/cluster/meta.ts';
import { refKey, refOf, refWords } from '../../domain/cluster/object-ref.ts';
import { type Exit, hasEnded, lastExit, type Run, runsOf } from '../../domain/cluster/runs.ts';
import type { Job } from '../../domain/cluster/workload.ts';
import type { Finding } from '../../domain/finding.ts';
import { HOUR } from '../../domain/instant.ts';
import { oneLine } from '../../domain/one-line.ts';
import type { Check, Situation } from '../check.ts';
import { clock } from '../words/clock.ts';
import { exitWords } from '../words/exit-words.ts';
import { look } from '../words/look.ts';
import { line, table } from '../words/proof.ts';

/** A Job that failed longer ago is kept for the record. */
const WINDOW = 24 * HOUR;

type FailedJob = { readonly job: Job; readonly condition: Condition };

type Ended = Run & { readonly exit: Exit };

/** What the Job controller's reasons mean (https://kubernetes.io/docs/concepts/workloads/controllers/job/). */
const reasons: Readonly<Record<string, string>> = {
  BackoffLimitExceeded: 'it was tried as often as its backoffLimit allows',
  DeadlineExceeded: 'it ran longer than its activeDeadlineSeconds allow',
  PodFailurePolicy: 'its podFailurePolicy gives up on such an end',
  FailedIndexes: 'some of its indexes failed',
  MaxFailedIndexesExceeded: 'more of its indexes failed than it allows',
};

/** Check 12: Jobs that gave up, with how the last of their pods ended. Of a CronJob only the latest run counts. */
export const jobFailed: Check = {
  id: 'job-failed',
  title: 'Jobs that gave up, with how their pods ended',
  reads: ['jobs'],
  uses: ['pods', 'cronjobs'],
  run: (situation) => {
    const { view, lookup } = situation;
    const failed = view.jobs.flatMap((job): readonly FailedJob[] => {
      const condition = conditionOf(job, 'Failed');
      const at = condition?.changedAt ?? job.createdAt;
      return condition?.status === 'True' && view.takenAt - at <= WINDOW ? [{ job, condition }] : [];
    });
    const byMaker = Map.groupBy(failed, ({ job }) => refKey(lookup.topOwner(job)));
    return [...byMaker.values()].flatMap((runs) => {
      const [latest] = runs.toSorted((a, b) => b.job.createdAt - a.job.createdAt);
      return latest ? [finding(latest, situation)] : [];
    });
  },
};

function finding({ job, condition }: FailedJob, { view, lookup }: Situation): Finding {
  const maker = lookup.object(lookup.topOwner(job));
  const pods = lookup.podsOf(job);
  const ended = runsOf(pods, hasEnded)
    .flatMap((run): readonly Ended[] => {
      const exit = lastExit(run.status);
      return exit && exit.exitCode !== 0 ? [{ ...run, exit }] : [];
    })
    .sort((a, b) => (b.exit.finishedAt ?? 0) - (a.exit.finishedAt ?? 0));
  const [last] = ended;
  const at = condition.changedAt;
  const succeeded = maker?.kind === 'CronJob' ? maker.lastSucceededAt : null;
  const overcome = succeeded !== null && succeeded > (at ?? job.createdAt);
  const why = reasons[condition.reason] ?? oneLine(condition.message || condition.reason, 160);
  return {
    check: 'job-failed',
    object: refOf(job),
    affects: [...(maker ? [refOf(maker)] : []), ...pods.map(refOf)],
    sentence: `${refWords(job)} failed${at === null ? '' : ` at ${clock(at, view.takenAt)}`}: ${why}${last ? `; ${endWords(last)}` : ''}${overcome ? '. A later run succeeded' : ''}`,
    confidence: 'proven',
    severity: overcome ? 'medium' : 'high',
    layer: 'mechanism',
    changedAt: at,
    evidence: [
      line('Said', oneLine(`${condition.reason}: ${condition.message}`, 300)),
      ...(last?.exit.message ? [line('Last words', oneLine(last.exit.message, 500))] : []),
      ended.length === 0
        ? line('Its pods', 'none is left')
        : table(
            'Its pods',
            ['pod', 'container', 'exit', 'reason', 'ended'],
            ended.map(({ pod, spec, exit }) => [
              pod.name,
              spec.name,
              String(exit.exitCode),
              exit.reason,
              exit.finishedAt === null ? '-' : clock(exit.finishedAt, view.takenAt),
            ]),
          ),
    ],
    lookNext: [...(last ? [look.logs(last.pod, { container: last.spec.name })] : []), look.describe(job)],
    help: null,
  };
}

function endWords({ spec, exit }: Ended): string {
  const said = oneLine(exit.message, 160);
  const how = exit.reason === 'OOMKilled' ? 'was killed for lack of memory' : `ended with ${exitWords(exit)}`;
  return `container ${spec.name} ${how}${said ? `: “${said}”` : ''}`;
}
