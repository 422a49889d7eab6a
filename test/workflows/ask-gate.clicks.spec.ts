import { describe, expect, it } from 'vitest';
import { sentenceOf } from '../../src/domain/refusal.ts';
import type { Result } from '../../src/domain/result.ts';
import { Unavailable } from '../../src/ports/failures.ts';
import { aGateRules, aGroup } from '../builders/gate-rules.ts';
import { aWish } from '../builders/proposals.ts';
import { aGateDoor, approval } from './gate-door-world.ts';

const why = (result: Result<unknown>) => (result.ok ? 'not refused' : sentenceOf(result.refusal));
const propose = (over = {}) => ({ kind: 'propose', wish: aWish(over) }) as const;

describe('one click', () => {
  it('that comes again gets the very same answer, and changes nothing', async () => {
    const gate = await aGateDoor({ processes: 2 });
    const first = await gate.ask(propose(), { requestId: 'r' });

    for (let times = 0; times < 10; times++) {
      expect(await gate.ask(propose(), { requestId: 'r', process: times % 2 })).toEqual(first);
    }
    expect(await gate.kinds('action.proposed')).toHaveLength(1);
    expect(gate.metrics.counted.get('gate_clicks_total{asked="propose",outcome="repeated"}')).toBe(10);
  });

  it('that was refused stays refused, also when the person may by now', async () => {
    const gate = await aGateDoor();
    await gate.planned();
    const first = await gate.ask(approval(), { as: 'UEVE', requestId: 'r' });
    gate.directory.groups.set('SONCALL', ['UEVE']);

    expect(await gate.ask(approval(), { as: 'UEVE', requestId: 'r' })).toEqual(first);
    expect(await gate.ask(approval(), { as: 'UEVE', requestId: 's' })).toMatchObject({ ok: true });
  });

  it('that changed nothing keeps its answer, too', async () => {
    const gate = await aGateDoor();
    await gate.planned({ quorum: 2 });
    await gate.ask(approval(), { as: 'UBEN' });
    const again = await gate.ask(approval(), { as: 'UBEN', requestId: 'r' });
    await gate.ask(approval(), { as: 'UCAT' });

    expect(again).toMatchObject({ ok: true, value: { changed: false, state: 'pending', missing: 1 } });
    expect(await gate.ask(approval(), { as: 'UBEN', requestId: 'r' })).toEqual(again);
  });

  it('pressed on and on does not fill the log', async () => {
    const gate = await aGateDoor({ processes: 2 });
    await gate.planned();

    const refused = await Promise.all(
      Array.from({ length: 40 }, (_, n) => gate.ask(approval(), { as: 'UANA', process: n % 2 })),
    );

    expect(new Set(refused.map(why)).size).toBe(1);
    expect(await gate.kinds('action.click-refused')).toHaveLength(3);
  });
});

describe('a hundred clicks at once of fifty people, before two processes', () => {
  it('are all answered, and count once each', async () => {
    const people = Array.from({ length: 50 }, (_, n) => `U${n}`);
    const gate = await aGateDoor({ processes: 2 });
    gate.directory.groups.set('SONCALL', people);
    await gate.planned({ quorum: 60 });

    const answers = await Promise.all(
      [...people, ...people].map((as, n) => gate.ask(approval(), { as, process: n % 2 })),
    );

    expect(answers.every(({ ok }) => ok)).toBe(true);
    expect((await gate.proposal()).approvals.map(({ user }) => user).sort()).toEqual([...people].sort());
    expect(await gate.kinds('action.approved')).toHaveLength(50);
  });

  it('leave one of approve and deny in the same moment standing, and it is the no', async () => {
    const gate = await aGateDoor({ processes: 2 });
    await gate.planned();

    const answers = await Promise.all([
      gate.ask(approval(), { as: 'UBEN', process: 0 }),
      gate.ask({ kind: 'deny', proposal: 1, reason: 'not now' }, { as: 'UCAT', process: 1 }),
    ]);

    expect(answers[1]).toMatchObject({ ok: true });
    expect((await gate.proposal()).state).toBe('denied');
  });
});

describe('holding it back', () => {
  it('is not hindered by a requester’s group that Slack does not tell', async () => {
    const gate = await aGateDoor();
    await gate.planned();
    gate.directory.members = () => Promise.reject(new Unavailable('timeout'));

    const done = await gate.ask({ kind: 'withdraw', proposal: 1, reason: null }, { as: 'UANA' });

    expect(done).toMatchObject({ ok: true, value: { state: 'withdrawn' } });
  });

  it('of a broken glass is for those who approve and for those who may break it', async () => {
    for (const as of ['UBEN', 'UDAN']) {
      const gate = await aGateDoor({
        rules: aGateRules({ breakGlass: { people: [aGroup('SBREAK')], offered: ['restart'] } }),
      });
      const plan = await gate.planned();
      await gate.append([
        { kind: 'action.proposed', proposal: 2, wish: aWish({ breakGlass: true }) },
        { kind: 'action.planned', proposal: 2, plan: { ...plan, quorum: 0 } },
      ]);
      expect(await gate.ask({ kind: 'stop', proposal: 2, reason: null }, { as })).toMatchObject({ ok: true });
    }
  });
});

it('waits for nobody of another incident, and goes on after a failure', async () => {
  const gate = await aGateDoor();
  await gate.planned();
  const { load } = gate.store.log;
  let away = true;
  Object.assign(gate.store.log, {
    load: async (id: string) => {
      if (away) throw new Unavailable('store-away');
      return load(id);
    },
  });
  const lost = gate.ask(approval(), { as: 'UBEN' });
  await expect(lost).rejects.toThrow(Unavailable);
  away = false;

  expect(await gate.ask(approval(), { as: 'UBEN' })).toMatchObject({ ok: true });
});
