import { describe, it } from 'vitest';
import { type ActionName, actionNames } from '../../../../src/domain/action/action-name.ts';
import { runs } from '../../../setup/runs.ts';
import { atOnce, type Change, type Point, playKilled } from './killed-round.ts';

const at = (point: Point, actions: readonly ActionName[]): readonly Change[] =>
  actions.map((action) => ({ action, point }));

/** A patch with a note of ours, one without, and a removal: what became of them is found out in three ways. */
const guarding: readonly Change[] = [
  ...at('unsent', ['restart']),
  ...at('lost', ['scale', 'delete-pod']),
  ...at('unheard', ['restart', 'scale', 'delete-pod']),
  ...at('looked-at', ['restart', 'scale', 'delete-pod']),
];

/** All rounds together have every action at every point; they take minutes. */
const all: readonly (readonly Change[])[] = actionNames.map((first, index) => {
  const others = [...actionNames, ...actionNames].slice(index + 1, index + 4);
  const looked = others.filter((each) => !atOnce.includes(each)).slice(0, 1);
  return [
    ...at('unsent', [first]),
    ...at('lost', others),
    ...at('unheard', others),
    ...at('looked-at', looked),
  ];
});

const rounds = [guarding, ...all, ...atOnce.map((action) => at('looked-at', [action]))];

describe('an executor that is killed before a request, after it and while it looks', () => {
  it.each(rounds.slice(0, runs(1)).map((changes) => ({ changes, first: changes[0]?.action })))(
    'leaves each change done once or not at all, and the next one tells which: $changes.length changes, $first first',
    { timeout: 300_000 },
    ({ changes }) => playKilled(changes),
  );
});
