import { describe, expect, it } from 'vitest';
import type { SandboxSlack } from '../../sandbox/slack/sandbox-slack.ts';
import type { Room } from './room.ts';
import { startWorld, type World } from './world.ts';

const MINUTE = 60_000;

/** ana, then ben, lead; chloe is nobody's candidate. */
const rosters = (slack: SandboxSlack): object => ({
  rosters: { commander: { users: [slack.member('ana').id, slack.member('ben').id] } },
  responders: [{ users: [slack.member('chloe').id] }],
});

async function anIncident(): Promise<{ world: World; room: Room }> {
  const world = await startWorld({ settings: rosters });
  await world.deliver({ alerts: [{}] });
  const room = await world.room('INC-1');
  await world.directly('ana').reads(/Will you be commander of INC-1/);
  await room.reads(/@ana, will you be commander\?/);
  return { world, room };
}

describe('a role', () => {
  it('is offered to the first on the list, in the channel and directly, and both messages stand alone', async () => {
    const { world, room } = await anIncident();
    await world.settles();

    expect(room.push(/will you be commander/)).toMatch(
      /^SEV1 checkout-1 is crash looping, prod-eu1: @?.*will you be commander\? Please answer by/,
    );
    expect(world.directly('ana').push(/commander/)).toBe(
      'SEV1 checkout-1 is crash looping, prod-eu1: will you be commander?',
    );
    expect(room.card()).toMatch(/nobody leads yet, asked @ana/);
    expect(room.texts()).toHaveLength(2);
    expect(world.directly('ana').texts()).toHaveLength(1);
    expect(room.view.members).toContain('ana');
  });

  it('is accepted by the button of the direct message', async () => {
    const { world, room } = await anIncident();

    const click = await world.directly('ana').press(/commander/, 'I take it', 'ana');

    expect(click.acked).toBe(true);
    await room.reads(/@ana is commander now/);
    await room.cardReads(/led by @ana/);
    await world.board.reads(/led by @ana/);
    world.passes(30 * MINUTE);
    await world.settles();
    expect(room.matching(/did not answer/)).toEqual([]);
    expect(room.card()).not.toMatch(/\[I lead\]/);
    await world.logIsWhole('INC-1');
  });

  it('is accepted by the button in the channel, also by somebody who was not asked', async () => {
    const { world, room } = await anIncident();
    await world.slack.until(() => room.view.members.includes('chloe'));

    await room.press(/will you be commander/, 'I take it', 'chloe');

    await room.reads(/@chloe is commander now/);
    await room.cardReads(/led by @chloe/);
  });

  it('is asked for no longer once somebody has it: the question in the channel names them, without buttons', async () => {
    const { world, room } = await anIncident();
    const asked = room.matching(/@ana, will you be commander\?/)[0]?.ts;
    const shown = (): string => room.texts()[room.view.said().findIndex(({ ts }) => ts === asked)] ?? '';
    expect(shown()).toMatch(/\[I take it\] \[Hand over\]/);

    await world.directly('ana').press(/commander/, 'I take it', 'ana');

    await room.reads(/^@ana is commander of INC-1\.$/);
    expect(shown()).toBe('@ana is commander of INC-1.');
    await world.settles();
    expect(room.matching(/will you be commander/)).toEqual([]);
    await world.logIsWhole('INC-1');
  });

  it('is asked for by one question with buttons at a time, and by none once all is over', async () => {
    const { world, room } = await anIncident();

    world.passes(5 * MINUTE);
    await room.reads(/@ana did not answer\. @ben, who takes commander\?/);
    await room.reads(/^The next person was asked to be commander\.$/);
    expect(room.matching(/\[I take it\]/)).toHaveLength(1);
    await world.slack.as('chloe').command('/incident', 'resolve it was the clock', { channel: room.id });

    await room.reads(/^INC-1 is resolved; nobody had to be commander\.$/);
    await world.settles();
    expect(room.matching(/\[I take it\]/)).toEqual([]);
  });

  it('of two people who press at once goes to one of them; the other is told', async () => {
    const { world, room } = await anIncident();
    await world.slack.until(() => ['ana', 'chloe'].every((name) => room.view.members.includes(name)));

    await Promise.all([
      room.press(/will you be commander/, 'I take it', 'ana'),
      room.press(/will you be commander/, 'I take it', 'chloe'),
    ]);
    const told = await room.reads(/is commander now/);
    await world.settles();

    const loser = told.includes('@ana') ? 'chloe' : 'ana';
    await room.tellsOnly(loser, /Somebody else is commander already/);
    expect(room.matching(/is commander now/)).toHaveLength(1);
  });

  it('not accepted in time, is offered to the next one, then to everyone on the list', async () => {
    const { world, room } = await anIncident();

    world.passes(5 * MINUTE);
    await room.reads(/@ana did not answer\. @ben, who takes commander\?/);
    await world.directly('ben').reads(/Will you be commander of INC-1/);
    world.passes(5 * MINUTE);
    await room.reads(/@ben did not answer\. @ana, @ben, who takes commander\?/);
    world.passes(30 * MINUTE);
    await world.settles();

    expect(room.matching(/^The next person was asked to be commander\.$/)).toHaveLength(2);
    expect(room.matching(/did not answer/)).toHaveLength(1);
    expect(room.card()).toMatch(/everyone on the list was asked, nobody took it yet/);
    await room.press(/@ben did not answer/, 'I take it', 'ana');
    await room.cardReads(/led by @ana/);
    await world.logIsWhole('INC-1');
  });

  it('is handed over by a form', async () => {
    const { world, room } = await anIncident();

    await world.directly('ana').press(/commander/, 'Hand over', 'ana');
    await world.slack.until(() => world.slack.as('ana').views().length > 0);
    const form = await world.slack.as('ana').submit({ user: world.slack.member('dan').id });

    expect(form.outcome).toBe('closed');
    await room.reads(/@dan is commander now/);
    await world.slack.until(() => room.view.members.includes('dan'));
  });

  it('whose holder leaves the channel is offered to the next one', async () => {
    const { world, room } = await anIncident();
    await world.directly('ana').press(/commander/, 'I take it', 'ana');
    await room.cardReads(/led by @ana/);

    world.slack.as('ana').leave(room.id);

    await room.reads(/@ana is no longer commander \(left the channel\)/);
    await room.reads(/@ben, will you be commander\?/);
    await room.cardReads(/nobody leads yet, asked @ben/);
    await world.settles();
    expect(room.view.members).not.toContain('ana');
  });
});
