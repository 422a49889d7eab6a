import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { evolveAll } from '../../src/domain/evolve.ts';
import type { MirrorRecord } from '../../src/domain/mirror-record.ts';
import { type BackfillDeps, backfillChannel } from '../../src/workflows/backfill-channel.ts';
import { drainSlackEvents } from '../../src/workflows/drain-slack-events.ts';
import { aDrainWorld } from '../builders/drain-world.ts';
import { happened, NOON } from '../builders/incident.ts';
import { createFakeBackfills } from '../fakes/backfills.ts';
import { startWorkspace, type Workspace } from '../integrations/slack/workspace.ts';

/** A year later, so that no message is too young to be judged. */
const LATER = () => Date.now() + 365 * 24 * 3_600_000;

describe('a channel of the sandbox workspace, over real HTTP', () => {
  let space: Workspace;
  beforeEach(async () => {
    space = await startWorkspace();
  });
  afterEach(() => space.stop());

  /** A bot that has the workspace's channel `incidents` as the channel of INC-7. */
  async function aBot() {
    const channel = space.sandbox.channel('incidents').id;
    const world = await aDrainWorld({ readUpTo: null });
    const base = await world.deps.log.load('INC-7');
    if (!base) throw new Error('INC-7 is missing');
    const opened = happened({ kind: 'channel.opened', channel, name: 'incidents', adopted: true });
    const rest = {
      nextDueAt: null,
      requestId: null,
      answer: null,
      episodes: [],
      groups: [],
      claims: [],
      applies: [],
    };
    await world.deps.log.append({ base, ...evolveAll(base.incident, [opened], NOON), ...rest });
    const deps = {
      ...world.deps,
      inbox: space.inbox,
      chat: space.slack.chat,
      history: space.slack.history,
      ourselves: space.slack.ourselves,
      backfills: createFakeBackfills(),
      clock: { now: LATER },
    } satisfies BackfillDeps & Parameters<typeof drainSlackEvents>[0];
    const records = () => deps.mirror.range(channel, {});
    return { deps, channel, records, facts: () => deps.log.facts('INC-7', { from: 5 }) };
  }

  function people(): void {
    const ana = space.sandbox.as('ana');
    const first = ana.say('incidents', 'is it <!channel> & down?');
    ana.edit('incidents', first.ts, 'is it down?');
    ana.react('incidents', first.ts, 'eyes');
    ana.say('incidents', 'yes', { thread: first.ts });
    const wrong = ana.say('incidents', 'password: hunter2', { thread: first.ts });
    ana.delete('incidents', wrong.ts);
    ana.upload('incidents', { name: 'graph.png', content: 'x', mimetype: 'image/png' });
    const parent = ana.say('incidents', 'a parent that goes');
    ana.say('incidents', 'its reply stays', { thread: parent.ts });
    ana.delete('incidents', parent.ts);
  }

  const seen = ({ ts, text, deleted, threadTs, user, files, reactions }: MirrorRecord) => ({
    ts,
    text,
    deleted,
    threadTs,
    user,
    files,
    reactions,
  });

  it('reading back what was heard changes nothing', async () => {
    const bot = await aBot();
    people();
    await space.sandbox.events.settled();
    await drainSlackEvents(bot.deps);
    const heard = await bot.records();
    const facts = await bot.facts();

    await backfillChannel(bot.deps, bot.channel);

    expect(await bot.records()).toEqual(heard);
    expect(await bot.facts()).toEqual(facts);
    expect(heard.filter(({ deleted }) => deleted)).toHaveLength(2);
    expect(JSON.stringify(heard)).not.toContain('hunter2');
  });

  it('who heard nothing and reads back sees what was not deleted as who heard it all', async () => {
    const [present, away] = [await aBot(), await aBot()];
    people();
    await space.sandbox.events.settled();
    await drainSlackEvents(present.deps);

    await backfillChannel(away.deps, away.channel);

    const heard = (await present.records()).filter(({ deleted }) => !deleted).map(seen);
    const read = (await away.records()).filter(({ deleted }) => !deleted).map(seen);
    // What stood there before the bot listened is in history only.
    expect(read.filter(({ ts }) => ts >= (heard[0]?.ts ?? ''))).toEqual(heard);
    expect(heard.length).toBeGreaterThanOrEqual(4);
  });

  it('what went on in between, unheard, is there after reading back', async () => {
    const bot = await aBot();
    people();
    await space.sandbox.events.settled();
    await drainSlackEvents(bot.deps);
    const [first] = (await bot.records()).filter(({ text }) => text === 'is it down?');
    const ana = space.sandbox.as('ana');
    ana.edit('incidents', first?.ts ?? '', 'it is down');
    ana.unreact('incidents', first?.ts ?? '', 'eyes');
    ana.say('incidents', 'said while nobody listened', { thread: first?.ts ?? '' });
    await space.sandbox.events.settled();

    await backfillChannel(bot.deps, bot.channel);

    const records = await bot.records();
    expect(records).toContainEqual(
      expect.objectContaining({ text: 'it is down', reactions: {}, deleted: false }),
    );
    expect(records).toContainEqual(
      expect.objectContaining({ text: 'said while nobody listened', threadTs: first?.ts }),
    );
  });
});
