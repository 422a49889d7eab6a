import { ageOf, humanDuration } from './age.ts';
import { containerCells, type LabelSelector, selectorCell } from './containers-cells.ts';
import { ageColumn, column, nameColumn, printer, wide } from './table-printer.ts';

type Template = { spec: { containers: { name: string; image?: string }[] } };

type JobView = {
  spec: { completions?: number; parallelism?: number; selector?: LabelSelector; template: Template };
  status?: {
    succeeded?: number;
    startTime?: string;
    completionTime?: string;
    conditions?: { type: string; status: string }[];
  };
};

/** The first condition that holds names the state of a job. */
const JOB_STATES: readonly [condition: string, word: string][] = [
  ['Complete', 'Complete'],
  ['Failed', 'Failed'],
];

const LATER_JOB_STATES: readonly [condition: string, word: string][] = [
  ['Suspended', 'Suspended'],
  ['FailureTarget', 'FailureTarget'],
  ['SuccessCriteriaMet', 'SuccessCriteriaMet'],
];

export const jobPrinter = printer(
  [
    nameColumn,
    column('Status'),
    column('Completions'),
    column('Duration'),
    ageColumn,
    wide('Containers'),
    wide('Images'),
    wide('Selector'),
  ],
  (object, now) => {
    const job = object as unknown as JobView;
    return [
      object.metadata.name,
      stateCell(job, object.metadata.deletionTimestamp !== undefined),
      completionsCell(job),
      durationCell(job, now),
      ageOf(object.metadata.creationTimestamp, now),
      ...containerCells(job.spec.template.spec.containers),
      selectorCell(job.spec.selector),
    ];
  },
);

function stateCell({ status }: JobView, deleting: boolean): string {
  const holds = ([type]: readonly [string, string]) =>
    status?.conditions?.some((one) => one.type === type && one.status === 'True') === true;
  const ended = JOB_STATES.find(holds);
  if (ended) return ended[1];
  if (deleting) return 'Terminating';
  return LATER_JOB_STATES.find(holds)?.[1] ?? 'Running';
}

function completionsCell({ spec, status }: JobView): string {
  const succeeded = status?.succeeded ?? 0;
  if (spec.completions !== undefined) return `${succeeded}/${spec.completions}`;
  const { parallelism = 0 } = spec;
  return parallelism > 1 ? `${succeeded}/1 of ${parallelism}` : `${succeeded}/1`;
}

function durationCell({ status }: JobView, now: number): string {
  const { startTime, completionTime } = status ?? {};
  if (!startTime) return '';
  const end = completionTime ? Date.parse(completionTime) : now;
  return humanDuration(end - Date.parse(startTime));
}

type CronJobView = {
  spec: {
    schedule: string;
    timeZone?: string;
    suspend?: boolean;
    jobTemplate: { spec: { selector?: LabelSelector; template: Template } };
  };
  status?: { active?: unknown[]; lastScheduleTime?: string };
};

export const cronJobPrinter = printer(
  [
    nameColumn,
    column('Schedule'),
    column('Timezone'),
    column('Suspend', 'boolean'),
    column('Active', 'integer'),
    column('Last Schedule'),
    ageColumn,
    wide('Containers'),
    wide('Images'),
    wide('Selector'),
  ],
  (object, now) => {
    const { spec, status = {} } = object as unknown as CronJobView;
    const { suspend } = spec;
    return [
      object.metadata.name,
      spec.schedule,
      spec.timeZone ?? '<none>',
      suspend === undefined ? '<unset>' : suspend ? 'True' : 'False',
      (status.active ?? []).length,
      status.lastScheduleTime ? ageOf(status.lastScheduleTime, now) : '<none>',
      ageOf(object.metadata.creationTimestamp, now),
      ...containerCells(spec.jobTemplate.spec.template.spec.containers),
      selectorCell(spec.jobTemplate.spec.selector),
    ];
  },
);
