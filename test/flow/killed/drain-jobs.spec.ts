import { describe, expect, it, vi } from 'vitest';
import { appends, inDeadlyWorld } from './deadly-world.ts';
import { expectAllFlaps, flapAll, oneIncident } from './flapping-groups.ts';
import { A_MINUTE, type KilledWorld } from './killed-world.ts';
import { expectOnce } from './once.ts';

/** The cursor of an inbox is moved: the script's first keys are the stream and the cursor. */
const movesCursor = (inbox: string) => (words: readonly string[]) =>
  words[0] === 'evalsha' && (words[4] ?? '').endsWith(`:inbox:${inbox}:cursor`);

describe.concurrent('a bot that is killed while it drains does it in its next life', {
  timeout: 4 * A_MINUTE,
}, () => {
  it.each([
    ['the deliveries are appended', appends('alerts.changed')],
    ['the cursor of the deliveries moves', movesCursor('alerts')],
  ])('right before %s', async (_, counts) => {
    await inDeadlyWorld({ settings: oneIncident, counts, nth: 3 }, async (world) => {
      await flapAll(world, new Map());
      await world.died();
      await drained(world, 'deliveries');
      await world.settled('INC-1');
      expectAllFlaps(await world.store.log.facts('INC-1'));
      await expectOnce(world, 'INC-1');
    });
  });

  it('right before the first fact of an incident: its number is lost, and nothing else', async () => {
    await inDeadlyWorld(
      { settings: oneIncident, counts: appends('incident.declared'), nth: 1 },
      async (world) => {
        await flapAll(world, new Map());
        await world.died();
        await drained(world, 'deliveries');
        await world.settled('INC-2');
        expect((await world.store.index.recent(10)).map(({ id }) => id)).toEqual(['INC-2']);
        expectAllFlaps(await world.store.log.facts('INC-2'));
        await expectOnce(world, 'INC-2');
      },
    );
  });

  it.each([
    ['what people said is sealed', appends('messages.sealed')],
    ['the cursor of the Slack events moves', movesCursor('slack')],
  ])('right before %s', async (_, counts) => {
    // What nobody acknowledged comes again; Slack itself waits for a minute.
    const slack = { eventRetryDelaysMs: [0, 5_000, 10_000, 20_000] };
    await inDeadlyWorld({ settings: oneIncident, counts, nth: 5, slack }, async (world) => {
      const { slack, store } = world;
      expect(await world.deliver({ alerts: [{}] })).toBe(202);
      await world.settled('INC-1');
      const room = slack.channels.find(({ name }) => name.startsWith('inc-1'))?.id ?? 'none';
      const ana = slack.as('ana');
      ana.join(room);
      let isDead = false;
      void world.died().then(() => {
        isDead = true;
      });
      const texts: string[] = [];
      while (!isDead || texts.length < 40) {
        const text = `word ${texts.length}`;
        texts.push(text);
        const { ts } = ana.say(room, texts.length % 5 === 0 ? `${text}, mistyped` : text);
        if (texts.length % 5 === 0) ana.edit(room, ts, text);
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
      await expectSoon(async () => {
        const records = await store.mirror.range(room, {});
        const heard = records.filter(({ user, subtype }) => user === 'UANA' && subtype === null);
        expect(heard.map(({ text }) => text)).toEqual(texts);
      });
      await drained(world, 'slackEvents');
      await world.settled('INC-1');
      await expectOnce(world, 'INC-1');
    });
  });
});

async function drained({ store }: KilledWorld, inbox: 'deliveries' | 'slackEvents'): Promise<void> {
  await expectSoon(async () => expect(await store[inbox].depth()).toMatchObject({ undrained: 0 }));
}

async function expectSoon(expectation: () => Promise<void>): Promise<void> {
  await vi.waitFor(expectation, { timeout: A_MINUTE, interval: 100 });
}
