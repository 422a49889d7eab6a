import { expect } from 'vitest';
import { describeContract } from './contract.ts';
import { newChannel, post } from './implementation.ts';

describeContract('pins, bookmarks and reactions', ({ rule, ruleKinderInEmulate }) => {
  rule('a pin is set once, listed and taken away once', async (slack) => {
    const { id } = await newChannel(slack);
    const item = { channel: id, timestamp: await post(slack, id) };

    expect((await slack.call('pins.add', item)).ok).toBe(true);
    expect((await slack.call('pins.add', item)).error).toBe('already_pinned');
    expect((await slack.call('pins.list', { channel: id })).items).toMatchObject([
      { type: 'message', message: { ts: item.timestamp } },
    ]);
    expect((await slack.call('pins.remove', item)).ok).toBe(true);
    expect((await slack.call('pins.remove', item)).error).toBe('no_pin');
  });

  rule('what can not be pinned', async (slack) => {
    const { id } = await newChannel(slack);

    expect((await slack.call('pins.add', { channel: id })).error).toBe('no_item_specified');
    const gone = { channel: id, timestamp: '1000000000.000001' };
    expect((await slack.call('pins.add', gone)).error).toBe('message_not_found');
    expect((await slack.call('pins.add', { ...gone, timestamp: 'yesterday' })).error).toBe('bad_timestamp');
    expect((await slack.call('pins.add', { ...gone, channel: 'C0NOWHERE' })).error).toBe('channel_not_found');
  });

  rule('a bookmark is added, changed, listed and removed', async (slack) => {
    const { id } = await newChannel(slack);
    const link = 'https://example.com/runbook';
    const added = await slack.call('bookmarks.add', { channel_id: id, title: 'Runbook', type: 'link', link });
    const bookmark = { channel_id: id, bookmark_id: (added.bookmark as { id: string }).id };

    expect(added).toMatchObject({ ok: true, bookmark: { title: 'Runbook', link, channel_id: id } });
    expect((await slack.call('bookmarks.edit', { ...bookmark, title: 'Book' })).ok).toBe(true);
    expect((await slack.call('bookmarks.list', { channel_id: id })).bookmarks).toMatchObject([
      { title: 'Book', link },
    ]);
    expect((await slack.call('bookmarks.remove', bookmark)).ok).toBe(true);
    expect((await slack.call('bookmarks.list', { channel_id: id })).bookmarks).toEqual([]);
    expect((await slack.call('bookmarks.remove', bookmark)).error).toBe('not_found');
  });

  rule('a bookmark is a link with an address that can be opened', async (slack) => {
    const { id } = await newChannel(slack);
    const good = { channel_id: id, title: 'x', type: 'link', link: 'https://example.com' };

    expect((await slack.call('bookmarks.add', { ...good, type: 'file' })).error).toBe(
      'invalid_bookmark_type',
    );
    expect((await slack.call('bookmarks.add', { ...good, link: 'no address' })).error).toBe('invalid_link');
    expect((await slack.call('bookmarks.add', { ...good, channel_id: 'C0NOWHERE' })).error).toBe(
      'channel_not_found',
    );
  });

  rule('a reaction is added once and taken back once', async (slack) => {
    const { id } = await newChannel(slack);
    const reaction = { channel: id, timestamp: await post(slack, id), name: 'eyes' };

    expect((await slack.call('reactions.add', reaction)).ok).toBe(true);
    expect((await slack.call('reactions.add', reaction)).error).toBe('already_reacted');
    const shown = await slack.call('reactions.get', { channel: id, timestamp: reaction.timestamp });
    expect(shown).toMatchObject({ message: { reactions: [{ name: 'eyes', count: 1, users: [slack.bot] }] } });
    expect((await slack.call('reactions.remove', reaction)).ok).toBe(true);
    expect((await slack.call('reactions.remove', reaction)).error).toBe('no_reaction');
  });

  rule('a reaction needs a name and a message that exists', async (slack) => {
    const { id } = await newChannel(slack);
    const reaction = { channel: id, timestamp: '1000000000.000001', name: 'eyes' };

    expect((await slack.call('reactions.add', reaction)).error).toBe('message_not_found');
    expect((await slack.call('reactions.add', { ...reaction, name: '' })).error).toBe('invalid_name');
  });

  ruleKinderInEmulate('a reaction is the name of an emoji', 'it takes any text', async (slack) => {
    const { id } = await newChannel(slack);
    const reaction = { channel: id, timestamp: await post(slack, id), name: 'not an emoji!' };

    expect((await slack.call('reactions.add', reaction)).error).toBe('invalid_name');
  });
});
