import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding, RankedFinding } from '../../src/domain/finding.ts';
import { HOUR, MINUTE } from '../../src/domain/instant.ts';
import { type Bond, type Placed, rank, type Way } from '../../src/domain/ranking.ts';

const ONSET = Date.UTC(2026, 2, 14, 3);

const finding = (check: string, over: Partial<Finding> = {}): Finding => ({
  check,
  object: { kind: 'Deployment', namespace: 'shop', name: check },
  affects: [],
  sentence: check,
  confidence: 'proven',
  severity: 'high',
  layer: 'cause',
  changedAt: null,
  evidence: [],
  lookNext: [],
  help: null,
  ...over,
});

const way = (cost: number, bond: Bond = 'direct'): Way => ({ path: [], cost, bond });

const placed = (
  check: string,
  over: Partial<Finding> = {},
  {
    to = way(0),
    pods = [],
    names = [],
    harms = [],
  }: { to?: Way | null; pods?: string[]; names?: string[]; harms?: string[] } = {},
): Placed => ({
  finding: finding(check, over),
  way: to,
  names: new Set([`Deployment/shop/${check}`, ...names]),
  pods: new Set(pods),
  harms: new Set(harms),
});

const order = (...list: Placed[]) => rank(list, ONSET, true).map(({ check }) => check);
const only = (list: readonly RankedFinding[]) => list[0];

describe('what comes first', () => {
  it.each([
    ['what is near', placed('a', {}, { to: way(1) }), placed('b', {}, { to: way(3) })],
    ['what the objects prove', placed('a'), placed('b', { confidence: 'consistent' })],
    ['what does more harm', placed('a', { severity: 'critical' }), placed('b', { severity: 'high' })],
    ['a cause before a mechanism', placed('a'), placed('b', { layer: 'mechanism' })],
    ['a mechanism before a symptom', placed('a', { layer: 'mechanism' }), placed('b', { layer: 'symptom' })],
    [
      'what changed shortly before the onset, not what nobody changed',
      placed('a', { changedAt: ONSET - 5 * MINUTE }),
      placed('b'),
    ],
    [
      'what has no known time, not what is long ago',
      placed('a'),
      placed('b', { changedAt: ONSET - 5 * HOUR }),
    ],
    [
      'what came before the onset, not what came after',
      placed('a', { changedAt: ONSET - 5 * MINUTE }),
      placed('b', { changedAt: ONSET + 20 * MINUTE }),
    ],
  ])('is %s', (_, first, second) => {
    expect(order(second, first)).toEqual(['a', 'b']);
    expect(order(first, second)).toEqual(['a', 'b']);
  });

  it('is never what has no way to the subject', () => {
    const far = placed('far', { severity: 'critical', changedAt: ONSET }, { to: null });
    const near = placed('near', { severity: 'info', confidence: 'context' }, { to: way(8, 'neighbour') });

    expect(order(far, near)).toEqual(['near', 'far']);
  });

  it('is a fresh change that reaches the whole cluster, not old trouble next door', () => {
    const change = placed(
      'change',
      { severity: 'critical', confidence: 'consistent', changedAt: ONSET - MINUTE },
      { to: way(3) },
    );
    const neighbour = placed('neighbour', { changedAt: ONSET - 30 * HOUR }, { to: way(6, 'neighbour') });

    expect(order(neighbour, change)).toEqual(['change', 'neighbour']);
  });
});

describe('how much is believed', () => {
  const confidence = (over: Partial<Finding>, to: Way | null = way(0)) =>
    only(rank([placed('a', over, { to })], ONSET, true))?.confidence;

  it('is only context without a way, or between neighbours', () => {
    expect(confidence({}, null)).toBe('context');
    expect(confidence({}, way(6, 'neighbour'))).toBe('context');
    expect(confidence({})).toBe('proven');
  });

  it('is at most consistent for what could harm anything, and is not known to harm this', () => {
    expect(confidence({}, way(3, 'general'))).toBe('consistent');
  });

  it('is at most consistent for what began long before, or after', () => {
    expect(confidence({ changedAt: ONSET - 48 * HOUR })).toBe('consistent');
    expect(confidence({ changedAt: ONSET + HOUR })).toBe('consistent');
    expect(confidence({ changedAt: ONSET + MINUTE })).toBe('proven');
  });

  it('never goes up', () => {
    const levels = ['context', 'consistent', 'proven'] as const;
    fc.assert(
      fc.property(
        fc.constantFrom(...levels),
        fc.option(fc.integer({ min: ONSET - 72 * HOUR, max: ONSET + HOUR })),
        fc.option(
          fc.record({
            cost: fc.integer({ min: 0, max: 8 }),
            bond: fc.constantFrom<Bond[]>('direct', 'general', 'neighbour'),
          }),
        ),
        fc.boolean(),
        (level, changedAt, to, known) => {
          const one = placed('a', { confidence: level, changedAt }, { to: to && { ...to, path: [] } });
          const [got] = rank([one], ONSET, known);

          if (got) expect(levels.indexOf(got.confidence)).toBeLessThanOrEqual(levels.indexOf(level));
        },
      ),
    );
  });

  it('is at most consistent while nobody knows what the alert is about', () => {
    expect(only(rank([placed('a', {}, { to: null })], ONSET, false))?.confidence).toBe('consistent');
  });

  it('leaves out what is only context and far away', () => {
    const context = { confidence: 'context' } as const;

    expect(order(placed('a', context, { to: null }))).toEqual([]);
    expect(order(placed('a', context))).toEqual(['a']);
    expect(rank([placed('a', context, { to: null })], ONSET, false)).toHaveLength(1);
  });
});

describe('what explains what', () => {
  const cause = placed('cause', { changedAt: ONSET - 9 * MINUTE }, { pods: ['x'], to: way(3) });
  const loop = placed('loop', { layer: 'mechanism', changedAt: ONSET - 5 * MINUTE }, { pods: ['x'] });
  const dark = placed('dark', { layer: 'symptom', changedAt: ONSET - 2 * MINUTE }, { pods: ['x', 'y'] });

  it('is folded: the cause before its mechanism before its symptom, however near these are', () => {
    const list = rank([dark, loop, cause, placed('other')], ONSET, true);

    expect(list.map(({ check }) => check)).toEqual(['cause', 'loop', 'dark', 'other']);
    expect(list[0]?.explains.map(({ check }) => check)).toEqual(['loop', 'dark']);
    expect(list[1]?.explains).toEqual([]);
  });

  it('is told by pods; without pods by the objects; or when one names what the other blames', () => {
    const object = { layer: 'symptom' } as const;

    expect(only(rank([cause, placed('s', object, { pods: ['z'] })], ONSET, true))?.explains).toEqual([]);
    expect(
      only(
        rank(
          [placed('c', {}, { names: ['Node//n'] }), placed('s', object, { names: ['Node//n'] })],
          ONSET,
          true,
        ),
      )?.explains,
    ).toHaveLength(1);
    expect(
      only(rank([cause, placed('s', object, { pods: ['z'], names: ['Deployment/shop/cause'] })], ONSET, true))
        ?.explains,
    ).toHaveLength(1);
  });

  it('is not what began later, and context explains nothing', () => {
    const later = placed('cause', { changedAt: ONSET + 2 * MINUTE }, { pods: ['x'] });
    const context = placed('cause', { confidence: 'context' }, { pods: ['x'] });

    expect(rank([later, loop], ONSET, true).flatMap(({ explains }) => explains)).toEqual([]);
    expect(rank([context, loop], ONSET, true).flatMap(({ explains }) => explains)).toEqual([]);
  });

  it('reaches those who need what it took away, when it began before and they have no cause of their own', () => {
    const at = (minutes: number) => ({ changedAt: ONSET - minutes * MINUTE });
    const database = (minutes: number) =>
      placed('database', { layer: 'mechanism', ...at(minutes) }, { to: way(3), pods: ['db'], harms: ['x'] });
    const own = placed('rollout', { confidence: 'consistent', ...at(6) }, { pods: ['x'] });

    expect(rank([dark, loop, database(6)], ONSET, true).map(({ check }) => check)).toEqual([
      'database',
      'loop',
      'dark',
    ]);
    expect(rank([loop, database(4)], ONSET, true).flatMap(({ explains }) => explains)).toEqual([]);
    expect(rank([own, database(7)], ONSET, true).flatMap(({ explains }) => explains)).toEqual([]);
  });

  it('is folded far away, too, but what is believed never disappears under what is not', () => {
    const far = (check: string, layer: Finding['layer']) =>
      placed(check, { layer }, { to: null, pods: ['x'] });
    const neighbour = placed('cause', {}, { to: way(6, 'neighbour'), pods: ['x'] });

    expect(only(rank([far('cause', 'cause'), far('loop', 'mechanism')], ONSET, true))?.explains).toHaveLength(
      1,
    );
    expect(rank([neighbour, loop], ONSET, true).flatMap(({ explains }) => explains)).toEqual([]);
  });

  it('loses and doubles nothing, and gives no other answer in another order', () => {
    const some = fc.array(
      fc.record({
        check: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
        layer: fc.constantFrom('cause', 'mechanism', 'symptom'),
        confidence: fc.constantFrom('proven', 'consistent'),
        changedAt: fc.option(fc.integer({ min: ONSET - HOUR, max: ONSET })),
        cost: fc.integer({ min: 0, max: 8 }),
        pods: fc.uniqueArray(fc.constantFrom('x', 'y', 'z')),
      }),
      { maxLength: 9 },
    );
    fc.assert(
      fc.property(some, (list) => {
        const all = list.map(({ check, cost, pods, ...over }, index) =>
          placed(`${check}${index}`, over as Partial<Finding>, { to: way(cost), pods }),
        );
        const got = rank(all, ONSET, true);

        expect(got.map(({ check }) => check).toSorted()).toEqual(
          all.map((one) => one.finding.check).toSorted(),
        );
        expect(rank(all.toReversed(), ONSET, true)).toEqual(got);
        const explained = got.flatMap(({ explains }) => explains.map(({ check }) => check));
        expect(new Set(explained).size).toBe(explained.length);
      }),
    );
  });
});
