import { describe, expect, it } from 'vitest';
import { StatusFailure } from '../../../sandbox/cluster/http/status-failure.ts';
import { labelTest } from '../../../sandbox/cluster/selectors/label-selector.ts';

const labelled: Record<string, Record<string, string>> = {
  a: { app: 'a', tier: '1' },
  b: { app: 'b', tier: '10', 'team.example/name': 'x' },
  none: {},
};

const fitting = (selector: string) => {
  const fits = labelTest(selector);
  return Object.entries(labelled)
    .filter(([, labels]) => fits(labels))
    .map(([name]) => name);
};

describe('a label selector', () => {
  it.each([
    ['', ['a', 'b', 'none']],
    ['app=a', ['a']],
    ['app==b', ['b']],
    // What has no such label is not equal to anything, and in no set.
    ['app!=a', ['b', 'none']],
    ['app notin (a)', ['b', 'none']],
    ['app in (a,b)', ['a', 'b']],
    ['app', ['a', 'b']],
    ['!app', ['none']],
    ['tier>1', ['b']],
    ['tier<10', ['a']],
    ['app in (a, b), tier > 1 ,team.example/name', ['b']],
    ['app=', []],
  ])('"%s" fits %j', (selector, names) => {
    expect(fitting(selector)).toEqual(names);
  });

  it.each(['app in', 'app in (a', 'app=a,', '=a', 'app~a', 'a b', 'tier>x', '-app=a', 'a/b/c=d'])(
    '"%s" is refused',
    (selector) => {
      expect(() => labelTest(selector)).toThrow(StatusFailure);
    },
  );
});
