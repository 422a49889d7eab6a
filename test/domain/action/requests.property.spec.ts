import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ActionSituation } from '../../../src/domain/action/action.ts';
import { actionNames } from '../../../src/domain/action/action-name.ts';
import { actions } from '../../../src/domain/action/actions.ts';
import { isJsonObject, type Json } from '../../../src/domain/json.ts';
import { runs } from '../../setup/runs.ts';
import { planOf } from './planned.ts';
import { situations, worn } from './worn-situations.ts';

/** Every path that a request names, below the pin and the notes. */
const touched = (body: Json): readonly string[] => {
  const paths = Array.isArray(body)
    ? body.map((step) => (isJsonObject(step) ? String(step.path) : ''))
    : leaves(body);
  return [...new Set(paths)].filter(
    (path) =>
      path !== '/metadata/uid' && !/^\/metadata\/annotations\/keyturn\.dev~1(?:incident|request)$/.test(path),
  );
};

const leaves = (value: Json, path = ''): readonly string[] =>
  isJsonObject(value)
    ? Object.entries(value).flatMap(([key, each]) =>
        leaves(each, `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`),
      )
    : [path];

const valueAt = (raw: Json | undefined, pointer: string): Json | undefined =>
  pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<Json | undefined>(
      (at, step) =>
        Array.isArray(at)
          ? at[Number(step)]
          : isJsonObject(at) && Object.hasOwn(at, step)
            ? at[step]
            : undefined,
      raw,
    );

it('there is one action for each name, and each names a kind, a title and what it reads', () => {
  expect(actions.map(({ name }) => name)).toEqual(actionNames);
  for (const { kinds, title, reads } of actions) {
    expect(title).not.toBe('');
    expect(kinds.length * reads.length).toBeGreaterThan(0);
  }
});

describe.each(actions)('the request of $name', (action) => {
  const each = (rule: (situation: ActionSituation) => void) =>
    fc.assert(
      fc.property(worn, (seed) => {
        rule(situations(seed)[action.name] as ActionSituation);
      }),
      { numRuns: runs(60) },
    );

  it('holds the uid of its target', () => {
    each((situation) => {
      const { body } = planOf(action, situation).request;
      const pinned = [
        valueAt(body, '/metadata/uid'),
        valueAt(body, '/preconditions/uid'),
        valueAt(body, '/deleteOptions/preconditions/uid'),
        ...(Array.isArray(body)
          ? body.map((step) =>
              valueAt(step, '/op') === 'test' && valueAt(step, '/path') === '/metadata/uid'
                ? valueAt(step, '/value')
                : null,
            )
          : []),
      ];
      expect(pinned).toContain(situation.object.uid);
    });
  });

  it('holds every old value that it touches, and nothing else of the object', () => {
    each((situation) => {
      const { request, touches } = planOf(action, situation);
      if (request.method !== 'PATCH') {
        expect(touches).toEqual([]);
        return;
      }
      expect(touched(request.body)).toEqual(expect.arrayContaining([...touches]));
      expect(touched(request.body).length).toBe(touches.length);
      const steps = Array.isArray(request.body) ? request.body : [];
      for (const path of touches) {
        const old = valueAt(situation.raw, path);
        const test = steps.find((step) => valueAt(step, '/op') === 'test' && valueAt(step, '/path') === path);
        expect(test === undefined ? undefined : valueAt(test, '/value')).toEqual(old);
      }
    });
  });

  it('is the same when it is planned twice', () => {
    each((situation) => {
      expect(planOf(action, structuredClone(situation))).toEqual(planOf(action, situation));
    });
  });

  it('never names a dry run, a grace of its own or a force', () => {
    each((situation) => {
      const text = JSON.stringify(planOf(action, situation).request);
      expect(text).not.toMatch(/dryRun|gracePeriodSeconds|force/);
    });
  });
});
