import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { readFollowup } from '../../src/commands/grammar/followup-words.ts';
import { tokens } from '../../src/commands/grammar/token.ts';
import { followupsOf } from '../../src/domain/followup.ts';
import { MINUTE } from '../../src/domain/instant.ts';
import { NOON } from '../builders/incident.ts';
import { type CommandWorld, createCommandWorld } from './command-world.ts';

let world: CommandWorld;
beforeEach(() => {
  world = createCommandWorld();
});

describe('followup', () => {
  it.each([
    ['Write the runbook', 'Write the runbook', null, null],
    ['Write the runbook <@UBEN|ben>', 'Write the runbook', 'UBEN', null],
    ['Write the runbook <@UBEN|ben> friday', 'Write the runbook', 'UBEN', '2026-11-27'],
    ['Write the runbook by friday, <@UBEN|ben>', 'Write the runbook', 'UBEN', '2026-11-27'],
    ['Write the runbook for <@UBEN> in 2 weeks.', 'Write the runbook', 'UBEN', '2026-12-04'],
    ['<@UBEN>: write the runbook in 3 days', 'write the runbook', 'UBEN', '2026-11-23'],
    ['Write the runbook <@UBEN>, 2026-12-01', 'Write the runbook', 'UBEN', '2026-12-01'],
    ['Write the runbook, @me, 2026-12-01', 'Write the runbook', 'UANA', '2026-12-01'],
    ['Ask <@UBEN|ben> why it broke on friday', 'Ask @ben why it broke on friday', null, null],
    ['“Retry tomorrow”', 'Retry tomorrow', null, null],
    ['done with guessing: alert on the queue', 'done with guessing: alert on the queue', null, null],
    ['INC-9 had the same cause, fix it', 'INC-9 had the same cause, fix it', null, null],
  ])('“%s” is “%s” for %s until %s', async (typed, text, owner, due) => {
    await world.has();

    await world.types(`followup ${typed}`);

    expect((await world.lastFact()).body).toEqual({ kind: 'followup.added', followup: 1, text, owner, due });
  });

  it('answers with what it understood, the weekday beside the date', async () => {
    await world.has();

    expect(await world.types('followup Write the runbook <@UBEN> by tomorrow')).toBe(
      'Action item 1 on INC-1 for @UBEN, due Sat 2026-11-21: Write the runbook',
    );
    expect(await world.types('todo Alert on the queue')).toBe(
      'Action item 2 on INC-1, nobody’s and without a day yet: Alert on the queue',
    );
  });

  it('reads a day on the asker’s own calendar', async () => {
    await world.has();
    world.isAt(NOON + 15 * 60 * MINUTE);
    world.isIn('America/New_York');

    await world.types('followup Write the runbook tomorrow');

    expect((await world.lastFact()).body).toMatchObject({ due: '2026-11-21' });
  });

  it('never guesses who a name is, and refuses a group, a day that is over, and nothing to do', async () => {
    await world.has();

    expect(await world.types('followup Write it @ben')).toContain('pick the person from Slack’s list');
    expect(await world.types('followup Write it <!subteam^S1|@oncall>')).toContain('not to a group');
    expect(await world.types('followup Write it 2026-11-01')).toContain('2026-11-01 is over');
    expect(await world.types('followup <@UBEN> friday')).toContain('missing');
    expect(await world.facts()).toBe(2);
  });

  it('is closed by its number, once', async () => {
    await world.has();
    await world.types('followup Write the runbook');

    expect(await world.types('followup done #1')).toBe('Action item 1 of INC-1 is done.');
    expect(await world.types('followup done 1')).toBe('Action item 1 of INC-1 is done already.');
    expect(await world.types('followup done 2')).toContain('no action item 2');
    expect(await world.types('followup done')).toContain('comes the number');
    expect(await world.types('followup done soon')).toContain('comes the number');
  });

  it('of the same click twice is one', async () => {
    await world.has();
    await world.types('followup Write the runbook', { requestId: 'r' });
    await world.types('followup Write the runbook', { requestId: 'r' });

    expect(followupsOf(await world.incident()).last).toBe(1);
  });

  it('without words opens a form, which adds the same', async () => {
    await world.has();

    expect(await world.types('followup')).toBe('[form followup: To do for INC-1]');
    const closed = await world.submit('followup', 'INC-1', {
      text: 'Write the runbook',
      owner: 'UBEN',
      due: 'By Friday',
    });
    expect(closed).toMatchObject({ kind: 'closed' });
    expect((await world.lastFact()).body).toMatchObject({ owner: 'UBEN', due: '2026-11-27' });
  });

  it('says under the form’s fields what is wrong', async () => {
    await world.has();
    const submit = (values: Record<string, string>) => world.submit('followup', 'INC-1', values);

    expect(await submit({ text: 'x', due: 'soon' })).toMatchObject({ fields: { due: expect.any(String) } });
    expect(await submit({ text: 'x', due: '2026-01-01' })).toMatchObject({
      fields: { due: expect.stringContaining('is over') },
    });
    expect(await submit({ due: 'friday' })).toMatchObject({ fields: { text: expect.any(String) } });
    expect(await world.submit('followup', 'INC-9', { text: 'x' })).toMatchObject({
      fields: { text: expect.stringContaining('There is no INC-9') },
    });
  });

  it('loses none of the words, whatever they are', () => {
    const word = fc.oneof(
      fc.constantFrom(
        'friday',
        'by',
        'in',
        '2',
        'weeks',
        'on',
        'done',
        '<@UBEN|ben>',
        '“',
        '”',
        '2026-12-01',
      ),
      fc.string({ unit: 'grapheme', maxLength: 6 }),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), (words) => {
        const list = tokens(words.join(' '));
        const read = readFollowup(list, 'UANA');

        if (!read.ok) return;
        const { text, owner, due } = read.value;
        const all = list.map((token) => token.text).join(' ');
        for (const piece of text.split(/\s+/)) expect(all).toContain(piece);
        if (owner === null && due === null) {
          const bare = (said: string) => said.replace(/[\s"“”„«»]/g, '');
          expect(bare(text)).toBe(bare(all));
        }
      }),
    );
  });
});

describe('followups', () => {
  it('lists the open ones first, with owner, day and who added each', async () => {
    await world.has();
    await world.types('followup Write the runbook <@UBEN> by friday');
    await world.types('followup Alert on the queue', { as: 'UBEN' });
    await world.types('followup done 1');

    expect((await world.types('followups')).split('\n')).toEqual([
      'INC-1: 2 action items, 1 done',
      '2 Alert on the queue · nobody’s yet · added by @UBEN',
      '1 ✓ Write the runbook · @UBEN, due Fri 2026-11-27 · added by @UANA',
    ]);
  });

  it('says how to add one where there is none', async () => {
    await world.has();

    expect(await world.types('todos')).toContain('has no action items. To add one: /incident followup');
  });
});
