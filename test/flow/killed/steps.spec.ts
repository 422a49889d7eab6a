import { describe, expect, it } from 'vitest';
import { A_MINUTE, inKilledWorld, type KilledWorld } from './killed-world.ts';
import { expectOnce, isPostOf } from './once.ts';

/** A minute to heal, and what comes before and after it. */
const TIMEOUT = 4 * A_MINUTE;

/** Ana and Chloe are asked to take roles, Eve is invited anyway. */
const settings = {
  roles: ['commander', 'operations'],
  rosters: { commander: { users: ['UANA', 'UBEN'] }, operations: { users: ['UCHLOE'] } },
  responders: [{ users: ['UEVE'] }],
};

const firing = {
  alerts: [{ annotations: { runbook_url: 'https://runbooks.example/checkout' } }],
};

/** What an incident that opens at once does by itself, in this configuration. */
const OPENING = [
  'open-channel',
  'post-card',
  'propose-role:commander:1',
  'propose-role:operations:1',
  'ask-role:commander:1',
  'ask-role:operations:1',
  'announce',
  'pin-card',
  'set-purpose',
  'bookmark/0',
];

describe.concurrent('a process that is killed after an effect and before its fact, while an incident opens', () => {
  it.each([
    ['the channel', 'conversations.create', undefined],
    ['the card', 'chat.postMessage', isPostOf(/^post-card$/)],
    ['the invitations', 'conversations.invite', undefined],
    ['the way to a person', 'conversations.open', undefined],
    ['the question to a person', 'chat.postMessage', isPostOf(/^ask-role:/)],
    ['the announcement', 'chat.postMessage', isPostOf(/^announce$/)],
    ['the pin', 'pins.add', undefined],
    ['the topic', 'conversations.setTopic', undefined],
    ['the question to the channel', 'chat.postMessage', isPostOf(/^question:/)],
    ['the purpose', 'conversations.setPurpose', undefined],
    ['a bookmark', 'bookmarks.add', undefined],
    ['the edited card', 'chat.update', undefined],
  ])('leaves %s once', { timeout: TIMEOUT }, async (_, method, isWanted) => {
    await inKilledWorld({ settings }, async (world) => {
      const killed = world.killedAt(method, isWanted);
      expect(await world.deliver(firing)).toBe(202);
      const at = await killed;
      await world.settled('INC-1');
      expect(Date.now() - at).toBeLessThan(A_MINUTE);
      await expectAllOnce(world);
    });
  });
});

async function expectAllOnce(world: KilledWorld): Promise<void> {
  const steps = await expectOnce(world, 'INC-1');
  expect(steps).toEqual(expect.arrayContaining(OPENING));
  const room = world.slack.channels.find(({ name }) => name.startsWith('inc-1'));
  expect(room?.members.toSorted()).toEqual(expect.arrayContaining(['ana', 'chloe', 'eve']));
}
