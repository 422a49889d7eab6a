import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonPatch } from '../../../sandbox/cluster/patches/json-patch.ts';
import { mergePatch } from '../../../sandbox/cluster/patches/merge-patch.ts';
import { strategicPatch } from '../../../sandbox/cluster/patches/strategic-patch.ts';

const REJECTED = 'the server rejected our request due to an error in our request';

describe('a JSON patch', () => {
  it('adds, removes, replaces, moves and copies, with pointers as RFC 6901 writes them', () => {
    const target = { a: [1, 2], 'x/y': 1, keep: { b: 1 } };

    const patched = jsonPatch(target, [
      { op: 'add', path: '/a/1', value: 9 },
      { op: 'add', path: '/a/-', value: 8 },
      { op: 'remove', path: '/a/0' },
      { op: 'replace', path: '/x~1y', value: 2 },
      { op: 'copy', from: '/keep', path: '/copied' },
      { op: 'move', from: '/keep/b', path: '/moved' },
    ]);

    expect(patched).toEqual({ a: [9, 2, 8], 'x/y': 2, keep: {}, copied: { b: 1 }, moved: 1 });
    expect(target).toEqual({ a: [1, 2], 'x/y': 1, keep: { b: 1 } });
  });

  it.each([
    [{ op: 'test', path: '/a', value: 2 }],
    [{ op: 'remove', path: '/b' }],
    [{ op: 'replace', path: '/b/c', value: 1 }],
    [{ op: 'add', path: '/b/c', value: 1 }],
    [{ op: 'invent', path: '/a' }],
    [{ op: 'add', path: 'a', value: 1 }],
  ])('is refused with one and the same text: %j', (step) => {
    expect(() => jsonPatch({ a: 1 }, [step])).toThrow(REJECTED);
  });

  it('applies all of its steps or none', () => {
    const target = { a: 1 };
    const steps = [
      { op: 'replace', path: '/a', value: 2 },
      { op: 'test', path: '/a', value: 1 },
    ];

    expect(() => jsonPatch(target, steps)).toThrow(REJECTED);
    expect(target).toEqual({ a: 1 });
  });
});

describe('a merge patch', () => {
  it('applied twice gives what it gives once', () => {
    const map = fc.dictionary(fc.string({ minLength: 1, maxLength: 3 }), fc.jsonValue({ maxDepth: 2 }));
    fc.assert(
      fc.property(map, map, (target, patch) => {
        const once = mergePatch(target, patch);

        expect(mergePatch(once, patch)).toEqual(once);
      }),
    );
  });
});

describe('a strategic merge patch', () => {
  const spec = {
    containers: [
      { name: 'app', image: 'a:1', env: [{ name: 'A', value: '1' }], args: ['x'] },
      { name: 'side', image: 's:1', volumeMounts: [{ mountPath: '/a', name: 'v' }] },
    ],
    tolerations: [{ key: 'a' }],
  };

  it('merges containers, env and mounts by their keys, and puts new ones first', () => {
    const patched = strategicPatch(spec, {
      containers: [
        { name: 'side', volumeMounts: [{ mountPath: '/a', readOnly: true }] },
        { name: 'new', image: 'n:1' },
        { name: 'app', env: [{ name: 'B', value: '2' }] },
      ],
    });

    expect(patched.containers).toEqual([
      { name: 'new', image: 'n:1' },
      {
        name: 'app',
        image: 'a:1',
        env: [
          { name: 'B', value: '2' },
          { name: 'A', value: '1' },
        ],
        args: ['x'],
      },
      { name: 'side', image: 's:1', volumeMounts: [{ mountPath: '/a', name: 'v', readOnly: true }] },
    ]);
  });

  it('replaces lists that have no key, such as tolerations and arguments', () => {
    const patched = strategicPatch(spec, {
      tolerations: [{ key: 'b' }],
      containers: [{ name: 'app', args: ['y'] }],
    });

    expect(patched.tolerations).toEqual([{ key: 'b' }]);
    expect(patched.containers).toMatchObject([{ args: ['y'] }, {}]);
  });

  it('deletes an item, replaces a list, replaces a map, and removes by null', () => {
    const deleted = strategicPatch(spec, { containers: [{ name: 'side', $patch: 'delete' }] });
    const replaced = strategicPatch(spec, { containers: [{ name: 'only' }, { $patch: 'replace' }] });
    const map = strategicPatch({ a: { b: 1, c: 2 } }, { a: { $patch: 'replace', d: 3 } });

    expect(deleted.containers).toMatchObject([{ name: 'app' }]);
    expect(replaced.containers).toEqual([{ name: 'only' }]);
    expect(map).toEqual({ a: { d: 3 } });
    expect(strategicPatch({ a: 1, b: 2 }, { a: null })).toEqual({ b: 2 });
  });
});
