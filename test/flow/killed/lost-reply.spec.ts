import { describe, expect, it } from 'vitest';
import { A_MINUTE, inKilledWorld } from './killed-world.ts';
import { expectOnce } from './once.ts';

/** Each of them is done, and the connection is then cut: the first time, or each time it is done. */
const LOST = {
  once: [
    'conversations.create',
    'conversations.invite',
    'conversations.open',
    'conversations.setTopic',
    'conversations.setPurpose',
    'conversations.rename',
    'pins.add',
    'chat.update',
  ],
  always: ['chat.postMessage', 'bookmarks.add'],
} as const;

describe.concurrent('an effect whose answer is lost, while the process lives on', {
  timeout: 4 * A_MINUTE,
}, () => {
  it('is there once', async () => {
    const settings = {
      rosters: { commander: { users: ['UANA'] } },
      responders: [{ users: ['UEVE'] }],
    };
    await inKilledWorld({ settings }, async ({ slack, store, deliver, settled }) => {
      for (const method of LOST.once) slack.fault(method, { kind: 'lost-reply' }, { times: 1 });
      for (const method of LOST.always) slack.fault(method, { kind: 'lost-reply' });
      const since = Date.now();
      const alert = { since, annotations: { runbook_url: 'https://runbooks.example/checkout' } };

      expect(await deliver({ alerts: [alert] })).toBe(202);
      await settled('INC-1');
      const ana = slack.as('ana');
      const says = (text: string) => ana.command('/incident', text, { channel: 'incidents' });
      expect(await says('rename INC-1 payments are down')).toMatchObject({ status: 'ok' });
      expect(await says('role INC-1 commander me')).toMatchObject({ status: 'ok' });
      expect(await deliver({ alerts: [{ ...alert, status: 'resolved' }] })).toBe(202);
      await settled('INC-1');

      const steps = await expectOnce({ slack, store }, 'INC-1');
      expect(steps).toEqual(
        expect.arrayContaining([
          'open-channel',
          'ask-role:commander:1',
          'announce',
          'all-clear:1',
          'bookmark/1',
        ]),
      );
      for (const method of [...LOST.once, ...LOST.always])
        expect([method, slack.callsOf(method).filter(({ fault }) => fault).length]).toEqual([
          method,
          expect.toSatisfy((lost: number) => lost > 0),
        ]);
    });
  });

  it('is one channel, although the title by which it is named changed before the next try', async () => {
    await inKilledWorld({}, async ({ slack, store, deliver, settled }) => {
      slack.fault('conversations.create', { kind: 'lost-reply' }, { times: 1 });

      expect(await deliver({ alerts: [{}] })).toBe(202);
      await slack.until(() => slack.callsOf('conversations.create').length > 0);
      const said = await slack.as('ana').command('/incident', 'rename INC-1 payments are down', {
        channel: 'incidents',
      });
      expect(said).toMatchObject({ status: 'ok' });
      await settled('INC-1');

      await expectOnce({ slack, store }, 'INC-1');
      expect(slack.channels.map(({ name }) => name)).toContain('inc-1-prod-eu1-payments-are-down');
    });
  });
});
