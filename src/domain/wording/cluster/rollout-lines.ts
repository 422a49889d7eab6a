import { type Revision, rolledOut } from '../../cluster/revisions.ts';
import { type TemplateChange, templateChangeWords } from '../../cluster/template-change.ts';
import type { DaemonSet, Deployment, StatefulSet } from '../../cluster/workload.ts';
import type { Instant } from '../../instant.ts';
import { ageWords } from './age.ts';
import { conditionLines } from './condition-lines.ts';
import { countWords } from './describe-workload.ts';
import { sectionsText } from './sections.ts';

/** The workloads that keep their revisions. */
export type Revised = Deployment | StatefulSet | DaemonSet;

/** What the recorded name is, said once under every list of changes. */
export const PROGRAM = '“by” is the program that the API server recorded, not a person.';

/** A workload's revisions, the newest number first. `pods`: how many pods each one has, where that is known. */
export type RolloutStory = {
  readonly workload: Revised;
  readonly revisions: readonly Revision[];
  readonly pods: ReadonlyMap<string, number>;
  readonly gaps: readonly string[];
  readonly now: Instant;
};

/** `Deployment shop/checkout: revision 7 for 12m (kubectl-set), app image: a:1 -> a:2; 1 of 3 ready.` */
export function rolloutSummary({ workload, revisions, now }: RolloutStory): string {
  const name = `${workload.kind} ${workload.namespace}/${workload.name}`;
  const current = revisions.find((revision) => isInForce(workload, revision, revisions));
  if (!current) return `${name}: no revisions are kept; ${countWords(workload)}.`;
  const { at, by } = rolledOut(workload, current, true);
  const [first, ...more] = current.diff;
  const what = first
    ? `, ${templateChangeWords(first)}${more.length > 0 ? ` and ${more.length} more` : ''}`
    : '';
  const stuck = workload.conditions.find(({ type, status }) => type === 'Progressing' && status === 'False');
  const end = stuck ? `; stuck: ${stuck.reason}` : '';
  return `${name}: revision ${current.number} since ${ageWords(at, now)}${by === null ? '' : ` (${by})`}${what}; ${countWords(workload)}${end}.`;
}

/** Each revision with when, by which program, what it changed against the one before, and which pods it has. */
export function rolloutText(story: RolloutStory): string {
  const { workload, revisions, pods, gaps, now } = story;
  return sectionsText([
    {
      title: null,
      lines: [
        `${workload.kind} ${workload.namespace}/${workload.name}`,
        countWords(workload),
        ...conditionLines(workload.conditions, now),
      ],
    },
    ...revisions.map((revision) => {
      const inForce = isInForce(workload, revision, revisions);
      const { at, by } = rolledOut(workload, revision, inForce);
      const put = at === revision.createdAt ? '' : `, first ${ageWords(revision.createdAt, now)} ago`;
      const count = pods.get(revision.kept.name);
      return {
        title: `Revision ${revision.number}${inForce ? ' (in force)' : ''}`,
        lines: [
          `${ageWords(at, now)} ago${by === null ? '' : ` by ${by}`}${put}`,
          ...(revision.cause === null ? [] : [`noted: ${revision.cause}`]),
          ...(count === undefined ? [] : [`${count} ${count === 1 ? 'pod' : 'pods'}`]),
          ...diffLines(revision),
        ],
      };
    }),
    { title: 'Not seen', lines: gaps },
    { title: null, lines: [PROGRAM] },
  ]);
}

function diffLines({ oldest, diff, template }: Revision): readonly string[] {
  const images = template.spec.containers.map(({ name, image }) => `${name} image: ${image}`);
  if (oldest) return ['the oldest that is kept', ...images];
  return diff.length === 0
    ? ['no difference in the template']
    : diff.map((change: TemplateChange) => templateChangeWords(change));
}

function isInForce(workload: Revised, revision: Revision, all: readonly Revision[]): boolean {
  return workload.kind === 'StatefulSet'
    ? revision.kept.name === workload.updateRevision
    : revision.number === Math.max(...all.map(({ number }) => number));
}
