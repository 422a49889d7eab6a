import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../src/domain/instant.ts';
import { ANA, aPolicy, happened, NOON } from '../builders/incident.ts';
import { aPlan, aWish } from '../builders/proposals.ts';
import { aWorldOfChanges, everything, planned, risky } from './a-change.ts';
import { createCommandWorld } from './command-world.ts';

describe('/incident approve', () => {
  it('turns the second key for the plan that its number stands for, and says what it was', async () => {
    const world = await aWorldOfChanges(planned());

    expect(await world.types('approve 1', { as: 'UBEN' })).toBe(
      'You approved proposal 1 (restart Deployment shop/checkout in prod-eu1). It is done next; the card shows how it goes.',
    );
    expect((await world.lastFact()).body).toEqual({
      kind: 'action.approved',
      proposal: 1,
      hash: aPlan().hash,
    });
    expect(await world.types('approve 1', { as: 'UBEN' })).toContain('Proposal 1 has all its approvals');
  });

  it('says how many are missing', async () => {
    const world = await aWorldOfChanges(planned({ quorum: 2 }));
    expect(await world.types('approve #1', { as: 'UBEN' })).toContain('It needs one more approval.');
    expect(await world.types('approve INC-1/1', { as: 'UBEN' })).toContain('You had approved proposal 1');
    expect(await world.types('INC-1 approve 1', { as: 'UCAT', from: 'D1' })).toContain('It is done next');
  });

  it('is refused to the requester and to everybody outside the groups, and the log says so', async () => {
    const world = await aWorldOfChanges(planned());
    expect(await world.types('approve 1', { as: 'UANA' })).toContain('the second key is somebody else’s');
    expect(await world.types('approve 1', { as: 'UEVE' })).toContain('not among the approvers');
    expect(await world.lastFact()).toMatchObject({
      by: { user: 'UEVE' },
      door: 'slash-command',
      body: { kind: 'action.click-refused', proposal: 1, asked: 'approve' },
    });
  });

  it('of a protected target needs it typed out', async () => {
    const world = await aWorldOfChanges(planned({ tier: 'protected' }));
    const refused = await world.types('approve 1', { as: 'UBEN' });
    expect(refused).toContain('Try: /incident approve 1 prod-eu1/shop/checkout');
    expect(await world.types('approve 1 prod-eu1/shop/checkou', { as: 'UBEN' })).toContain('type it out');
    expect(await world.types('approve 1 prod-eu1/shop/checkout', { as: 'UBEN' })).toContain('You approved');
  });

  it('never guesses the number', async () => {
    const world = await aWorldOfChanges(planned());
    expect(await world.types('approve', { as: 'UBEN' })).toBe(
      'Say which proposal, by its number. It could be: 1 (restart Deployment shop/checkout in prod-eu1). Try: /incident approve 1',
    );
    expect(await world.types('approve it', { as: 'UBEN' })).toContain('Say which proposal');
    expect(await world.types('approve 7', { as: 'UBEN' })).toContain('INC-1 has no proposal 7');
    expect(await (await aWorldOfChanges()).types('approve')).toContain('None is open here');
  });

  it('comes too late at the last moment, and while it is planned too early', async () => {
    const world = await aWorldOfChanges(planned());
    world.isAt(NOON + 15 * MINUTE);
    expect(await world.types('approve 1', { as: 'UBEN' })).toContain('The time to approve is over');

    const draft = await aWorldOfChanges([
      happened({ kind: 'action.proposed', proposal: 1, wish: aWish() }, { by: ANA }),
    ]);
    expect(await draft.types('approve 1', { as: 'UBEN' })).toContain('It is still being planned');
  });
});

describe('the other words about a proposal', () => {
  it('deny needs a reason and ends it', async () => {
    const world = await aWorldOfChanges(planned());
    expect(await world.types('deny 1', { as: 'UBEN' })).toContain('Say why');
    expect(await world.types('deny 1 only one replica', { as: 'UANA' })).toContain('withdraw it');
    expect(await world.types('deny 1 only one replica', { as: 'UBEN' })).toContain('You denied proposal 1');
    expect((await world.lastFact()).body).toMatchObject({
      kind: 'action.denied',
      reason: 'only one replica',
    });
    expect(await world.types('approve 1', { as: 'UCAT' })).toContain(
      'Proposal 1 is denied already. Nothing was done.',
    );
  });

  it('withdraw is the requester’s', async () => {
    const world = await aWorldOfChanges(planned());
    expect(await world.types('withdraw 1', { as: 'UBEN' })).toContain('Only the one who proposed it');
    expect(await world.types('withdraw 1 it recovered')).toContain('You withdrew proposal 1');
    expect((await world.lastFact()).body).toMatchObject({ reason: 'it recovered' });
  });

  it('stop is for whoever may approve', async () => {
    const world = await aWorldOfChanges(planned());
    await world.types('approve 1', { as: 'UBEN' });
    expect(await world.types('stop 1', { as: 'UEVE' })).toContain('Whoever may approve may stop it');
    expect(await world.types('stop 1 wrong pods', { as: 'UCAT' })).toContain('You stopped proposal 1');
    expect((await world.lastFact()).body).toMatchObject({ kind: 'action.stopped', reason: 'wrong pods' });
  });

  it('ack is the requester’s, and then others can approve', async () => {
    const world = await aWorldOfChanges(planned({ warnings: risky }));
    expect(await world.types('approve 1', { as: 'UBEN' })).toContain('has not acknowledged the warnings');
    expect(await world.types('ack 1', { as: 'UBEN' })).toContain('The one who proposed it acknowledges');
    expect(await world.types('ack 1')).toContain('The approvers are asked now.');
    expect(await world.types('ack 1')).toContain('nothing left to acknowledge');
    expect(await world.types('approve 1', { as: 'UBEN' })).toContain('You approved');
  });

  it('proposals lists what is open and what is over', async () => {
    const world = await aWorldOfChanges(planned({ quorum: 2 }));
    await world.types('approve 1', { as: 'UBEN' });
    await world.types('do cordon node/a --reason "disk"');
    await world.types('withdraw 2');

    const list = await world.types('proposals');

    expect(list).toContain('1 restart Deployment shop/checkout in prod-eu1, proposed by @UANA at 12:00');
    expect(list).toContain('Approved by @UBEN.');
    expect(list).toContain('2 cordon nodes/a in prod-eu1');
    expect(await (await aWorldOfChanges()).types('proposals')).toContain('Nobody has proposed a change');
  });
});

it('whoever was woken for a change of a private incident may decide about it', async () => {
  const world = createCommandWorld({ gate: everything, groups: { SONCALL: ['UBEN', 'UCAT'] } });
  await world.has({ namespace: 'shop', policy: aPolicy({ private: true }) }, [
    ...planned(),
    happened({ kind: 'action.woken', proposal: 1, stage: 0, users: ['UBEN'], missed: [] }),
  ]);

  expect(await world.types('INC-1 approve 1', { as: 'UCAT', from: 'D1' })).toContain('There is no INC-1');
  expect(await world.types('INC-1 approve 1', { as: 'UBEN', from: 'D1' })).toContain('You approved');
});
