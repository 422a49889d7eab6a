import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/domain/json.ts';
import { differences } from '../../../src/domain/proposal/differences.ts';

const deployment = (image: string, over: object = {}): Json =>
  JSON.parse(
    JSON.stringify({
      metadata: { name: 'checkout', generation: 7, resourceVersion: '100', annotations: {} },
      spec: {
        replicas: 3,
        template: {
          spec: {
            containers: [
              { name: 'app', image },
              { name: 'proxy', image: 'envoy:1' },
            ],
          },
        },
      },
      status: { readyReplicas: 3 },
      ...over,
    }),
  );

describe('what a change would do', () => {
  it('is told by paths that people can read, lists by their members’ names', () => {
    expect(differences(deployment('a:1'), deployment('a:2'))).toEqual([
      { path: '/spec/template/spec/containers[app]/image', before: 'a:1', after: 'a:2' },
    ]);
  });

  it('is nothing when only heartbeats, counters and our own notes differ', () => {
    const later = deployment('a:1', {
      metadata: {
        name: 'checkout',
        generation: 8,
        resourceVersion: '200',
        managedFields: [{ manager: 'x' }],
        annotations: { 'keyturn.dev/request': 'INC-7/3', 'keyturn.dev/incident': 'INC-7' },
      },
      status: { readyReplicas: 1, conditions: [{ type: 'Available', status: 'False' }] },
    });
    expect(differences(deployment('a:1'), later)).toEqual([]);
  });

  it('does not see a member that only moved, and sees one that came', () => {
    const moved: Json = {
      env: [
        { name: 'B', value: '2' },
        { name: 'A', value: '1' },
      ],
    };
    const before: Json = {
      env: [
        { name: 'A', value: '1' },
        { name: 'B', value: '2' },
      ],
    };
    expect(differences(before, moved)).toEqual([]);
    expect(differences(before, { env: [{ name: 'A', value: '1' }] })).toEqual([
      { path: '/env[B]', before: { name: 'B', value: '2' }, after: undefined },
    ]);
  });

  it('sees the order of a list whose members have no names', () => {
    expect(differences({ args: ['a', 'b'] }, { args: ['b', 'a'] })).toHaveLength(1);
  });

  it('tells the first annotation like a further one, and leaves ours out of it', () => {
    const own = { 'keyturn.dev/request': 'INC-7/3' };
    const first = { metadata: { annotations: own }, spec: { metadata: { annotations: { 'a.b/at': '1' } } } };

    expect(differences({ metadata: {}, spec: { metadata: {} } }, first)).toEqual([
      { path: '/spec/metadata/annotations/a.b/at', before: undefined, after: '1' },
    ]);
    expect(differences(first, { metadata: {}, spec: { metadata: {} } })).toHaveLength(1);
  });

  it('keeps keys with slashes as they are written, and another tool’s annotations', () => {
    const change = differences(
      { metadata: { annotations: { 'a.b/c': '1' } } },
      { metadata: { annotations: { 'a.b/c': '2', 'keyturn.dev.evil/x': '1' } } },
    );
    expect(change.map(({ path }) => path)).toEqual([
      '/metadata/annotations/a.b/c',
      '/metadata/annotations/keyturn.dev.evil/x',
    ]);
  });

  it('is the same one way as the other, and nothing for equal objects, whatever they are', () => {
    const json = fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as Json);
    fc.assert(
      fc.property(json, json, (a, b) => {
        expect(differences(a, structuredClone(a))).toEqual([]);
        const there = differences(a, b).map(({ path, before, after }) => [path, before, after]);
        const back = differences(b, a).map(({ path, before, after }) => [path, after, before]);
        expect(there).toEqual(back);
      }),
    );
  });
});
