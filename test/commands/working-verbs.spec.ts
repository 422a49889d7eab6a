import { beforeEach, describe, expect, it } from 'vitest';
import { MINUTE } from '../../src/domain/instant.ts';
import { NOON } from '../builders/incident.ts';
import { anEpisode } from './an-episode.ts';
import { type CommandWorld, createCommandWorld } from './command-world.ts';

let world: CommandWorld;
beforeEach(() => {
  world = createCommandWorld();
});

describe('role', () => {
  it.each([
    ['role commander me', 'commander', 'UANA', 'You are commander of INC-1 now.'],
    ['role scribe <@UBEN|ben>', 'scribe', 'UBEN', '@UBEN is scribe of INC-1 now.'],
    ['assign <@UBEN> comms', 'communications', 'UBEN', '@UBEN is communications of INC-1 now.'],
    ['lead <@UBEN|ben>', 'commander', 'UBEN', '@UBEN is commander of INC-1 now.'],
    ['lead me', 'commander', 'UANA', 'You are commander of INC-1 now.'],
    ['role op me', 'operations', 'UANA', 'You are operations of INC-1 now.'],
    ['Role Ops: me', 'operations', 'UANA', 'You are operations of INC-1 now.'],
  ])('“%s” gives %s to %s', async (text, role, user, said) => {
    await world.has();

    expect(await world.types(text)).toBe(said);
    expect((await world.incident()).roles[role]?.holder).toBe(user);
  });

  it('says that it is so already', async () => {
    await world.has();
    await world.types('lead me');

    expect(await world.types('lead me')).toBe('You are commander of INC-1 already.');
  });

  it('takes over from somebody else when asked by name', async () => {
    await world.has();
    await world.types('lead me');

    await world.types('role commander me', { as: 'UBEN' });

    expect((await world.incident()).roles.commander?.holder).toBe('UBEN');
  });

  it('leaves a role, and says so when nobody had it', async () => {
    await world.has();
    await world.types('role scribe me');

    expect(await world.types('role scribe none')).toBe('Nobody is scribe of INC-1 now.');
    expect(await world.types('role scribe none')).toBe('Nobody is scribe of INC-1 yet.');
  });

  it('opens a form for what is missing', async () => {
    await world.has();

    expect(await world.types('role')).toBe('[form role: Roles of INC-1]');
    const reply = await world.reply('role scribe');
    expect(reply).toMatchObject({ form: { fields: [{ initial: 'scribe' }, { initial: 'UANA' }] } });
  });

  it('never guesses who a name is, and refuses a group', async () => {
    await world.has();

    expect(await world.types('role scribe @ana')).toContain('pick the person from Slack’s list');
    expect(await world.types('role scribe <!subteam^S1|@oncall>')).toContain('not to a group');
    expect(await world.facts()).toBe(2);
  });

  it('names the nearest role, and all of them', async () => {
    await world.has();

    const said = await world.types('role comander me');
    expect(said).toContain('Did you mean commander?');
    expect(said).toContain('scribe');
  });

  it('asks which one when a beginning fits two', async () => {
    await world.has();

    expect(await world.types('role com me')).toContain('It could be: commander, communications.');
  });

  it('lists who has which', async () => {
    await world.has();
    await world.types('lead me');

    expect(await world.types('roles')).toContain('Commander: @UANA');
  });

  it('asks to accept first what is in triage', async () => {
    await world.has({ status: 'triage' });

    expect(await world.types('INC-1 lead me', { from: 'CX' })).toContain('/incident INC-1 accept');
  });
});

describe('note', () => {
  it('is added for now, as a person would read it', async () => {
    await world.has();

    const said = await world.types(
      'note <@UBEN|ben> said “a &lt; b”\nin <#C9|shop>, see <https://x.io/a|the page>',
    );

    expect(said).toContain('Noted on INC-1');
    expect((await world.lastFact()).body).toMatchObject({
      text: '@ben said “a < b”\nin #shop, see the page (https://x.io/a)',
    });
  });

  it.each([
    ['note Rolled back --at 11:30', -30 * MINUTE, 'Rolled back'],
    ['note —at 11:30 Rolled back', -30 * MINUTE, 'Rolled back'],
    ['note Rolled back –at 10m ago', -10 * MINUTE, 'Rolled back'],
    ['note Rolled back 10m ago', -10 * MINUTE, 'Rolled back'],
    ['note Rolled back 1 h 30 min ago', -90 * MINUTE, 'Rolled back'],
    ['note Rolled back --at 2026-11-20 11:00', -60 * MINUTE, 'Rolled back'],
    ['note Rolled back --at 13:00', -23 * 60 * MINUTE, 'Rolled back'],
    ['note Rolled back --at=11:00am', -60 * MINUTE, 'Rolled back'],
  ])('“%s” is noted for the time it says', async (text, offset, noted) => {
    await world.has();

    await world.types(text);

    const fact = await world.lastFact();
    expect(fact.at - NOON).toBe(offset);
    expect(fact.body).toMatchObject({ kind: 'note.added', text: noted });
  });

  it('reads a clock time in the asker’s zone', async () => {
    await world.has();
    world.isIn('Asia/Kolkata');

    await world.types('note Rolled back --at 17:00');

    expect((await world.lastFact()).at).toBe(NOON - 30 * MINUTE);
  });

  it('keeps what looks like an option in a quoted command line', async () => {
    await world.has();

    await world.types('note ran kubectl get pods --all-namespaces — nothing odd');

    expect((await world.lastFact()).body).toMatchObject({
      text: 'ran kubectl get pods --all-namespaces — nothing odd',
    });
  });

  it('refuses a time it can’t read and a day to come, and notes nothing', async () => {
    await world.has();

    expect(await world.types('note x --at soon')).toContain('Try: /incident note');
    expect(await world.types('note x --at 2031-01-01 10:00')).toContain('still to come');
    expect(await world.facts()).toBe(2);
  });

  it('opens a form when there is no text', async () => {
    await world.has();

    expect(await world.types('note')).toBe('[form note: Note for INC-1]');
  });

  it('may be added after the end', async () => {
    await world.has();
    await world.types('resolve');

    expect(await world.types('note It was the cache')).toContain('Noted on INC-1');
  });
});

describe('update, link and rename', () => {
  it('posts an update', async () => {
    await world.has();

    expect(await world.types('update Cards work again')).toContain('on its way');
    expect((await world.incident()).lastUpdate?.text).toBe('Cards work again');
    expect(await world.types('update')).toBe('[form update: Update on INC-1]');
  });

  it.each([
    ['link <https://graf.io/d/1> Dashboard', 'https://graf.io/d/1', 'Dashboard'],
    ['link <https://graf.io/d/1|the board>', 'https://graf.io/d/1', 'the board'],
    ['link https://graf.io/d/1?a=1&amp;b=2', 'https://graf.io/d/1?a=1&b=2', 'graf.io'],
    ['link “Dashboard” <http://graf.io|graf.io>', 'http://graf.io', 'Dashboard'],
  ])('“%s” adds the link', async (text, url, label) => {
    await world.has();

    expect(await world.types(text)).toBe('The link is on INC-1 now.');
    expect((await world.incident()).links).toEqual([{ url, label }]);
    expect(await world.types(text)).toBe('The link is on INC-1 already.');
  });

  it.each(['link', 'link javascript:alert(1)', 'link <mailto:a@b.c|a@b.c>'])(
    '“%s” is refused with an example',
    async (text) => {
      await world.has();

      expect(await world.types(text)).toContain('Try: /incident link https://');
    },
  );

  it('renames, says so the second time, and says what is missing', async () => {
    await world.has();

    expect(await world.types('rename  Visa   is down')).toBe('INC-1 is called “Visa is down” now.');
    expect(await world.types('rename Visa is down')).toBe('INC-1 is called “Visa is down” already.');
    expect(await world.types('rename')).toContain('Try: /incident rename');
  });
});

describe('alerts, timeline and help', () => {
  it('lists the alerts, what fires first', async () => {
    const episodes = [anEpisode('a', 'resolved'), anEpisode('b', 'firing')];
    await world.has({}, [], undefined, episodes);

    const said = await world.types('alerts');

    expect(said.indexOf('● alert-b')).toBeGreaterThan(0);
    expect(said.indexOf('✓ alert-a')).toBeGreaterThan(said.indexOf('● alert-b'));
  });

  it('shows what happened, with time, who and by which door', async () => {
    await world.has();
    await world.types('sev 2 Only Visa');

    expect(await world.types('timeline')).toContain(
      '2026-11-20 12:00 · @UANA (command): severity SEV1 → SEV2: Only Visa',
    );
    const last = await world.types('timeline 1');
    expect(last).not.toContain('declared');
    expect(last).toContain('2 earlier, not shown');
  });

  it('refuses a timeline of nonsense', async () => {
    await world.has();

    expect(await world.types('timeline everything')).toContain('/incident timeline 30');
  });

  it('helps with all verbs, with one, and with one that does not exist', async () => {
    expect(await world.types('help')).toContain('sev <1-4> [reason]');
    expect(await world.types('help note')).toContain('/incident note Rolled back to 1.41 --at 14:05');
    expect(await world.types('help lead')).toContain('role <role>');
    expect(await world.types('help notte')).toContain('Did you mean note?');
  });
});
