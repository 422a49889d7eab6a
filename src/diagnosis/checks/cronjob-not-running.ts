import type { ClusterEvent } from '../../domain/cluster/event.ts';
import { longestPause } from '../../domain/cluster/longest-pause.ts';
import { refOf, refWords } from '../../domain/cluster/object-ref.ts';
import type { CronJob, Job } from '../../domain/cluster/workload.ts';
import type { Finding, Layer } from '../../domain/finding.ts';
import { HOUR, type Instant, MINUTE, SECOND } from '../../domain/instant.ts';
import { oneLine } from '../../domain/one-line.ts';
import type { Check, Situation } from '../check.ts';
import { around } from '../words/around.ts';
import { clock, span } from '../words/clock.ts';
import { look } from '../words/look.ts';
import { line } from '../words/proof.ts';

/** Suspended longer before the alert, it is meant to be so. */
const BEFORE = 24 * HOUR;
const LATE = 5 * MINUTE;

/** A run of this length holds up no schedule that is worth a word. */
const BRIEF = 15 * MINUTE;

/** From then on it is long, for a schedule of which is not known how often it runs. */
const LONG = 2 * HOUR;

/** Why no run was started, in words, and what proves it. */
type Why = {
  readonly words: string;
  readonly confidence: Finding['confidence'];
  readonly layer: Layer;
  readonly since: Instant;
  readonly job: Job | null;
  readonly said: ClusterEvent | null;
};

/**
 * What the controller of CronJobs says when it starts no run (kubernetes/kubernetes,
 * pkg/controller/cronjob/cronjob_controllerv2.go). That times were missed, TooManyMissedTimes, it says and starts one all
 * the same.
 */
const refusals: Readonly<Record<string, { readonly words: string; readonly layer: Layer }>> = {
  FailedCreate: { words: 'its Job is not accepted', layer: 'mechanism' },
  UnparseableSchedule: { words: 'its schedule can not be read', layer: 'cause' },
  InvalidSchedule: { words: 'its schedule can not be read', layer: 'cause' },
  UnknownTimeZone: { words: 'its time zone is not known', layer: 'cause' },
  MissSchedule: { words: 'its time went by before it could be started', layer: 'symptom' },
};

/**
 * Check 11: CronJobs that start no runs although they are meant to. How often a schedule runs is only worked out for
 * those of every day; of any other only what its controller says counts.
 */
export const cronjobNotRunning: Check = {
  id: 'cronjob-not-running',
  title: 'CronJobs that start no runs when they should, and why',
  reads: ['cronjobs', 'jobs'],
  uses: ['events', 'pods'],
  run: (situation) =>
    situation.view.cronjobs.flatMap((cronJob): readonly Finding[] => {
      if (cronJob.deletionAt !== null) return [];
      if (cronJob.suspended) return suspension(cronJob, situation);
      const why = heldUp(cronJob, situation) ?? refused(cronJob, situation) ?? overdue(cronJob, situation);
      return why ? [finding(cronJob, why, situation)] : [];
    }),
};

/** On purpose, so no trouble by itself; but what it does not do any more may be. */
function suspension(cronJob: CronJob, { view, onset }: Situation): readonly Finding[] {
  const [writer] = cronJob.managers
    .flatMap(({ at, name, paths }) => (at !== null && paths.includes('spec.suspend') ? [{ at, name }] : []))
    .toSorted((a, b) => b.at - a.at);
  if (!writer || writer.at - cronJob.createdAt <= 10 * SECOND) return [];
  if (writer.at < onset - BEFORE || writer.at > onset + LATE) return [];
  return [
    {
      check: 'cronjob-not-running',
      object: refOf(cronJob),
      affects: [],
      sentence: `${refWords(cronJob)} is suspended, last written by ${writer.name} at ${clock(writer.at, view.takenAt)}, ${around(writer.at, onset)}`,
      confidence: 'context',
      severity: 'info',
      layer: 'cause',
      changedAt: writer.at,
      evidence: schedule(cronJob, view.takenAt),
      lookNext: [look.describe(cronJob)],
      help: {
        action: 'resume',
        target: refOf(cronJob),
        text: 'Resume it, if it was not meant',
        remedy: { action: 'resume', parameters: {} },
      },
    },
  ];
}

/** Only one run at a time is allowed, and the one before does not come to its end. */
function heldUp(cronJob: CronJob, { view, lookup }: Situation): Why | null {
  if (cronJob.concurrency !== 'Forbid') return null;
  const [job] = lookup
    .ownedBy(cronJob)
    .flatMap((each) => (each.kind === 'Job' && runs(each) ? [each] : []))
    .toSorted((a, b) => a.createdAt - b.createdAt);
  if (!job) return null;
  const began = job.startedAt ?? job.createdAt;
  const pause = longestPause(cronJob.schedule);
  const said = lastSaid(cronJob, ['JobAlreadyActive'], began, { view, lookup });
  const age = view.takenAt - began;
  // Without a word of the controller only the time tells, and that only of a schedule that is understood.
  const long = pause === null ? said !== null && age > LONG : age > Math.max(BRIEF, 2 * pause);
  const skipping = said !== null && age > LONG;
  if (!long && !skipping) return null;
  return {
    words: `its run ${job.name} has been going for ${span(age)}, and concurrencyPolicy Forbid lets no other begin`,
    confidence: 'proven',
    layer: 'symptom',
    since: said?.firstAt ?? began + (pause ?? 0),
    job,
    said,
  };
}

function runs({ active, completedAt, deletionAt, suspended, conditions }: Job): boolean {
  const over = conditions.some(
    ({ type, status }) => status === 'True' && (type === 'Complete' || type === 'Failed'),
  );
  return active > 0 && completedAt === null && deletionAt === null && !suspended && !over;
}

/** The controller says why; what it said before its last run is over. */
function refused(cronJob: CronJob, { view, lookup }: Situation): Why | null {
  const said = lastSaid(cronJob, Object.keys(refusals), cronJob.lastScheduledAt ?? 0, { view, lookup });
  const why = said ? refusals[said.reason] : undefined;
  if (!said || !why) return null;
  const text = oneLine(said.message.replace(/^Error creating job: /, ''), 160);
  return {
    words: text === '' ? why.words : `${why.words}: ${text}`,
    confidence: 'proven',
    layer: why.layer,
    since: said.firstAt,
    job: null,
    said,
  };
}

/** Two of its times went by. Whoever wrote to it since may have given it another schedule, or resumed it. */
function overdue(cronJob: CronJob, { view, lookup }: Situation): Why | null {
  const pause = longestPause(cronJob.schedule);
  if (pause === null) return null;
  const written = cronJob.managers.flatMap(({ at, subresource }) =>
    at !== null && subresource !== 'status' ? [at] : [],
  );
  const from = Math.max(cronJob.createdAt, cronJob.lastScheduledAt ?? 0, ...written);
  if (view.takenAt - from <= 2 * pause + LATE) return null;
  const known = lookup.sawAll('events', cronJob.namespace);
  return {
    words: known
      ? 'no event says why: the controller of CronJobs may not be working'
      : 'events could not be read',
    confidence: 'consistent',
    layer: 'symptom',
    since: from + pause,
    job: null,
    said: null,
  };
}

function lastSaid(
  cronJob: CronJob,
  reasons: readonly string[],
  after: Instant,
  { view, lookup }: Pick<Situation, 'view' | 'lookup'>,
): ClusterEvent | null {
  const said = lookup
    .eventsAbout(cronJob)
    .filter(
      ({ reason, lastAt }) => reasons.includes(reason) && lastAt > after && view.takenAt - lastAt <= HOUR,
    );
  return said.at(-1) ?? null;
}

function finding(cronJob: CronJob, why: Why, { view, lookup }: Situation): Finding {
  const { job, said, words, since } = why;
  const pods = job ? lookup.podsOf(job) : [];
  const last = cronJob.lastScheduledAt;
  const never =
    last === null ? 'has never started a run' : `has started no run since ${clock(last, view.takenAt)}`;
  return {
    check: 'cronjob-not-running',
    object: refOf(cronJob),
    affects: [...(job ? [refOf(job)] : []), ...pods.map(refOf)],
    sentence: `${refWords(cronJob)} ${never}: ${words}`,
    confidence: why.confidence,
    severity: 'medium',
    layer: why.layer,
    changedAt: since,
    evidence: [
      ...schedule(cronJob, view.takenAt),
      ...(said ? [line('Its controller says', oneLine(`${said.reason}: ${said.message}`, 300))] : []),
    ],
    lookNext: [
      look.describe(cronJob),
      look.events(cronJob),
      ...(job ? [look.describe(job)] : []),
      ...pods.slice(0, 1).map((pod) => look.logs(pod)),
    ],
    help: null,
  };
}

function schedule(cronJob: CronJob, takenAt: Instant): Finding['evidence'] {
  const { lastScheduledAt, lastSucceededAt, concurrency } = cronJob;
  const at = (time: Instant | null) => (time === null ? 'never' : clock(time, takenAt));
  return [
    line('Schedule', `${cronJob.schedule}, concurrencyPolicy ${concurrency}`),
    line('Last run', `started ${at(lastScheduledAt)}, last success ${at(lastSucceededAt)}`),
  ];
}
