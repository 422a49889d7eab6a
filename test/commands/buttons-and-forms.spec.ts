import { beforeEach, describe, expect, it } from 'vitest';
import { buttons } from '../../src/commands/buttons.ts';
import type { Submitted } from '../../src/commands/door.ts';
import { forms } from '../../src/commands/forms.ts';
import { actions } from '../../src/domain/wording/actions.ts';
import { type CommandWorld, createCommandWorld } from './command-world.ts';
import { plainText } from './plain-text.ts';

let world: CommandWorld;
beforeEach(() => {
  world = createCommandWorld();
});

const said = (result: Submitted) =>
  result.kind === 'closed' ? (result.say ? plainText(result.say) : '') : JSON.stringify(result.fields);

describe('buttons', () => {
  it('answer every action that wording makes, and no other', () => {
    expect(buttons.map(({ action }) => action).sort()).toEqual(Object.values(actions).sort());
  });

  it('accept and decline what is in triage', async () => {
    await world.has({ number: 1, status: 'triage' });
    await world.has({ number: 2, status: 'triage' });

    expect(await world.presses(actions.accept, 'INC-1', { from: 'CANN' })).toContain('You accepted INC-1');
    expect(await world.presses(actions.decline, 'INC-2', { from: 'CANN' })).toContain('You declined INC-2');
    expect(await world.presses(actions.accept, 'INC-2', { from: 'CANN' })).toContain('Reopen it first');
    expect(await world.lastFact(1)).toMatchObject({ door: 'button' });
  });

  it('give a role to the first who takes it', async () => {
    await world.has();

    expect(await world.presses(actions.takeRole, 'INC-1/commander', { as: 'UBEN', from: 'D1' })).toContain(
      'You are',
    );
    expect(await world.presses(actions.takeRole, 'INC-1/commander', { as: 'UANA' })).toContain(
      'Somebody else is',
    );
    expect(await world.presses(actions.takeRole, 'INC-1/commander', { as: 'UBEN' })).toContain('already');
    expect((await world.incident()).roles.commander?.holder).toBe('UBEN');
  });

  it('open their forms', async () => {
    await world.has();

    expect(await world.presses(actions.declare, 'new')).toContain('[form declare');
    expect(await world.presses(actions.openStatusForm, 'INC-1')).toContain('[form status');
    expect(await world.presses(actions.openSeverityForm, 'INC-1')).toContain('[form severity');
    expect(await world.presses(actions.openRoleForm, 'INC-1')).toContain('[form role');
    expect(await world.presses(actions.resolve, 'INC-1')).toContain('[form resolve');
    expect(await world.press(actions.handOverRole, 'INC-1/scribe')).toMatchObject({
      form: { name: 'role', fields: [{ initial: 'scribe' }, {}] },
    });
  });

  it('say what is so already, or what must come first, instead of opening a form', async () => {
    await world.has();

    expect(await world.presses(actions.reopen, 'INC-1')).toContain('open already');
    await world.types('resolve');
    expect(await world.presses(actions.reopen, 'INC-1')).toContain('[form reopen');
    expect(await world.presses(actions.resolve, 'INC-1')).toContain('resolved already');
    for (const action of [actions.openStatusForm, actions.openSeverityForm, actions.openRoleForm]) {
      expect(await world.presses(action, 'INC-1')).toContain('Reopen it first');
    }
    expect(await world.presses(actions.handOverRole, 'INC-1/scribe')).toContain('Reopen it first');
  });

  it('show alerts, timeline and panel', async () => {
    await world.has();

    expect(await world.presses(actions.showAlerts, 'INC-1')).toContain('INC-1: no alerts');
    expect(await world.presses(actions.showTimeline, 'INC-1')).toContain('declared as SEV1');
    expect(await world.presses(actions.panel, 'INC-1')).toContain('Checkout rejects cards');
  });

  it('always answer, also what nobody knows any more', async () => {
    expect(await world.presses('launch-missiles', 'INC-1')).toContain('Nothing was done');
    expect(await world.presses(actions.takeRole, 'nonsense')).toContain('broken');
    expect(await world.presses(actions.resolve, '__proto__')).toContain('There is no');
    expect(await world.presses('constructor', 'INC-1')).toContain('Nothing was done');
  });
});

describe('forms', () => {
  it('have a handler under every name a command or button opens', () => {
    expect(forms.map(({ name }) => name).sort()).toEqual(
      [
        ...['approve', 'cancel', 'declare', 'deny', 'do', 'note', 'reopen', 'resolve', 'role'],
        ...['severity', 'status', 'update', 'followup'],
      ].sort(),
    );
  });

  it('declare', async () => {
    const result = await world.submit('declare', 'new', {
      title: ' Checkout\nis down ',
      severity: 'sev1',
      cluster: 'prod-eu1',
      private: 'true',
      drill: 'false',
    });

    expect(said(result)).toContain('INC-1 is declared (SEV1)');
    expect(await world.incident()).toMatchObject({
      title: 'Checkout is down',
      drill: false,
      policy: { private: true, cluster: 'prod-eu1' },
    });
    expect(await world.lastFact()).toMatchObject({ door: 'modal' });
  });

  it('show errors under the field that is wrong, and stay open', async () => {
    await world.has();

    expect(await world.submit('declare', 'new', {})).toEqual({
      kind: 'errors',
      fields: { title: expect.stringContaining('title is missing') },
    });
    expect(await world.submit('status', 'INC-1', { status: 'gone' })).toMatchObject({
      fields: { status: expect.any(String) },
    });
    expect(await world.submit('severity', 'INC-1', {})).toMatchObject({
      fields: { severity: expect.any(String) },
    });
    expect(await world.submit('role', 'INC-1', { role: 'chef', user: 'U1' })).toMatchObject({
      fields: { role: expect.any(String) },
    });
    expect(await world.submit('role', 'INC-1', { role: 'scribe' })).toMatchObject({
      fields: { role: expect.any(String) },
    });
    expect(await world.submit('note', 'INC-1', { text: 'x', at: 'soon' })).toMatchObject({
      fields: { at: expect.any(String) },
    });
    expect(await world.submit('note', 'INC-1', { text: ' ' })).toMatchObject({
      fields: { text: expect.any(String) },
    });
    expect(await world.submit('update', 'INC-1', {})).toMatchObject({ fields: { text: expect.any(String) } });
    expect(await world.submit('cancel', 'INC-1', { reason: 'x' })).toMatchObject({
      fields: { reason: expect.any(String) },
    });
    expect(await world.facts()).toBe(2);
  });

  it('do what the verbs do', async () => {
    await world.has();

    expect(
      said(await world.submit('status', 'INC-1', { status: 'identified', reason: 'Bad deploy' })),
    ).toContain('identified now');
    expect(said(await world.submit('severity', 'INC-1', { severity: 'sev2' }))).toContain('SEV2 now');
    expect(said(await world.submit('role', 'INC-1', { role: 'scribe', user: 'UBEN' }))).toContain(
      '@UBEN is scribe',
    );
    expect(said(await world.submit('note', 'INC-1', { text: 'Saw it', at: '10m ago' }))).toContain('11:50');
    expect(said(await world.submit('update', 'INC-1', { text: 'Better' }))).toContain('on its way');
    expect(said(await world.submit('resolve', 'INC-1', { reason: 'Rolled back' }))).toContain(
      'INC-1 is resolved.',
    );
    expect(said(await world.submit('reopen', 'INC-1', { reason: 'It came back again' }))).toContain(
      'open again',
    );
    expect(said(await world.submit('cancel', 'INC-1', { reason: 'external' }))).toContain('cancelled');
  });

  it('are decided against the incident as it is by then', async () => {
    await world.has();
    const opened = await world.presses(actions.openSeverityForm, 'INC-1');
    await world.types('resolve', { as: 'UBEN' });

    const late = await world.submit('severity', 'INC-1', { severity: 'sev2' });

    expect(opened).toContain('[form severity');
    expect(late).toMatchObject({
      kind: 'errors',
      fields: { severity: expect.stringContaining('is resolved') },
    });
  });

  it('that nobody knows any more say so', async () => {
    expect(said(await world.submit('launch', 'INC-1', {}))).toContain('Nothing was done');
    expect(await world.submit('resolve', 'INC-99', {})).toMatchObject({ kind: 'errors' });
  });
});

describe('marking a message', () => {
  it('puts it on the timeline of its channel’s incident', async () => {
    await world.has();
    const asker = { user: 'UANA', channel: 'C1', requestId: 'r' };

    expect(await world.door.markMessage(asker, { channel: 'C1', ts: '1.2' })).toMatchObject({ kind: 'say' });

    expect(await world.lastFact()).toMatchObject({
      door: 'shortcut',
      body: { kind: 'message.marked', message: { channel: 'C1', ts: '1.2' }, via: 'shortcut' },
    });
    expect(world.reacted).toEqual(['white_check_mark 1.2']);
    await world.door.markMessage({ ...asker, requestId: 's' }, { channel: 'C1', ts: '1.2' });
    expect(await world.facts()).toBe(3);
  });

  it('says so in a channel without an incident', async () => {
    const reply = await world.door.markMessage(
      { user: 'U', channel: 'CX', requestId: 'r' },
      { channel: 'CX', ts: '1' },
    );

    expect(reply.kind === 'say' && plainText(reply.document)).toContain('no incident');
  });
});
