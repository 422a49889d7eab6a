import { describe, expect, it } from 'vitest';
import type { Form } from '../../src/domain/form.ts';
import { actions } from '../../src/domain/wording/actions.ts';
import { happened } from '../builders/incident.ts';
import { aPlan } from '../builders/proposals.ts';
import { aWorldOfChanges, planned, risky, VALUE } from './a-change.ts';
import type { CommandWorld } from './command-world.ts';
import { plainText } from './plain-text.ts';

async function opens(world: CommandWorld, action: string, value: string, as = 'UBEN'): Promise<Form> {
  const reply = await world.press(action, value, { as, from: 'C1' });
  if (reply.kind !== 'form') throw new Error(`no form: ${JSON.stringify(reply)}`);
  return reply.form;
}

const ofProposals = [
  actions.approveProposal,
  actions.openApproveForm,
  actions.openDenyForm,
  actions.acknowledgeProposal,
  actions.withdrawProposal,
  actions.stopProposal,
  actions.undoProposal,
  actions.proposeAgain,
] as const;

describe('the buttons of a proposal', () => {
  it('approve exactly what was looked at', async () => {
    const world = await aWorldOfChanges(planned());
    const other = `INC-1/1/${'b'.repeat(64)}`;

    expect(await world.presses(actions.approveProposal, other, { as: 'UBEN' })).toContain(
      'What you looked at is not what would be done now',
    );
    expect(await world.presses(actions.approveProposal, 'INC-1/1', { as: 'UBEN' })).toContain(
      'What you looked at is not what would be done now',
    );
    expect(await world.presses(actions.approveProposal, VALUE, { as: 'UBEN' })).toContain('You approved');
    expect(await world.lastFact()).toMatchObject({ by: { user: 'UBEN' }, door: 'button' });
  });

  it('answer the same click the same way, however often it comes', async () => {
    const world = await aWorldOfChanges(planned());
    const by = { as: 'UBEN', requestId: 'r' };
    const first = await world.presses(actions.approveProposal, VALUE, by);
    await world.types('deny 1 no', { as: 'UCAT' });

    for (let times = 0; times < 10; times++) {
      expect(await world.presses(actions.approveProposal, VALUE, by)).toBe(first);
    }
    expect((await world.incident()).proposals[0]?.state).toBe('denied');
  });

  it('open the form in which a protected target is typed out, whichever of the two is pressed', async () => {
    const note = { id: 'peers', level: 'note', sentence: 'Two stay ready.', measure: 1 } as const;
    const plan = { tier: 'protected', protects: 'it is a singleton', warnings: [note] } as const;
    const world = await aWorldOfChanges(planned(plan));
    for (const action of [actions.approveProposal, actions.openApproveForm]) {
      const form = await opens(world, action, VALUE);
      expect(form).toMatchObject({ name: 'approve', subject: VALUE, submit: 'Approve' });
      expect(form.intro).toContain('It will restart Deployment shop/checkout in prod-eu1.');
      expect(form.intro).toContain('• Two stay ready.\nIt is protected, because it is a singleton.');
      expect(form.fields[0]).toMatchObject({
        name: 'target',
        label: expect.stringContaining('prod-eu1/shop/checkout'),
      });
    }
    expect(await world.presses(actions.openApproveForm, VALUE, { as: 'UANA' })).toContain('somebody else’s');

    const wrong = await world.submit('approve', VALUE, { target: 'prod-eu1/shop/cart' }, { as: 'UBEN' });
    expect(wrong).toMatchObject({
      kind: 'errors',
      fields: { target: expect.stringContaining('type it out') },
    });
    const right = await world.submit(
      'approve',
      VALUE,
      { target: ' prod-eu1/shop/checkout ' },
      { as: 'UBEN' },
    );
    expect(right.kind === 'closed' && right.say && plainText(right.say)).toContain('You approved proposal 1');
    expect(await world.lastFact()).toMatchObject({ door: 'modal', body: { kind: 'action.approved' } });
  });

  it('a form that was opened for another plan approves nothing', async () => {
    const world = await aWorldOfChanges(planned({ tier: 'protected' }));
    const values = { target: 'prod-eu1/shop/checkout' };
    const old = await world.submit('approve', `INC-1/1/${'b'.repeat(64)}`, values, { as: 'UBEN' });
    expect(old).toMatchObject({ fields: { target: expect.stringContaining('not what would be done now') } });
    expect(await world.submit('approve', 'INC-1/1', values, { as: 'UBEN' })).toMatchObject({
      kind: 'errors',
    });
    expect(await world.submit('approve', 'INC-1/x', values, { as: 'UBEN' })).toMatchObject({
      fields: { target: expect.stringContaining('This form is broken') },
    });
  });

  it('ask why not before they deny', async () => {
    const world = await aWorldOfChanges(planned());
    expect(await opens(world, actions.openDenyForm, VALUE)).toMatchObject({ name: 'deny', subject: VALUE });
    expect(await world.presses(actions.openDenyForm, VALUE, { as: 'UANA' })).toContain('withdraw it');
    expect(await world.submit('deny', VALUE, { reason: ' ' }, { as: 'UBEN' })).toMatchObject({
      fields: { reason: expect.stringContaining('Say why') },
    });
    expect(await world.submit('deny', VALUE, { reason: 'no' }, { as: 'UEVE' })).toMatchObject({
      fields: { reason: expect.stringContaining('not among the approvers') },
    });
    expect(await world.submit('deny', VALUE, { reason: 'no' }, { as: 'UBEN' })).toMatchObject({
      kind: 'closed',
    });
    expect(await world.presses(actions.openDenyForm, VALUE, { as: 'UCAT' })).toContain('is denied already');
  });

  it('acknowledge, withdraw and stop with one press, for those who may', async () => {
    const world = await aWorldOfChanges(planned({ warnings: risky }));
    expect(await world.presses(actions.acknowledgeProposal, `INC-1/1/${'b'.repeat(64)}`)).toContain(
      'Look at the card again',
    );
    expect(await world.presses(actions.acknowledgeProposal, VALUE, { as: 'UBEN' })).toContain(
      'The one who proposed',
    );
    expect(await world.presses(actions.acknowledgeProposal, VALUE)).toContain('Noted for proposal 1');
    expect(await world.presses(actions.withdrawProposal, VALUE, { as: 'UBEN' })).toContain(
      'Only the one who',
    );
    await world.presses(actions.approveProposal, VALUE, { as: 'UBEN' });
    expect(await world.presses(actions.stopProposal, VALUE, { as: 'UEVE' })).toContain('Whoever may approve');
    expect(await world.presses(actions.stopProposal, VALUE, { as: 'UCAT' })).toContain('You stopped');
    expect(await world.presses(actions.withdrawProposal, VALUE)).toContain('is stopped already');
  });

  it('that nobody made do nothing, whatever they carry', async () => {
    const world = await aWorldOfChanges(planned());
    const facts = await world.facts();
    const values = [
      '',
      'INC-1',
      'INC-1/1/',
      'INC-1/2',
      `INC-2/1/${aPlan().hash}`,
      'INC-1/1/x',
      '{"a":1}',
      'null',
    ];
    for (const action of ofProposals) {
      for (const value of values) {
        const said = await world.presses(action, value, { as: 'UBEN' });
        expect(said, `${action} ${value}`).toMatch(
          /This button is broken. Nothing was done|There is no INC-2/,
        );
      }
    }
    for (const value of ['', 'INC-1/1', 'INC-1/undo-1', 'INC-1/1.x', '{}']) {
      expect(await world.presses(actions.openDoForm, value)).toContain('This button is broken');
    }
    expect(await world.facts()).toBe(facts);
    expect(world.warned).toHaveLength(ofProposals.length * (values.length - 1) + 5);
  });

  it('of one that ended long ago say so', async () => {
    const many = Array.from({ length: 12 }, (_, n) => [
      ...planned({}, { target: { resource: 'pods', name: `p${n}`, namespace: 'shop' } }, n + 1),
      happened({ kind: 'action.withdrawn', proposal: n + 1, reason: null }),
    ]).flat();
    const world = await aWorldOfChanges(many);
    expect(await world.presses(actions.approveProposal, VALUE, { as: 'UBEN' })).toContain('ended long ago');
  });
});

describe('Propose anew', () => {
  it('proposes the same wish once more, by whoever presses', async () => {
    const world = await aWorldOfChanges([
      ...planned({}, { reason: 'stuck connections' }),
      happened({ kind: 'action.expired', proposal: 1, clock: 'approve' }),
    ]);

    expect(await world.presses(actions.proposeAgain, VALUE, { as: 'UCAT' })).toContain('Proposal 2 of INC-1');
    const [first, second] = (await world.incident()).proposals;
    expect(second).toMatchObject({ requester: 'UCAT', state: 'draft', wish: first?.wish });
    expect(await world.presses(actions.proposeAgain, VALUE, { as: 'UBEN' })).toContain(
      'One change at a time',
    );
  });

  it('is refused while it goes on, and when it had its effect', async () => {
    const world = await aWorldOfChanges(planned());
    expect(await world.presses(actions.proposeAgain, VALUE)).toContain('is pending, so it can’t');
  });
});

describe('Undo', () => {
  const done = [
    happened({ kind: 'action.started', proposal: 1, token: 't', until: 0 }),
    happened({ kind: 'action.sent', proposal: 1, token: 't', how: 'answered' }),
    happened({ kind: 'action.executed', proposal: 1, token: 't', outcome: 'succeeded', sentence: 'ok' }),
  ];

  it('opens the form, filled with what would undo it, and is a proposal of its own', async () => {
    const undoWith = { action: 'undo', parameters: { revision: 'checkout-7d9f' } } as const;
    const world = await aWorldOfChanges([...planned({ undoWith }), ...done]);

    const form = await opens(world, actions.undoProposal, VALUE, 'UCAT');
    expect(form.subject).toBe('INC-1/undo-1');
    const initials = Object.fromEntries(
      form.fields.flatMap((field) =>
        'initial' in field && field.initial ? [[field.name, String(field.initial)]] : [],
      ),
    );
    expect(initials).toEqual({
      action: 'undo',
      object: 'deployments/shop/checkout',
      revision: 'checkout-7d9f',
      reason: 'Undo of proposal 1: restart Deployment shop/checkout',
    });

    expect(await world.submit('do', form.subject, initials, { as: 'UCAT' })).toMatchObject({
      kind: 'closed',
    });
    expect((await world.incident()).proposals[1]).toMatchObject({
      requester: 'UCAT',
      wish: { action: 'undo', parameters: { revision: 'checkout-7d9f' }, undoes: 1 },
    });
  });

  it('says when there is nothing to undo, or no way', async () => {
    const pending = await aWorldOfChanges(planned());
    expect(await pending.presses(actions.undoProposal, VALUE)).toContain('nothing to undo');
    const world = await aWorldOfChanges([...planned({ undoWith: null }), ...done]);
    expect(await world.presses(actions.undoProposal, VALUE)).toContain('There is no change that would undo');
  });
});
