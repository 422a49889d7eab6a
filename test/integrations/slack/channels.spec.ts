import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ChannelLost, Misconfigured, Unavailable } from '../../../src/ports/failures.ts';
import { saying, startWorkspace, type Workspace } from './workspace.ts';

let space: Workspace;
beforeAll(async () => {
  space = await startWorkspace();
});
afterAll(() => space.stop());
beforeEach(() => space.sandbox.clearFaults());

const open = (name: string, incident = 'INC-7', isPrivate = false) =>
  space.slack.channels.open({ incident, name, private: isPrivate });
const idOf = (name: string) => space.sandbox.member(name).id;

describe('opening a channel', () => {
  it('creates it', async () => {
    const { id, name, adopted } = await open('inc-1-checkout', 'INC-1');

    expect({ name, adopted }).toEqual({ name: 'inc-1-checkout', adopted: false });
    expect(space.sandbox.channel(id)).toMatchObject({ creator: 'keyturn', isPrivate: false });
  });

  it.each([false, true])('adopts what an interrupted try left (private: %s)', async (isPrivate) => {
    const name = `inc-2-checkout-${isPrivate}`;
    space.sandbox.fault('conversations.create', { kind: 'lost-reply' }, { times: 1 });

    await expect(open(name, 'INC-2', isPrivate)).rejects.toThrow(Unavailable);
    const again = await open(name, 'INC-2', isPrivate);

    expect(again).toEqual({ id: space.sandbox.channel(name).id, name, adopted: true });
    expect(space.sandbox.callsOf('conversations.list')).toEqual([]);
  });

  it('takes a suffix where the name is somebody else’s', async () => {
    space.sandbox.as('ana').createChannel('inc-3-checkout');

    expect(await open('inc-3-checkout', 'INC-3')).toMatchObject({ name: 'inc-3-checkout-2', adopted: false });
  });

  it('does not take the channel of another incident with the same name', async () => {
    const first = await open('checkout-down', 'INC-4');
    const second = await open('checkout-down', 'INC-5');
    await space.slack.channels.setPurpose(first.id, 'INC-4: checkout is down');
    const third = await open('checkout-down', 'INC-44');

    expect(new Set([first.id, second.id, third.id]).size).toBe(3);
    expect(third.name).toBe('checkout-down-3');
    expect(await open('checkout-down', 'INC-4')).toEqual({ ...first, adopted: true });
  });

  it('does not adopt a channel that people archived', async () => {
    const first = await open('inc-6', 'INC-6');
    space.sandbox.as('ana').join(first.id);
    space.sandbox.as('ana').archive(first.id);

    expect(await open('inc-6', 'INC-6')).toMatchObject({ name: 'inc-6-2', adopted: false });
  });

  it('keeps a suffixed name within 80 characters', async () => {
    const long = `inc-9-${'x'.repeat(74)}`;
    space.sandbox.as('ana').createChannel(long);
    const { name } = await open(long, 'INC-9');

    expect(name).toHaveLength(80);
    expect(name).toMatch(/x-2$/);
  });
});

describe('inviting people', () => {
  it('leaves out who is in already, deactivated or unknown, and says why', async () => {
    const { id } = await open('inc-20', 'INC-20');
    space.sandbox.as('ana').join(id);
    const gone = space.sandbox.addMember({ name: 'left-the-company', deleted: true }).id;

    const { left } = await space.slack.channels.invite(id, [
      idOf('ana'),
      idOf('ben'),
      gone,
      'U0NOBODY',
      'not an id',
      idOf('chloe'),
      idOf('ben'),
    ]);

    expect(space.sandbox.channel(id).members.sort()).toEqual(['ana', 'ben', 'chloe', 'keyturn']);
    expect(Object.fromEntries(left.map(({ user, reason }) => [user, reason]))).toEqual({
      [idOf('ana')]: 'already_in_channel',
      [gone]: 'cant_invite',
      U0NOBODY: 'user_not_found',
      'not an id': 'user_not_found',
    });
  });

  it('takes them in hundreds', async () => {
    const { id } = await open('inc-21', 'INC-21');
    const many = Array.from({ length: 230 }, (_, n) => space.sandbox.addMember(`member${n}`).id);
    const before = space.sandbox.callsOf('conversations.invite').length;

    expect(await space.slack.channels.invite(id, many)).toEqual({ left: [] });
    expect(space.sandbox.callsOf('conversations.invite').length - before).toBe(3);
    expect(space.sandbox.channel(id).members).toHaveLength(231);
  });

  it('finds the one who is refused where Slack does not name them', async () => {
    const { id } = await open('inc-22', 'INC-22');
    const guest = idOf('eve');
    space.sandbox.fault('conversations.invite', { kind: 'error', error: 'cant_invite' }, { times: 1 });

    const { left } = await space.slack.channels.invite(id, [guest, idOf('dan')]);

    expect(left).toEqual([]);
    expect(space.sandbox.channel(id).members.sort()).toEqual(['dan', 'eve', 'keyturn']);
  });

  it('into a channel that is gone is a lost channel', async () => {
    await expect(space.slack.channels.invite('C0NOTHERE', [idOf('ana')])).rejects.toThrow(ChannelLost);
  });
});

describe('furnishing a channel', () => {
  it('sets topic and purpose, whatever is in them, within Slack’s 250 characters', async () => {
    const { id } = await open('inc-30', 'INC-30');
    await space.slack.channels.setTopic(id, `<!channel> & friends ${'&'.repeat(400)}`);
    await space.slack.channels.setPurpose(id, 'INC-30: checkout is down\nforged line');

    const channel = space.sandbox.channel(id);
    expect(channel.topic).toMatch(/^&lt;!channel&gt; &amp; friends (&amp;)+…$/);
    expect(channel.topic.length).toBeLessThanOrEqual(250);
    expect(channel.purpose).toBe('INC-30: checkout is down forged line');
  });

  it('adds a bookmark once, and none that is no web address', async () => {
    const { id } = await open('inc-31', 'INC-31');
    const link = { label: 'Runbook', url: 'https://runbooks.example.com/checkout' };
    await space.slack.channels.bookmark(id, link);
    await space.slack.channels.bookmark(id, link);

    expect(space.sandbox.channel(id).bookmarks).toMatchObject([{ title: 'Runbook', link: link.url }]);
    await expect(
      space.slack.channels.bookmark(id, { label: 'x', url: 'javascript:alert(1)' }),
    ).rejects.toThrow(Misconfigured);
  });

  it('renames it, with a suffix where the name is taken', async () => {
    const { id } = await open('inc-32', 'INC-32');
    await open('inc-32-cart', 'INC-33');

    expect(await space.slack.channels.rename(id, 'inc-32-payments')).toEqual({ name: 'inc-32-payments' });
    expect(await space.slack.channels.rename(id, 'inc-32-cart')).toEqual({ name: 'inc-32-cart-2' });
  });

  it('unarchives it where the workspace lets a bot do that, and comes back into it', async () => {
    const kind = await startWorkspace({ botMayUnarchive: true });
    const { id } = await kind.slack.channels.open({ incident: 'INC-1', name: 'inc-1', private: false });
    kind.sandbox.as('ana').join(id);
    kind.sandbox.as('ana').archive(id);

    await kind.slack.channels.unarchive(id);
    await kind.slack.channels.unarchive(id);

    expect(kind.sandbox.channel(id).isArchived).toBe(false);
    expect(kind.sandbox.channel(id).members).toContain('keyturn');
    await kind.stop();
  });

  it('that a bot may not unarchive is lost', async () => {
    const { id } = await open('inc-34', 'INC-34');
    space.sandbox.as('ana').join(id);
    space.sandbox.as('ana').archive(id);

    await expect(space.slack.channels.unarchive(id)).rejects.toThrow(ChannelLost);
  });
});

describe('reading a channel back', () => {
  it('gives pages oldest first, with our own messages by their step', async () => {
    const { id } = await open('inc-40', 'INC-40');
    space.sandbox.as('ana').join(id);
    const first = space.sandbox.as('ana').say(id, 'first');
    const ours = await space.slack.chat.post({
      to: { channel: id },
      incident: 'INC-40',
      step: 'post-card',
      lane: 'status',
      document: saying('card'),
      mayExist: false,
    });
    const reply = space.sandbox.as('ana').say(id, 'in the thread', { thread: first.ts });
    space.sandbox.as('ana').react(id, first.ts, 'eyes');

    const page = await space.slack.history.messages(id, null);
    const said = page.messages.filter(({ subtype }) => subtype === null);

    expect(said).toMatchObject([
      {
        ts: first.ts,
        user: idOf('ana'),
        text: 'first',
        step: null,
        replies: 1,
        reactions: { eyes: [idOf('ana')] },
      },
      { ts: ours.ts, text: 'card', step: 'post-card', replies: 0 },
    ]);
    expect(page.next).toBeNull();
    const thread = await space.slack.history.replies(id, first.ts, null);
    expect(thread.messages).toMatchObject([{ ts: reply.ts, threadTs: first.ts, text: 'in the thread' }]);
  });

  it('goes on from page to page', async () => {
    const { id } = await open('inc-41', 'INC-41');
    space.sandbox.as('ana').join(id);
    for (let n = 0; n < 1_200; n++) space.sandbox.as('ana').say(id, `message ${n}`);

    const newest = await space.slack.history.messages(id, null);
    const rest = await space.slack.history.messages(id, newest.next);

    expect(newest.messages).toHaveLength(999);
    expect(newest.messages.at(-1)?.text).toBe('message 1199');
    expect(rest.messages.at(-1)?.text).toBe('message 200');
    expect(rest.next).toBeNull();
  });
});
