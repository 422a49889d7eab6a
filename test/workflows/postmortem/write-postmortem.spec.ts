import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../../src/domain/instant.ts';
import { ChannelLost, Misconfigured, RateLimited, Unavailable } from '../../../src/ports/failures.ts';
import { plainText } from '../../commands/plain-text.ts';
import { aWriting, SHOWN } from './a-writing.ts';

const ask = { kind: 'ask-postmortem', formats: ['md', 'html'], full: true } as const;

const messagesNeverEnd = async (): Promise<never> => {
  throw new RateLimited('rate-limited', 0);
};

describe('a draft that was asked for', () => {
  it('is made of everything that Slack shows, published everywhere, and said in the channel', async () => {
    const world = await aWriting();
    await world.asks(ask);
    await world.advance();
    expect(world.woken()).toContain('postmortem INC-7');

    await world.write();
    await world.advance();

    const [drafted] = await world.facts('postmortem.drafted');
    expect(drafted).toMatchObject({
      export: 1,
      published: [{ to: 'directory' }, { to: 'channel' }],
      failed: [],
      missing: [],
      drafts: [{ format: 'md' }, { format: 'html' }],
    });
    for (const { published } of [world.channel, world.directory]) {
      expect(published).toHaveLength(1);
      const text = published[0]?.files[0]?.text ?? '';
      for (const message of SHOWN) expect(text).toContain(message.text);
      expect(text).toContain('Ben');
    }
    const [said, ...others] = world.messages(/^tell-export:/);
    expect(others).toEqual([]);
    expect(plainText(said?.shows ?? { push: [], parts: [] })).toMatch(
      /Postmortem draft 1 of INC-7, asked for by .*UANA.*: the channel; the directory\./,
    );
  });

  it('shows how far it is in one message, which says in the end that it was written', async () => {
    const world = await aWriting();
    await world.asks(ask);
    await world.advance();
    const shows = () => world.messages(/^post-export:1$/).map((message) => plainText(message.shows));
    expect(shows()).toEqual([expect.stringContaining('Writing postmortem draft 1 of INC-7 …')]);

    await world.write();
    expect(shows()).toEqual([
      expect.stringMatching(
        /Writing .*: read 2 messages\.\sAs of .* If Slack holds it up, it is made at .*Stop/s,
      ),
    ]);
    await world.advance();

    expect(shows()).toEqual(['Wrote postmortem draft 1 of INC-7.']);
    expect((await world.incident()).exports).toMatchObject({ last: 1, list: [], draft: { export: 1 } });
  });

  it('that is stopped goes no further, and its message says so', async () => {
    const world = await aWriting();
    await world.asks(ask);
    await world.advance();
    const { messages } = world.deps.history;
    world.deps.history.messages = async (...args) => {
      await world.asks({ kind: 'cancel-postmortem', export: null });
      return messages(...args);
    };

    await world.write();
    await world.advance();

    expect(world.calls()).toHaveLength(1);
    expect([...world.channel.published, ...world.directory.published]).toEqual([]);
    expect(world.messages(/^post-export:1$/).map(({ shows }) => plainText(shows))).toEqual([
      'Stopped writing postmortem draft 1 of INC-7.',
    ]);
    expect(await world.facts('postmortem.drafted')).toEqual([]);
  });

  it('is one at a time, and of an incident that has a channel', async () => {
    const world = await aWriting();
    await world.asks(ask);

    expect(await world.asks(ask)).toMatchObject({ ok: false, refusal: { kind: 'conflict' } });
    await world.asks({ kind: 'cancel-postmortem', export: null });
    expect(await world.asks({ kind: 'cancel-postmortem', export: null })).toMatchObject({ ok: false });
    expect(await world.asks(ask)).toMatchObject({ ok: true });
  });
});

describe('a draft while Slack holds back', () => {
  it('waits in another job, as long as Slack says', async () => {
    const world = await aWriting();
    await world.asks(ask);
    const at = world.deps.clock.now() + 17 * SECOND;
    const { replies } = world.deps.history;
    world.deps.history.replies = async () => {
      throw new RateLimited('rate-limited', at);
    };

    await world.write();
    expect(world.woken().filter((job) => job.startsWith('postmortem INC-7 in'))).toEqual([
      'postmortem INC-7 in 17000',
    ]);
    world.deps.history.replies = replies;
    const before = world.calls().length;
    await world.write();

    expect(world.calls().slice(before)).toEqual([expect.stringMatching(/^replies /)]);
    expect(await world.facts('postmortem.drafted')).toHaveLength(1);
  });

  it('for longer than half an hour is made of what there is, and says so', async () => {
    const world = await aWriting();
    await world.asks(ask);
    world.deps.history.messages = messagesNeverEnd;
    await world.write();
    expect(world.channel.published).toEqual([]);

    world.passes(31 * MINUTE);
    await world.write();

    const [drafted] = await world.facts('postmortem.drafted');
    expect(drafted?.missing).toEqual([expect.stringContaining('in 30 minutes')]);
    expect(world.channel.published[0]?.files[0]?.text).toMatch(/did not let the channel/);
  });

  it('of an archived channel is made of what was heard, and says so', async () => {
    const world = await aWriting();
    await world.asks(ask);
    world.deps.history.messages = async (channel) => {
      throw new ChannelLost(channel, 'archived');
    };

    await world.write();

    const [drafted] = await world.facts('postmortem.drafted');
    expect(drafted?.missing).toEqual([
      'The channel C1 is archived or gone: its messages are as Keyturn heard them.',
    ]);
    expect(world.directory.published).toHaveLength(1);
  });
});

describe('a place that does not take a draft', () => {
  it('does not hold up the others, and is said in the channel', async () => {
    const world = await aWriting();
    await world.asks(ask);
    world.channel.failures.push(new Misconfigured('file_uploads_disabled'));

    await world.write();
    await world.advance();

    expect(world.directory.published).toHaveLength(1);
    expect((await world.facts('postmortem.drafted'))[0]?.failed).toEqual([
      { to: 'channel', reason: 'file_uploads_disabled' },
    ]);
    const [said] = world.messages(/^tell-export:/);
    expect(plainText(said?.shows ?? { push: [], parts: [] })).toContain(
      'the directory; not in the channel (the workspace does not allow files; an admin can allow them). Once that is mended, /incident postmortem INC-7 tries again.',
    );
  });

  it('is tried again with growing pauses, the others are not', async () => {
    const world = await aWriting();
    await world.asks(ask);
    world.channel.failures.push(new Unavailable('network'), new Unavailable('network'));

    await world.write();
    world.passes(5 * SECOND);
    await world.write();
    world.passes(5 * SECOND);
    await world.write();
    expect(world.channel.published).toEqual([]);
    world.passes(5 * SECOND);
    await world.write();

    expect(world.woken().filter((job) => job.includes(' in '))).toEqual([
      'postmortem INC-7 in 5000',
      'postmortem INC-7 in 10000',
      'postmortem INC-7 in 5000',
    ]);
    expect([world.channel.published.length, world.directory.published.length]).toEqual([1, 1]);
    expect((await world.facts('postmortem.drafted'))[0]?.failed).toEqual([]);
  });

  it('is given up after an hour', async () => {
    const world = await aWriting();
    await world.asks(ask);
    world.channel.failures.push(...Array.from({ length: 3 }, () => new Unavailable('network')));
    await world.write();
    world.passes(HOUR + MINUTE);
    await world.write();

    expect((await world.facts('postmortem.drafted'))[0]?.failed).toEqual([
      { to: 'channel', reason: 'network' },
    ]);
  });
});
