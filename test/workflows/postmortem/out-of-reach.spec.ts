import { describe, expect, it } from 'vitest';
import type { FactBody } from '../../../src/domain/fact.ts';
import { HOUR, MINUTE, SECOND } from '../../../src/domain/instant.ts';
import { ChannelLost, Misconfigured, Unavailable } from '../../../src/ports/failures.ts';
import { plainText } from '../../commands/plain-text.ts';
import { aWriting } from './a-writing.ts';

const ask = { kind: 'ask-postmortem', formats: ['md', 'html'], full: true } as const;
const resolved: FactBody = { kind: 'status.changed', from: 'investigating', to: 'resolved', reason: null };
const archived: FactBody = { kind: 'channel.lost', channel: 'C1', reason: 'archived' };

type World = Awaited<ReturnType<typeof aWriting>>;

const shown = (world: World, step: RegExp) => world.messages(step).map(({ shows }) => plainText(shows));

describe('a draft of an incident that is over, whose channel is archived', () => {
  it('is made of what was heard, and told to who asked', async () => {
    const world = await aWriting([resolved, archived], { draftOnResolve: false });
    const lost = new ChannelLost('C1', 'archived');
    world.deps.history.messages = async () => {
      throw lost;
    };
    world.channel.failures.push(lost);
    await world.asks(ask);
    await world.advance();
    await world.write();
    await world.advance();

    expect(world.directory.published).toHaveLength(1);
    expect(world.messages(/./).map(({ ref }) => ref.channel)).toEqual(['DUANA']);
    expect(shown(world, /^tell-asker:1$/)).toEqual([
      expect.stringMatching(
        /^Postmortem draft 1 of INC-7, asked for by @UANA: the directory; not in the channel \(the channel is archived\)\. Once .*The channel C1 is archived or gone/s,
      ),
    ]);
  });

  it('that nobody asked for is told to who resolved it', async () => {
    const world = await aWriting();
    await world.asks({ kind: 'resolve', reason: 'rolled back' });
    await world.advance();
    const { publish } = world.channel;
    world.channel.publish = async () => {
      throw new ChannelLost('C1', 'archived');
    };
    const { post } = world.deps.chat;
    world.deps.chat.post = async (what) => {
      if ('channel' in what.to && what.to.channel === 'C1') throw new ChannelLost('C1', 'archived');
      return post(what);
    };
    await world.write();
    await world.advance();
    await world.advance();

    expect(publish).toBeDefined();
    expect(shown(world, /^tell-asker:1$/)).toEqual([expect.stringContaining('made because it is over')]);
    expect(world.messages(/^tell-asker:1$/)[0]?.ref.channel).toBe('DUANA');
  });
});

describe('a draft of an open incident whose channel is lost while it is published', () => {
  it('waits for the next channel', async () => {
    const world = await aWriting();
    await world.asks(ask);
    await world.advance();
    world.channel.failures.push(new ChannelLost('C1', 'archived'));
    await world.write();
    expect(await world.facts('postmortem.drafted')).toEqual([]);

    world.passes(5 * SECOND);
    await world.write();

    const [drafted] = await world.facts('postmortem.drafted');
    expect(drafted).toMatchObject({ failed: [], published: [{ to: 'directory' }, { to: 'channel' }] });
  });
});

describe('a place that does not take a draft for now', () => {
  it('is said in its message, with what to do, when it is tried again, and where the draft is already', async () => {
    const world = await aWriting();
    await world.asks(ask);
    await world.advance();
    world.directory.failures.push(new Unavailable('directory-enospc'), new Unavailable('directory-enospc'));
    await world.write();
    world.passes(10 * SECOND);
    await world.write();

    expect(world.channel.published).toHaveLength(1);
    expect(shown(world, /^post-export:1$/)).toEqual([
      expect.stringMatching(
        /^Wrote postmortem draft 1 of INC-7: the channel; not in the directory yet \(the disk is full; make room\)\.\sAs of .*\. Next try .*\.\s\[?Stop/s,
      ),
    ]);
    world.passes(10 * SECOND);
    await world.write();
    await world.advance();
    expect(shown(world, /^post-export:1$/)).toEqual(['Wrote postmortem draft 1 of INC-7.']);
    expect(world.directory.published).toHaveLength(1);
  });

  it('fails like one that nobody foresaw, the other has it', async () => {
    const world = await aWriting();
    await world.asks(ask);
    world.directory.publish = async () => {
      throw new TypeError('a mistake of ours');
    };
    await world.write();
    world.passes(HOUR + MINUTE);
    await world.write();

    expect(world.channel.published).toHaveLength(1);
    expect((await world.facts('postmortem.drafted'))[0]?.failed).toEqual([
      { to: 'directory', reason: 'unexpected-error' },
    ]);
  });

  it('that can’t be read back holds up nobody for longer than the draft has time', async () => {
    const world = await aWriting();
    await world.asks(ask);
    world.directory.earlier = async () => {
      throw new Unavailable('directory-eio');
    };
    await world.write();
    expect(world.channel.published).toEqual([]);
    world.passes(31 * MINUTE);
    await world.write();

    expect(world.channel.published).toHaveLength(1);
    expect(world.directory.published).toEqual([]);
  });
});

it('a workspace that nobody knows any more costs the links, not the draft', async () => {
  const world = await aWriting();
  await world.asks(ask);
  const deps = {
    ...world.deps,
    workspace: async () => {
      throw new Misconfigured('token_revoked');
    },
  };
  await world.write(deps);

  expect(world.directory.published[0]?.files[0]?.text).not.toContain('slack.com');
});
