import { createHmac } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { Unavailable } from '../../../src/ports/failures.ts';
import type { SlackEventInbox } from '../../../src/ports/slack-event-inbox.ts';
import { createFakeSlackEventInbox } from '../../fakes/slack-event-inbox.ts';
import { startWorkspace, type Workspace, type WorkspaceOptions } from './workspace.ts';

let space: Workspace;
afterEach(() => space.stop());

const start = async (options: WorkspaceOptions = {}) => {
  space = await startWorkspace(options);
};
const stored = async () => (await space.inbox.read(1_000)).map(({ event }) => event);

/** Refuses while `away` is set. */
function failingInbox() {
  const inner = createFakeSlackEventInbox();
  const state = { away: false, accepted: 0 };
  const inbox: SlackEventInbox = {
    ...inner,
    async accept(...args) {
      if (state.away) throw new Unavailable('redis-unreachable');
      state.accepted++;
      return inner.accept(...args);
    },
  };
  return { inbox, state };
}

describe.each(['http', 'socket'] as const)('events over %s', (delivery) => {
  it('are stored in the domain’s words, and the drain is woken', async () => {
    await start({ delivery });
    const { sandbox } = space;
    const ana = sandbox.as('ana');
    const channel = sandbox.channel('incidents').id;
    const { ts } = ana.say('incidents', 'is it <!channel>?');
    ana.edit('incidents', ts, 'is it down?');
    ana.react('incidents', ts, 'eyes');
    ana.unreact('incidents', ts, 'eyes');
    ana.pin('incidents', ts);
    ana.unpin('incidents', ts);
    const reply = ana.say('incidents', 'yes', { thread: ts });
    ana.delete('incidents', reply.ts);
    ana.upload('incidents', { name: 'graph.png', content: 'x', mimetype: 'image/png' });
    await sandbox.events.settled();
    await sandbox.until(() => space.woken.length >= 9);

    const events = await stored();
    const user = ana.id;
    expect(events).toContainEqual(expect.objectContaining({ kind: 'posted', channel, eventTs: ts }));
    expect(events).toContainEqual(
      expect.objectContaining({
        kind: 'edited',
        message: expect.objectContaining({ ts, text: 'is it down?' }),
      }),
    );
    for (const kind of ['reacted', 'unreacted']) {
      expect(events).toContainEqual(expect.objectContaining({ kind, channel, ts, user, emoji: 'eyes' }));
    }
    for (const kind of ['pinned', 'unpinned']) {
      expect(events).toContainEqual(expect.objectContaining({ kind, channel, ts, user }));
    }
    expect(events).toContainEqual(
      expect.objectContaining({ kind: 'deleted', channel, ts: reply.ts, threadTs: ts }),
    );
    const withFile = events.find((event) => event.kind === 'posted' && event.message.files.length > 0);
    expect(withFile).toMatchObject({ message: { files: [{ name: 'graph.png', mimeType: 'image/png' }] } });
  });

  it('about a channel and its people are stored', async () => {
    await start({ delivery });
    const { sandbox } = space;
    const { id } = await space.slack.channels.open({ incident: 'INC-1', name: 'inc-1', private: true });
    await space.slack.channels.invite(id, [sandbox.member('ana').id]);
    sandbox.as('ana').rename(id, 'inc-1-cart');
    sandbox.as('ana').leave(id);
    await sandbox.events.settled();

    const kinds = async () => (await stored()).map(({ kind }) => kind);
    await expect.poll(kinds).toEqual(expect.arrayContaining(['joined', 'renamed', 'left']));
  });

  it('are not acknowledged while they can not be stored; Slack brings them again and each is there once', async () => {
    const { inbox, state } = failingInbox();
    await start({ delivery, inbox, eventRetryDelaysMs: [100, 200, 400, 800, 1_600, 3_200, 6_400] });
    state.away = true;
    const { ts } = space.sandbox.as('ana').say('incidents', 'while Redis was away');
    await space.sandbox.events.settled();
    expect(await stored()).toEqual([]);
    expect(space.woken).toEqual([]);
    state.away = false;

    await expect.poll(stored).toMatchObject([{ kind: 'posted', eventTs: ts }]);
    const id = space.sandbox.events.sent.find(({ event }) => event.ts === ts)?.eventId ?? '';
    await space.sandbox.events.redeliver(id);
    expect(await stored()).toHaveLength(1);
  });

  it('that the inbox has no room for are not acknowledged', async () => {
    const inner = createFakeSlackEventInbox();
    await start({
      delivery,
      eventRetryDelaysMs: [],
      ackTimeoutMs: 500,
      inbox: { ...inner, accept: async () => 'full' },
    });
    space.sandbox.as('ana').say('incidents', 'x');
    await space.sandbox.events.settled();

    expect(space.sandbox.events.sent.at(-1)?.attempts.map(({ outcome }) => outcome)).not.toContain('acked');
  });

  it('that nobody needs are acknowledged and not stored', async () => {
    await start({ delivery });
    space.sandbox.as('ana').openHome();
    space.sandbox.as('ana').say('@keyturn', 'hello in a direct message');
    await space.sandbox.events.settled();

    expect(await stored()).toEqual([]);
    expect(space.sandbox.events.sent.map(({ attempts }) => attempts[0]?.outcome)).toEqual(
      expect.arrayContaining(['acked']),
    );
    expect(
      space.sandbox.events.sent
        .flatMap(({ attempts }) => attempts)
        .every(({ outcome }) => outcome === 'acked'),
    ).toBe(true);
  });

  it('that can not be read are kept for a look', async () => {
    const inbox = createFakeSlackEventInbox();
    await start({ delivery, inbox });
    space.sandbox.world.sendEvent({ type: 'reaction_added', item: 'something new' });
    await space.sandbox.events.settled();

    await expect.poll(() => inbox.quarantined).toMatchObject([{ entry: null, reason: 'unreadable-event' }]);
  });
});

describe('an HTTP request', () => {
  const body = JSON.stringify({
    type: 'event_callback',
    event_id: 'Ev1',
    team_id: 'T0FOREIGN',
    event: { type: 'message', channel: 'C1', ts: '1.000001', user: 'U1', text: 'x', event_ts: '1.000001' },
  });
  const send = (secret: string, path = '/slack/events') => {
    const url = new URL(path, requestUrl());
    const at = String(Math.floor(Date.now() / 1000));
    const signature = `v0=${createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex')}`;
    const headers = {
      'content-type': 'application/json',
      'x-slack-request-timestamp': at,
      'x-slack-signature': signature,
    };
    return fetch(url, { method: 'POST', body, headers });
  };
  const requestUrl = () => space.url;

  it('that is not signed by Slack is refused', async () => {
    await start();
    expect((await send('guessed')).status).toBe(401);
    expect((await send(space.sandbox.signingSecret, '/elsewhere')).status).toBe(404);
    expect(await stored()).toEqual([]);
  });

  it('of another workspace is acknowledged and dropped', async () => {
    await start();
    expect((await send(space.sandbox.signingSecret)).status).toBe(200);
    expect(await stored()).toEqual([]);
  });

  it('is not taken in any more once we stop, and what was under way is finished', async () => {
    const inner = createFakeSlackEventInbox();
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { promise: begun, resolve: begins } = Promise.withResolvers<void>();
    const accept: SlackEventInbox['accept'] = async (...args) => {
      begins();
      await held;
      return inner.accept(...args);
    };
    await start({ inbox: { ...inner, accept }, eventRetryDelaysMs: [] });
    space.sandbox.as('ana').say('incidents', 'under way');
    await begun;
    const stopping = space.receiving.stop();
    const late = await send(space.sandbox.signingSecret);
    release();
    await stopping;

    expect(late.status).toBe(503);
    expect(await stored()).toMatchObject([{ kind: 'posted' }]);
  });
});

describe('when Slack is away at the start', () => {
  it('we start all the same, and know who we are when it is back', async () => {
    await start();
    await space.sandbox.down();
    const second = space.again();
    second.start();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(second.trouble()).toBe('slack has not told who we are');
    await space.sandbox.up();

    await expect.poll(() => second.trouble()).toBeNull();
    await second.stop();
  });
});
