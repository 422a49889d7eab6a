import { describe, expect, it } from 'vitest';
import type { SandboxSlack } from '../../sandbox/slack/sandbox-slack.ts';
import { startWorld } from './world.ts';

const MINUTE = 60_000;

const responders = (slack: SandboxSlack): object => ({
  responders: [{ users: [slack.member('ana').id, slack.member('ben').id] }],
});

describe('an alert, from its first firing to its resolution', () => {
  it('opens a channel in which people find a card, each other, and what to do', async () => {
    const world = await startWorld({ settings: responders });
    const annotations = { runbook_url: 'https://runbooks.example.com/crash-looping' };

    expect(await world.deliver({ alerts: [{ annotations }] })).toBe(202);
    const room = await world.room('INC-1');
    await world.settles();

    expect(room.view.name).toBe('inc-1-prod-eu1-checkout-1-is-crash-looping');
    expect(room.card().split('\n').slice(0, 2)).toEqual([
      '▮▮▮▮ SEV1 · checkout-1 is crash looping',
      'prod-eu1 / payments · nobody leads yet',
    ]);
    expect(room.card()).toMatch(
      /\[I lead\] \[Status\] \[Severity\] \[Roles\] \[Alerts\] \[Timeline\] \[Resolve\]/,
    );
    expect(room.push(/SEV1/)).toBe('SEV1 checkout-1 is crash looping, prod-eu1: INC-1, investigating.');
    expect(room.texts()).toHaveLength(1);
    expect(room.view.pins).toHaveLength(1);
    expect(room.view.topic).toBe(
      'SEV1 · investigating · checkout-1 is crash looping · prod-eu1 / payments · INC-1',
    );
    expect(room.view.members).toEqual(expect.arrayContaining(['ana', 'ben']));
    expect(room.view.bookmarks.map(({ title }) => title)).toEqual(['Runbook', 'Query', 'Silence', 'Alert']);
    expect(world.board.texts()).toEqual([
      '▮▮▮▮ SEV1 · checkout-1 is crash looping\nprod-eu1 / payments · nobody leads yet\n' +
        'INC-1 · investigating · 1 firing · #inc-1-prod-eu1-checkout-1-is-crash-looping',
    ]);
    expect(world.logged.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('can be read and talked in after at most five calls of Slack', async () => {
    const world = await startWorld({ settings: responders });

    await world.deliver({ alerts: [{}] });
    await world.room('INC-1');
    await world.slack.until(() => world.slack.callsOf('conversations.invite').some(({ answer }) => answer));

    const untilInvited = world.slack.calls.findIndex(({ method }) => method === 'conversations.invite');
    const calls = world.slack.calls.slice(0, untilInvited + 1).map(({ method }) => method);
    expect(calls.filter((method) => method !== 'auth.test').length).toBeLessThanOrEqual(5);
  });

  it('tells a worsening once, the rest only on the card, and ends when a person says so', async () => {
    const world = await startWorld({ settings: responders });
    const began = world.now();
    const pod = (name: string, status: 'firing' | 'resolved' = 'firing') => ({
      labels: { pod: name },
      status,
      since: began,
    });
    await world.deliver({ alerts: [pod('checkout-1')] });
    const room = await world.room('INC-1');

    await world.deliver({ alerts: [pod('checkout-1'), pod('checkout-2')] });
    await room.reads(/It is spreading: 2 alerts fire now, up from 1\./);
    await room.cardReads(/Alerts: 2 firing\n/);
    await world.deliver({ alerts: [pod('checkout-1'), pod('checkout-2', 'resolved')] });
    await room.cardReads(/Alerts: 1 firing of 2, 1 cleared/);
    await world.settles();
    expect(room.texts()).toHaveLength(2);

    world.passes(5 * MINUTE);
    await world.deliver({ alerts: [pod('checkout-1', 'resolved')] });
    await room.reads(/No alert fires any more \(2 cleared\)\. Is it over\?\n\[Resolve\]/);
    expect(room.push(/No alert fires/)).toMatch(
      /^SEV1 checkout-1 is crash looping, prod-eu1: No alert fires/,
    );
    await room.press(/Is it over/, 'Resolve', 'ana');
    await world.slack.until(() => world.slack.as('ana').views().length > 0);
    const form = await world.slack.as('ana').submit({ reason: 'Rolled back to 1.41' });
    expect(form.outcome).toBe('closed');
    await room.reads(/Resolved by @ana\.\s+.*Rolled back to 1\.41/);
    await room.cardReads(/Status: Resolved · /);
    await world.board.reads(/INC-1 · resolved/);
    await world.settles();

    expect(room.card()).toMatch(/\[Reopen\] \[Alerts\] \[Timeline\]/);
    expect(room.view.topic).toMatch(/^SEV1 · resolved/);
    expect(room.texts()).toHaveLength(4);
    expect(world.board.texts()).toHaveLength(1);
    await world.logIsWhole('INC-1');
  });

  it('says the head of the log where people saw it resolved, and the log still ends with it', async () => {
    const world = await startWorld({ settings: responders });
    await world.deliver({ alerts: [{}] });
    const room = await world.room('INC-1');
    await world.slack.until(() => room.view.members.includes('ana'));

    await world.slack.as('ana').command('/incident', 'resolve Rolled back', { channel: room.id });
    const said = await room.reads(/Resolved by @ana/);
    await world.settles();

    const [, head = ''] = /--head ([0-9a-f]{16,})/.exec(said) ?? [];
    const verified = await world.store.verify.incident('INC-1', { head });
    expect(verified?.damages).toEqual([]);
    expect(verified?.notedAt).toBeGreaterThan(1);
  });
});
