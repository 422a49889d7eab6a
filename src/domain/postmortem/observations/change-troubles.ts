import type { PostmortemChange } from '../postmortem.ts';
import type { Observed } from './observed.ts';
import { proposalList } from './proposal-list.ts';

type Trouble = {
  readonly of: (change: PostmortemChange) => boolean;
  /** The rest of the sentence for one, and for several. */
  readonly one: string;
  readonly many: string;
};

/** In the order in which they come in the life of a change. */
const troubles: readonly Trouble[] = [
  {
    of: ({ brokeGlass }) => brokeGlass,
    one: 'broke the glass: nobody else was asked, to be reviewed.',
    many: 'broke the glass: nobody else was asked, to be reviewed.',
  },
  { of: inState('refused'), one: 'could not be planned.', many: 'could not be planned.' },
  { of: inState('denied'), one: 'was denied.', many: 'were denied.' },
  { of: inState('expired'), one: 'expired before it was done.', many: 'expired before they were done.' },
  {
    of: inState('superseded'),
    one: 'was not done, because what had been approved was no longer what would have happened.',
    many: 'were not done, because what had been approved was no longer what would have happened.',
  },
  { of: inState('failed'), one: 'failed.', many: 'failed.' },
  {
    of: inState('unknown'),
    one: 'has an unknown outcome: nobody knows whether it was done.',
    many: 'have an unknown outcome: nobody knows whether they were done.',
  },
  { of: inState('stopped'), one: 'was stopped.', many: 'were stopped.' },
  {
    of: ({ undoneBy }) => undoneBy !== null,
    one: 'was undone afterwards.',
    many: 'were undone afterwards.',
  },
];

/** What went wrong with changes of the cluster, each kind with the numbers of the proposals. */
export function changeTroubles({ changes }: Observed): readonly string[] {
  return troubles.flatMap(({ of, one, many }) => {
    const found = changes.filter(of);
    return found.length === 0 ? [] : [`${proposalList(found)} ${found.length === 1 ? one : many}`];
  });
}

function inState(state: PostmortemChange['state']): Trouble['of'] {
  return (change) => change.state === state;
}
