import { expect } from 'vitest';
import { describeContract } from './contract.ts';
import { newChannel, post } from './implementation.ts';

describeContract('conversations', ({ rule, ruleKinderInEmulate }) => {
  rule('a channel is created with the bot in it as its creator', async (slack) => {
    const made = await slack.call('conversations.create', { name: 'brand-new_1' });

    expect(made).toMatchObject({
      ok: true,
      channel: { name: 'brand-new_1', creator: slack.bot, is_member: true },
    });
  });

  rule('a name that is taken is name_taken, also by an archived channel', async (slack) => {
    const { id, name } = await newChannel(slack);
    expect((await slack.call('conversations.create', { name })).error).toBe('name_taken');

    await slack.call('conversations.archive', { channel: id });

    expect((await slack.call('conversations.create', { name })).error).toBe('name_taken');
  });

  rule('dots and marks are invalid_name_specials, marks alone invalid_name_punctuation', async (slack) => {
    for (const name of ['with.dot', 'with!mark', 'with/slash']) {
      expect((await slack.call('conversations.create', { name })).error).toBe('invalid_name_specials');
    }
    expect((await slack.call('conversations.create', { name: '-_-' })).error).toBe(
      'invalid_name_punctuation',
    );
  });

  for (const name of ['Capital', 'with space']) {
    ruleKinderInEmulate(`"${name}" is invalid_name_specials`, 'it mends the name', async (slack) => {
      expect((await slack.call('conversations.create', { name })).error).toBe('invalid_name_specials');
    });
  }

  rule('a name over 80 characters is invalid_name_maxlength, 80 are fine', async (slack) => {
    expect((await slack.call('conversations.create', { name: 'n'.repeat(81) })).error).toBe(
      'invalid_name_maxlength',
    );
    expect((await slack.call('conversations.create', { name: 'n'.repeat(80) })).ok).toBe(true);
  });

  ruleKinderInEmulate('no name is invalid_name_required', 'it says invalid_name_specials', async (slack) => {
    expect((await slack.call('conversations.create', { name: '' })).error).toBe('invalid_name_required');
  });

  rule('topic and purpose hold 250 characters, 251 are too_long', async (slack) => {
    const { id } = await newChannel(slack);
    for (const [method, what] of [
      ['conversations.setTopic', 'topic'],
      ['conversations.setPurpose', 'purpose'],
    ] as const) {
      expect(await slack.call(method, { channel: id, [what]: 'x'.repeat(251) })).toMatchObject({
        error: 'too_long',
      });
      expect((await slack.call(method, { channel: id, [what]: 'y'.repeat(250) })).ok).toBe(true);
    }
    const info = await slack.call('conversations.info', { channel: id });
    expect(info).toMatchObject({
      channel: { topic: { value: 'y'.repeat(250) }, purpose: { value: 'y'.repeat(250) } },
    });
  });

  rule('inviting: who is in, who is unknown, oneself', async (slack) => {
    const { id } = await newChannel(slack);
    const [ana] = slack.people;
    const invite = (users: string) => slack.call('conversations.invite', { channel: id, users });

    expect((await invite(ana)).ok).toBe(true);
    expect((await invite(ana)).error).toBe('already_in_channel');
    expect((await invite('U0NOBODY')).error).toBe('user_not_found');
    expect((await invite(slack.bot)).error).toBe('cant_invite_self');
  });

  rule('of several people all are invited or, after one error, none', async (slack) => {
    const { id } = await newChannel(slack);
    const [ana, ben] = slack.people;

    const refused = await slack.call('conversations.invite', { channel: id, users: `${ana},U0NOBODY` });

    expect(refused).toMatchObject({ ok: false, error: 'user_not_found' });
    const before = (await slack.call('conversations.members', { channel: id })).members;
    expect(before).toEqual([slack.bot]);
    expect((await slack.call('conversations.invite', { channel: id, users: `${ana},${ben}` })).ok).toBe(true);
    const after = (await slack.call('conversations.members', { channel: id })).members as string[];
    expect(after.toSorted()).toEqual([slack.bot, ana, ben].toSorted());
  });

  rule('kicking: oneself, and who is gone is gone', async (slack) => {
    const { id } = await newChannel(slack);
    const [ana] = slack.people;
    await slack.call('conversations.invite', { channel: id, users: ana });

    expect((await slack.call('conversations.kick', { channel: id, user: slack.bot })).error).toBe(
      'cant_kick_self',
    );
    expect((await slack.call('conversations.kick', { channel: id, user: ana })).ok).toBe(true);
    expect((await slack.call('conversations.members', { channel: id })).members).toEqual([slack.bot]);
  });

  ruleKinderInEmulate(
    'kicking who is not there is not_in_channel',
    'it says user_not_in_channel',
    async (slack) => {
      const { id } = await newChannel(slack);
      const [ana] = slack.people;

      expect((await slack.call('conversations.kick', { channel: id, user: ana })).error).toBe(
        'not_in_channel',
      );
    },
  );

  rule('an archived channel takes nothing more, and is not archived twice', async (slack) => {
    const { id } = await newChannel(slack);
    expect((await slack.call('conversations.archive', { channel: id })).ok).toBe(true);

    expect((await slack.call('conversations.archive', { channel: id })).error).toBe('already_archived');
    expect((await slack.call('chat.postMessage', { channel: id, text: 'x' })).error).toBe('is_archived');
    expect((await slack.call('conversations.setTopic', { channel: id, topic: 'x' })).error).toBe(
      'is_archived',
    );
    expect((await slack.call('conversations.invite', { channel: id, users: slack.people[0] })).error).toBe(
      'is_archived',
    );
    expect((await slack.call('conversations.join', { channel: id })).error).toBe('is_archived');
  });

  rule('what is not archived is not_archived', async (slack) => {
    const { id } = await newChannel(slack);

    expect((await slack.call('conversations.unarchive', { channel: id })).error).toBe('not_archived');
  });

  ruleKinderInEmulate(
    'a bot token cannot unarchive',
    'it unarchives; Slack puts bots out when it archives',
    async (slack) => {
      const { id } = await newChannel(slack);
      await slack.call('conversations.archive', { channel: id });

      expect((await slack.call('conversations.unarchive', { channel: id })).error).toBe('not_in_channel');
    },
  );

  rule('the general channel is neither archived nor left', async (slack) => {
    expect((await slack.call('conversations.archive', { channel: slack.general })).error).toBe(
      'cant_archive_general',
    );
    expect((await slack.call('conversations.leave', { channel: slack.general })).error).toBe(
      'cant_leave_general',
    );
  });

  rule('renaming keeps to the rules of names', async (slack) => {
    const { id } = await newChannel(slack);
    const other = await newChannel(slack);
    const rename = (name: string) => slack.call('conversations.rename', { channel: id, name });

    expect((await rename(other.name)).error).toBe('name_taken');
    expect((await rename('not.good')).error).toBe('invalid_name_specials');
    expect(await rename('renamed-now')).toMatchObject({ ok: true, channel: { id, name: 'renamed-now' } });
  });

  rule('history is the newest first, in pages that a cursor joins', async (slack) => {
    const { id } = await newChannel(slack);
    for (const text of ['one', 'two', 'three', 'four']) await post(slack, id, text);

    const first = await slack.call('conversations.history', { channel: id, limit: 2 });
    const cursor = (first.response_metadata as { next_cursor: string }).next_cursor;
    const second = await slack.call('conversations.history', { channel: id, limit: 2, cursor });

    const texts = (page: typeof first) => (page.messages as { text: string }[]).map(({ text }) => text);
    expect(first.has_more).toBe(true);
    expect([...texts(first), ...texts(second)]).toEqual(['four', 'three', 'two', 'one']);
  });

  ruleKinderInEmulate(
    'history keeps to oldest and latest, both excluded',
    'it ignores them',
    async (slack) => {
      const { id } = await newChannel(slack);
      const all: string[] = [];
      for (const text of ['one', 'two', 'three']) all.push(await post(slack, id, text));
      const [oldest, middle, latest] = all;

      const between = await slack.call('conversations.history', { channel: id, oldest, latest });
      const inclusive = await slack.call('conversations.history', {
        channel: id,
        oldest: middle,
        inclusive: true,
      });

      expect((between.messages as { ts: string }[]).map(({ ts }) => ts)).toEqual([middle]);
      expect((inclusive.messages as { ts: string }[]).map(({ ts }) => ts)).toEqual([latest, middle]);
    },
  );

  rule('a reply is in its thread and not in the channel', async (slack) => {
    const { id } = await newChannel(slack);
    const parent = await post(slack, id, 'parent');
    await slack.call('chat.postMessage', { channel: id, text: 'reply', thread_ts: parent });

    const replies = await slack.call('conversations.replies', { channel: id, ts: parent });
    const history = await slack.call('conversations.history', { channel: id });

    expect((replies.messages as { text: string }[]).map(({ text }) => text)).toEqual(['parent', 'reply']);
    expect((history.messages as { text: string }[]).map(({ text }) => text)).not.toContain('reply');
    const shown = (history.messages as Record<string, unknown>[]).find(({ ts }) => ts === parent);
    expect(shown).toMatchObject({ reply_count: 1 });
  });

  ruleKinderInEmulate(
    'a parent carries its own thread_ts and latest_reply',
    'it has only the count',
    async (slack) => {
      const { id } = await newChannel(slack);
      const parent = await post(slack, id, 'parent');
      const reply = await slack.call('chat.postMessage', { channel: id, text: 'reply', thread_ts: parent });

      const history = await slack.call('conversations.history', { channel: id });

      const shown = (history.messages as Record<string, unknown>[]).find(({ ts }) => ts === parent);
      expect(shown).toMatchObject({ thread_ts: parent, latest_reply: reply.ts });
    },
  );

  rule('a direct conversation is opened once', async (slack) => {
    const [ana] = slack.people;
    const first = await slack.call('conversations.open', { users: ana });
    const second = await slack.call('conversations.open', { users: ana });

    expect(first.ok).toBe(true);
    expect(second).toMatchObject({
      ok: true,
      already_open: true,
      channel: { id: (first.channel as { id: string }).id },
    });
    expect((await slack.call('conversations.open', { users: '' })).error).toBe('users_list_not_supplied');
  });

  rule('listing can leave archived channels out', async (slack) => {
    const { id } = await newChannel(slack);
    await slack.call('conversations.archive', { channel: id });
    const ids = async (args: Record<string, unknown>) =>
      ((await slack.call('conversations.list', { limit: 1000, ...args })).channels as { id: string }[]).map(
        (one) => one.id,
      );

    expect(await ids({ exclude_archived: true })).not.toContain(id);
    expect(await ids({})).toContain(id);
  });

  rule('an unknown conversation is channel_not_found everywhere', async (slack) => {
    const methods = ['info', 'members', 'history', 'archive', 'unarchive', 'join', 'leave'];
    for (const method of methods) {
      const answer = await slack.call(`conversations.${method}`, { channel: 'C0NOWHERE' });
      expect(`${method}: ${answer.error}`).toBe(`${method}: channel_not_found`);
    }
  });
});
