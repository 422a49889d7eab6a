import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../src/domain/instant.ts';
import { sentenceOf } from '../../src/domain/refusal.ts';
import type { Result } from '../../src/domain/result.ts';
import { Misconfigured, RateLimited, Unavailable } from '../../src/ports/failures.ts';
import { aGateRules, aGroup } from '../builders/gate-rules.ts';
import { NOON } from '../builders/incident.ts';
import { aWish } from '../builders/proposals.ts';
import { aGateDoor, aPlanBy, approval } from './gate-door-world.ts';

const why = (result: Result<unknown>) => (result.ok ? 'not refused' : sentenceOf(result.refusal));
const propose = (over = {}) => ({ kind: 'propose', wish: aWish(over) }) as const;

describe('proposing', () => {
  it('makes a draft and wakes those who plan it', async () => {
    const gate = await aGateDoor();

    const done = await gate.ask(propose());

    expect(done).toMatchObject({ ok: true, value: { proposal: 1, changed: true, state: 'draft' } });
    expect(await gate.proposal()).toMatchObject({ requester: 'UANA', state: 'draft' });
    expect(gate.jobs.woken).toContain('advance INC-7');
    expect(gate.metrics.counted.get('gate_clicks_total{asked="propose",outcome="ok"}')).toBe(1);
  });

  it('is refused where nothing is offered, before anybody is asked for anything else', async () => {
    const none = await aGateDoor({ rules: null });
    expect(why(await none.ask(propose({ reason: '' })))).toContain('No change is offered anywhere');

    const gate = await aGateDoor();
    expect(why(await gate.ask(propose({ action: 'scale' })))).toContain('“scale” is not offered in prod-eu1');
    expect(await gate.kinds('action.proposed')).toEqual([]);
    expect(await gate.kinds('action.click-refused')).toMatchObject([
      {
        by: { user: 'UANA' },
        body: {
          proposal: 0,
          asked: 'propose',
          why: expect.stringMatching(/^scale deployments\/checkout in shop.* in prod-eu1: “scale” is not/),
        },
      },
    ]);
    for (let times = 0; times < 5; times++) await gate.ask(propose({ action: 'undo' }));
    expect(await gate.kinds('action.click-refused')).toHaveLength(3);
  });

  it('is for full members only, and tells others nothing of the rules', async () => {
    const gate = await aGateDoor();
    gate.directory.others.add('UGUEST');

    const refused = await gate.ask(propose({ action: 'scale' }), { as: 'UGUEST' });

    expect(why(refused)).toContain('Only full members');
  });

  it('by breaking the glass is for those who may, and only where it is switched on', async () => {
    const gate = await aGateDoor();
    const breaking = propose({ breakGlass: true });
    expect(why(await gate.ask(breaking, { as: 'UDAN' }))).toContain('Breaking the glass is not offered');

    gate.rulesAre(aGateRules({ breakGlass: { people: [aGroup('SBREAK')], offered: ['restart'] } }));
    expect(why(await gate.ask(breaking, { as: 'UBEN' }))).toContain('not among those who may break');
    expect(await gate.ask(breaking, { as: 'UDAN' })).toMatchObject({ ok: true });
  });
});

describe('an approval', () => {
  it('counts when it comes from somebody else who is in the approvers', async () => {
    const gate = await aGateDoor();
    await gate.planned();

    const done = await gate.ask(approval(), { as: 'UBEN' });

    expect(done).toMatchObject({ ok: true, value: { state: 'approved', missing: 0 } });
    expect((await gate.proposal()).approvals).toMatchObject([{ user: 'UBEN' }]);
  });

  it('is refused, and told to the log, when it comes from the requester, also one in the group', async () => {
    const gate = await aGateDoor();
    gate.directory.groups.set('SONCALL', ['UANA', 'UBEN']);
    await gate.planned();

    expect(why(await gate.ask(approval(), { as: 'UANA' }))).toContain('the second key is somebody else’s');

    expect((await gate.proposal()).state).toBe('pending');
    expect(await gate.kinds('action.click-refused')).toMatchObject([
      { by: { user: 'UANA' }, door: 'button', body: { proposal: 1, asked: 'approve' } },
    ]);
    expect(gate.metrics.counted.get('gate_clicks_total{asked="approve",outcome="forbidden"}')).toBe(1);
  });

  it('of a guest, a bot or somebody outside the groups does not count', async () => {
    const gate = await aGateDoor();
    gate.directory.others.add('UBEN');
    await gate.planned();

    expect(why(await gate.ask(approval(), { as: 'UBEN' }))).toContain('Only full members');
    expect(why(await gate.ask(approval(), { as: 'UEVE' }))).toContain('not among the approvers');
    expect((await gate.proposal()).approvals).toEqual([]);
  });

  it('does not count for another plan than the one that was looked at', async () => {
    const gate = await aGateDoor();
    await gate.planned();

    const refused = await gate.ask(approval({ hash: 'b'.repeat(64) }), { as: 'UBEN' });

    expect(why(refused)).toContain('not what would be done now');
  });

  it('does not count when Slack can’t say who it is', async () => {
    const gate = await aGateDoor();
    await gate.planned();
    for (const failure of [new Unavailable('timeout'), new RateLimited('x', NOON), new Misconfigured('x')]) {
      gate.directory.failure = failure;
      const refused = await gate.ask(approval(), { as: 'UBEN' });
      expect(why(refused)).toMatch(/nothing was done/);
    }
    gate.directory.failure = null;

    expect((await gate.proposal()).approvals).toEqual([]);
    expect(await gate.kinds('action.click-refused')).toHaveLength(3);
    expect(gate.warned).toHaveLength(3);
    expect(await gate.ask(approval(), { as: 'UBEN' })).toMatchObject({ ok: true });
  });

  it('counts although another group of the approvers can’t be read', async () => {
    const gate = await aGateDoor();
    const members = gate.directory.members;
    gate.directory.members = (roster) =>
      roster.kind === 'usergroup' && roster.group === 'SGONE'
        ? Promise.reject(new Misconfigured('no_such_subteam'))
        : members(roster);
    gate.rulesAre(
      aGateRules({
        tiers: {
          ...aGateRules().tiers,
          standard: { quorum: 1, approvers: [aGroup('SGONE'), aGroup('SONCALL')] },
        },
      }),
    );
    await gate.planned();

    expect(why(await gate.ask(approval(), { as: 'UEVE' }))).toContain('could not check');
    expect(await gate.ask(approval(), { as: 'UBEN' })).toMatchObject({ ok: true });
  });

  it('does not count once the rules are others than those that it was planned by', async () => {
    const gate = await aGateDoor();
    await gate.planned();

    for (const rules of [aGateRules({ approveWithin: 5 * MINUTE }), aGateRules({ allowances: [] }), null]) {
      gate.rulesAre(rules);
      expect(why(await gate.ask(approval(), { as: 'UBEN' }))).toContain(
        'The rules for this change are others',
      );
    }
    expect(await gate.ask({ kind: 'deny', proposal: 1, reason: 'no' }, { as: 'UCAT' })).toMatchObject({
      ok: true,
      value: { state: 'denied' },
    });
  });

  it('that met the planning is judged by who may approve that plan', async () => {
    const gate = await aGateDoor();
    await gate.append([{ kind: 'action.proposed', proposal: 1, wish: aWish() }]);
    expect(why(await gate.ask(approval(), { as: 'UBEN' }))).toContain('It is still being planned');
    const { isFullMember } = gate.directory;
    const plan = aPlanBy(aGateRules());
    let planned = false;
    gate.directory.isFullMember = async (user) => {
      if (!planned) await gate.append([{ kind: 'action.planned', proposal: 1, plan }]);
      planned = true;
      return isFullMember(user);
    };

    expect(await gate.ask(approval(), { as: 'UBEN' })).toMatchObject({
      ok: true,
      value: { state: 'approved' },
    });
  });

  it('for a proposal that never was is refused and told to the log, whatever number it has', async () => {
    const gate = await aGateDoor();

    for (const proposal of [1, 2, 3, 4, 5, 6]) {
      expect(why(await gate.ask(approval({ proposal }), { as: 'UEVE' }))).toContain('has no proposal');
    }

    expect(await gate.kinds('action.click-refused')).toHaveLength(3);
  });
});
