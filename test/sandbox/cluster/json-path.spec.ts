import { describe, expect, it } from 'vitest';
import { firstAt } from '../../../sandbox/cluster/tables/json-path.ts';

const object = {
  spec: { replicas: 3, 'a.b': 'dotted' },
  status: {
    conditions: [
      { type: 'Ready', status: 'False' },
      { type: 'Synced', status: 'True' },
    ],
  },
};

describe('the JSON path of a column', () => {
  it.each([
    ['.spec.replicas', 3],
    ['.spec.a\\.b', 'dotted'],
    [".spec['a.b']", 'dotted'],
    ['.status.conditions[1].type', 'Synced'],
    ['.status.conditions[-1].type', 'Synced'],
    ['.status.conditions[?(@.type=="Synced")].status', 'True'],
    [".status.conditions[?(@.type=='Gone')].status", undefined],
    ['.spec.nothing.here', undefined],
  ])('%s', (path, found) => {
    expect(firstAt(object, path)).toBe(found);
  });
});
