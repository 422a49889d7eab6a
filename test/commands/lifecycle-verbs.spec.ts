import { beforeEach, describe, expect, it } from 'vitest';
import { type CommandWorld, createCommandWorld } from './command-world.ts';

let world: CommandWorld;
beforeEach(() => {
  world = createCommandWorld();
});

describe('declare', () => {
  it('declares with severity, title, cluster and namespace', async () => {
    const said = await world.types('declare sev2 Checkout rejects cards --cluster prod-eu1 --ns shop', {
      from: 'CX',
    });

    expect(said).toBe('INC-1 is declared (SEV2). Its channel opens in a moment, and you will be in it.');
    expect(await world.incident()).toMatchObject({
      title: 'Checkout rejects cards',
      severity: 'sev2',
      namespace: 'shop',
      status: 'investigating',
      policy: { cluster: 'prod-eu1' },
      wanted: ['UANA'],
    });
    expect(world.woken).toEqual(['advance INC-1']);
  });

  it('understands what a phone makes of it: long dashes, curly quotes, capitals, line breaks', async () => {
    await world.types('New SEV-1  “Checkout\nis down” —private –cluster “prod eu1”', { from: 'CX' });

    expect(await world.incident()).toMatchObject({
      title: 'Checkout is down',
      severity: 'sev1',
      policy: { private: true, cluster: 'prod eu1' },
    });
  });

  it('takes the default severity when none was said, and leaves a number in the title alone', async () => {
    await world.types('open 2 of 3 payment providers fail', { from: 'CX' });

    expect(await world.incident()).toMatchObject({
      title: '2 of 3 payment providers fail',
      severity: 'sev3',
    });
  });

  it('opens a form when the title is missing, filled with what was said', async () => {
    const reply = await world.reply('declare sev1 --cluster prod-eu1 --drill', { from: 'CX' });

    expect(reply).toMatchObject({ kind: 'form', form: { name: 'declare', subject: 'new' } });
    const fields = reply.kind === 'form' ? reply.form.fields : [];
    expect(fields.find(({ name }) => name === 'severity')).toMatchObject({ initial: 'sev1' });
    expect(fields.find(({ name }) => name === 'cluster')).toMatchObject({ initial: 'prod-eu1' });
    expect(fields.find(({ name }) => name === 'drill')).toMatchObject({ initial: true });
  });

  it('refuses an option it does not know and names the nearest', async () => {
    const said = await world.types('declare Checkout --privat', { from: 'CX' });

    expect(said).toContain('Did you mean --private?');
    expect(await world.store.index.recent(1)).toEqual([]);
  });

  it('refuses a title that is too long', async () => {
    expect(await world.types(`declare ${'x'.repeat(151)}`, { from: 'CX' })).toContain('at most 150');
  });

  it('is one incident when Slack delivers the same command twice', async () => {
    const first = await world.types('declare Checkout', { from: 'CX', requestId: 'trigger-1' });
    const second = await world.types('declare Checkout', { from: 'CX', requestId: 'trigger-1' });

    expect(second).toBe(first);
    expect(await world.store.index.recent(5)).toHaveLength(1);
  });
});

it('leaves an option in quotation marks in the title', async () => {
  await world.types('declare “Users see --private pages” --drill', { from: 'CX' });

  expect(await world.incident()).toMatchObject({
    title: 'Users see --private pages',
    drill: true,
    policy: { private: false },
  });
});

it('gives the same answer, and does nothing, when Slack delivers a command twice', async () => {
  await world.has();

  const first = await world.types('sev 2', { requestId: 'trigger-1' });
  const second = await world.types('sev 2', { requestId: 'trigger-1' });

  expect(first).toBe('INC-1 is SEV2 now.');
  expect(second).toBe(first);
  expect(await world.facts()).toBe(3);
});

describe('accept and decline', () => {
  it('accepts an alert in triage', async () => {
    await world.has({ status: 'triage' });

    expect(await world.types('INC-1 accept', { from: 'CX' })).toContain('You accepted INC-1.');
    expect(await world.incident()).toMatchObject({ status: 'investigating', opened: true });
  });

  it('tells only one of two who accept at once that it was them', async () => {
    await world.has({ status: 'triage' });

    const told = await Promise.all(
      ['UANA', 'UBEN'].map((as) => world.types('INC-1 accept', { as, from: 'CX' })),
    );

    expect(told.toSorted()).toEqual([
      'INC-1 is accepted already and is investigating.',
      'You accepted INC-1. Its channel opens in a moment, and you will be in it.',
    ]);
  });

  it('says kindly that it is accepted already', async () => {
    await world.has();

    expect(await world.types('accept')).toBe('INC-1 is accepted already and is investigating: #C1.');
  });

  it('declines with a reason, and says so the second time', async () => {
    await world.has({ status: 'triage' });

    expect(await world.types('inc 1 decline planned', { from: 'CX' })).toContain('You declined INC-1.');
    expect(await world.types('INC-1 decline', { from: 'CX' })).toBe('INC-1 is declined already.');
    expect((await world.lastFact()).body).toMatchObject({ reason: 'declined', text: 'planned' });
  });

  it('does not decline what was accepted, and says what to do', async () => {
    await world.has();

    expect(await world.types('decline')).toContain('/incident INC-1 cancel false-positive');
  });

  it('does not accept what was declined, and says what to do', async () => {
    await world.has({ status: 'triage' });
    await world.types('INC-1 decline', { from: 'CX' });

    expect(await world.types('INC-1 accept', { from: 'CX' })).toContain('Reopen it first');
  });
});

describe('status', () => {
  it('moves to a status with a note', async () => {
    await world.has();

    expect(await world.types('status mitigated Rolled back to 1.41')).toBe('INC-1 is mitigated now.');
    expect((await world.lastFact()).body).toMatchObject({ to: 'mitigated', reason: 'Rolled back to 1.41' });
    expect(await world.lastFact()).toMatchObject({ door: 'slash-command', by: { user: 'UANA' } });
  });

  it('opens a form alone', async () => {
    await world.has();

    expect(await world.types('status')).toBe('[form status: Status of INC-1]');
  });

  it('says that it is so already', async () => {
    await world.has();

    expect(await world.types('STATUS Investigating')).toBe('INC-1 is investigating already.');
  });

  it('names the nearest status', async () => {
    await world.has();

    expect(await world.types('status mitigted')).toContain('Did you mean mitigated?');
  });

  it('closes what is resolved, and resolves when told that it is resolved', async () => {
    await world.has();

    expect(await world.types('status closed')).toContain('resolved first');
    expect(await world.types('status resolved All good')).toContain('INC-1 is resolved.');
    expect(await world.types('status closed')).toBe('INC-1 is closed now.');
  });
});

describe('sev', () => {
  it.each([
    ['sev 2 Only Visa', 'Only Visa'],
    ['SEV2 Only Visa', 'Only Visa'],
    ['sev sev2: Only Visa', 'Only Visa'],
    ['severity SEV-2 Only Visa', 'Only Visa'],
  ])('understands %s', async (text, reason) => {
    await world.has();

    expect(await world.types(text)).toBe('INC-1 is SEV2 now.');
    expect((await world.lastFact()).body).toMatchObject({ to: 'sev2', reason });
  });

  it('opens a form alone, says when it is so already, refuses a number there is not', async () => {
    await world.has();

    expect(await world.types('sev')).toBe('[form severity: Severity of INC-1]');
    expect(await world.types('sev 1')).toBe('INC-1 is SEV1 already.');
    expect(await world.types('sev 5')).toContain('Try: /incident sev 2');
  });
});

describe('resolve, reopen and cancel', () => {
  it('resolves with what fixed it, and says so the second time', async () => {
    await world.has();

    expect(await world.types('resolve Rolled back')).toBe('INC-1 is resolved.');
    expect((await world.lastFact()).body).toMatchObject({ to: 'resolved', reason: 'Rolled back' });
    expect(await world.types('resolve')).toBe('INC-1 is resolved already.');
  });

  it('reopens with a reason of ten characters, else says how', async () => {
    await world.has();
    await world.types('resolve');

    expect(await world.types('reopen')).toBe('[form reopen: Reopen INC-1]');
    expect(await world.types('reopen too short'.slice(0, 10))).toContain('at least 10');
    expect(await world.types('reopen Errors are back since 14:05')).toBe('INC-1 is open again.');
    expect(await world.types('reopen Errors are back since 14:05')).toBe(
      'INC-1 is open already: investigating.',
    );
  });

  it('cancels for a reason it knows, however it is written', async () => {
    await world.has();

    expect(await world.types('cancel')).toBe('[form cancel: Cancel INC-1]');
    expect(await world.types('cancel boredom')).toContain('false-positive');
    expect(await world.types('cancel false positive Probe was wrong')).toContain('INC-1 is cancelled');
    expect((await world.lastFact()).body).toMatchObject({
      reason: 'false-positive',
      text: 'Probe was wrong',
    });
    expect(await world.types('cancel dup')).toContain('cancelled already');
  });

  it.each(['status mitigated', 'sev 2', 'role scribe me', 'cancel dup', 'accept'])(
    'refuses “%s” on what is resolved and says how to reopen',
    async (text) => {
      await world.has();
      await world.types('resolve');

      expect(await world.types(text)).toContain('/incident INC-1 reopen');
    },
  );
});
