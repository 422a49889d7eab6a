import { describe, expect, it } from 'vitest';
import { Unavailable } from '../../src/ports/failures.ts';
import { aGateRules } from '../builders/gate-rules.ts';
import { aPolicy } from '../builders/incident.ts';
import { aWish } from '../builders/proposals.ts';
import { aWorldOfChanges, everything } from './a-change.ts';
import { createCommandWorld } from './command-world.ts';

describe('/incident do', () => {
  it('proposes a change, and says at once that it is being planned', async () => {
    const world = await aWorldOfChanges();

    expect(await world.types('do restart deploy/checkout --reason "stuck connections"')).toBe(
      'Proposal 1 of INC-1: restart deployments/checkout in shop in prod-eu1. It is being planned. Its card comes here in the channel.',
    );
    expect((await world.lastFact()).body).toEqual({
      kind: 'action.proposed',
      proposal: 1,
      wish: aWish({ reason: 'stuck connections' }),
    });
    expect(await world.lastFact()).toMatchObject({ by: { user: 'UANA' }, door: 'slash-command' });
    expect(world.woken).toContain('advance INC-1');
  });

  it('says in which channel the card comes when it is typed elsewhere', async () => {
    const world = await aWorldOfChanges();
    expect(await world.types('INC-1 do restart deploy/checkout x', { from: 'D1' })).toContain(
      'Its card comes in #C1.',
    );
  });

  it('proposes once, however often the same command comes', async () => {
    const world = await aWorldOfChanges();
    const by = { requestId: 'r' };
    const first = await world.types('do restart deploy/checkout x', by);

    expect(await world.types('do restart deploy/checkout x', by)).toBe(first);
    expect(await world.types('do restart deploy/checkout x')).toContain('One change at a time');
    expect((await world.incident()).proposals).toHaveLength(1);
  });

  it('changes nothing in another cluster than the incident’s', async () => {
    const world = createCommandWorld({
      gate: everything,
      asking: { clusters: ['prod-eu1', 'prod-us1'], rules: [] },
    });
    await world.has({ namespace: 'shop' });

    expect(await world.types('do restart deploy/checkout --cluster prod-us1 --reason x')).toContain(
      'INC-1 is about prod-eu1. In prod-us1 nothing is changed from here',
    );
    expect(await world.types('do restart deploy/checkout --cluster PROD-EU1 --reason x')).toContain(
      'Proposal 1',
    );
  });

  it('asks for the cluster when the incident names none and there are several', async () => {
    const world = createCommandWorld({
      gate: everything,
      asking: { clusters: ['prod-eu1', 'prod-us1'], rules: [] },
    });
    await world.has({ namespace: 'shop', policy: aPolicy({ cluster: null }) });

    expect(await world.types('do restart deploy/checkout --reason x')).toContain('Name the one you mean.');
    expect(await world.types('do restart deploy/checkout --cluster prod-eu1 --reason x')).toContain(
      'Proposal 1',
    );
  });

  it('is refused where nothing is offered, with where it would be', async () => {
    const none = createCommandWorld();
    await none.has({ namespace: 'shop' });
    expect(await none.types('do restart deploy/checkout x')).toContain('No change is offered anywhere');
    expect(await none.types('do')).toContain('No change is offered in prod-eu1');
    expect(await none.types('do list')).toContain('No change is offered in prod-eu1');

    const world = await aWorldOfChanges();
    expect(await world.types('do restart deploy/checkout -n pay x')).toContain(
      '“restart” is not offered in prod-eu1, namespace pay, only in prod-eu1 (shop)',
    );
    expect((await world.incident()).proposals).toEqual([]);
    expect((await world.lastFact()).body).toMatchObject({ kind: 'action.click-refused', asked: 'propose' });
  });

  it('is refused to guests and bots, and when Slack can’t say who it is', async () => {
    const world = await aWorldOfChanges();
    world.directory.others.add('UGUEST');
    expect(await world.types('do restart deploy/checkout x', { as: 'UGUEST' })).toContain(
      'Only full members',
    );
    world.directory.failure = new Unavailable('timeout');
    expect(await world.types('do restart deploy/checkout x')).toContain('Slack can’t say right now');
    expect((await world.incident()).proposals).toEqual([]);
  });

  it('is refused for a namespace that the person may not even ask about', async () => {
    const world = createCommandWorld({
      gate: everything,
      asking: { clusters: ['prod-eu1'], rules: [{ groups: ['SPAY'], namespaces: ['pay'] }] },
      groups: { SPAY: ['UANA'] },
    });
    await world.has({ namespace: 'shop' });
    expect(await world.types('do restart deploy/checkout x')).toContain('not about shop');
    expect(await world.types('do cordon node/a x')).toContain('You may ask about pay');
  });

  it('keeps secrets and pages out of its reason', async () => {
    const world = await aWorldOfChanges();
    await world.types(`do restart deploy/checkout --reason "password=hunter2 ${'x'.repeat(900)}"`);
    const [proposal] = (await world.incident()).proposals;
    expect(proposal?.wish.reason).not.toContain('hunter2');
    expect(proposal?.wish.reason.length).toBeLessThanOrEqual(500);
  });

  it('alone, or with an action alone, opens the form; list says what is offered', async () => {
    const world = await aWorldOfChanges();

    expect(await world.types('do')).toContain('[form do: Propose a change]');
    expect(await world.reply('do scale')).toMatchObject({
      kind: 'form',
      form: {
        fields: [
          { name: 'action', initial: 'scale', choices: [{ value: 'scale' }] },
          ...[{ name: 'other' }, { name: 'namespace' }, { name: 'replicas' }, { name: 'reason' }],
        ],
      },
    });
    const list = await world.types('do list');
    expect(list).toContain('Scale: /incident do scale deploy/checkout --replicas 5 --reason "..."');
    world.rulesAre(aGateRules());
    expect(await world.types('do list')).not.toContain('do scale');
  });

  it('is understood by those who type a word beside it', async () => {
    const world = await aWorldOfChanges();
    expect(await world.types('do restrat deploy/checkout x')).toContain('Did you mean restart?');
    expect(await world.types('aprove 1')).toContain('Did you mean approve?');
  });
});

describe('/incident break-glass', () => {
  it('is switched off unless configured', async () => {
    const world = await aWorldOfChanges();
    world.rulesAre(aGateRules());
    expect(await world.types('break-glass restart deploy/checkout x', { as: 'UDAN' })).toContain(
      'Breaking the glass is not offered here',
    );
  });

  it('is for those who may, for few actions, with a reason', async () => {
    const world = await aWorldOfChanges();
    expect(await world.types('break-glass restart deploy/checkout x', { as: 'UBEN' })).toContain(
      'not among those who may break the glass',
    );
    expect(await world.types('break-glass restart deploy/checkout', { as: 'UDAN' })).toContain(
      'Say why: whoever approves decides by it. Try: /incident break-glass restart',
    );
    expect(await world.types('break-glass cordon node/a x', { as: 'UDAN' })).toContain(
      'is not among what may be done',
    );
    expect(await world.types('break-glass restart deploy/checkout nobody answers', { as: 'UDAN' })).toContain(
      'Proposal 1',
    );
    expect((await world.lastFact()).body).toMatchObject({
      wish: { breakGlass: true, reason: 'nobody answers' },
    });
  });
});
