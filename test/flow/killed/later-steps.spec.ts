import { describe, expect, it } from 'vitest';
import { A_MINUTE, inKilledWorld, type KilledWorld, type KilledWorldOptions } from './killed-world.ts';
import { expectOnce, isPostOf } from './once.ts';

const TIMEOUT = 4 * A_MINUTE;

/** From what alert the incident is, what it is told before the kill, and what then brings the deadly effect about. */
type Story = {
  readonly what: string;
  readonly options?: KilledWorldOptions;
  readonly severity?: 'critical' | 'warning';
  readonly before?: (world: KilledWorld) => Promise<unknown>;
  readonly dies: readonly [method: string, isWanted?: (args: Record<string, unknown>) => boolean];
  readonly brings: (world: KilledWorld) => unknown;
  /** A step that is done in the end. */
  readonly leaves: string;
};

const types = (text: string) => async (world: KilledWorld) => {
  const { status } = await world.slack.as('ana').command('/incident', text, { channel: 'incidents' });
  expect(status).toBe('ok');
};

const room = ({ slack }: KilledWorld) =>
  slack.channels.find(({ name }) => name.startsWith('inc-1'))?.id ?? 'none';

const archives = (world: KilledWorld) => world.slack.as('ana').archive(room(world));

const settled = (world: KilledWorld) => world.settled('INC-1');

const noted = async (world: KilledWorld) => {
  await types('note INC-1 payments are affected')(world);
  await settled(world);
};

/** Eve is invited; the commander is asked for, first Ana, then Ben, then both. */
const asking = {
  rosters: { commander: { users: ['UANA', 'UBEN'] } },
  responders: [{ users: ['UANA', 'UEVE'] }],
};

const stories: readonly Story[] = [
  {
    what: 'the message of an incident in triage',
    severity: 'warning',
    dies: ['chat.postMessage', isPostOf(/^post-triage$/)],
    // It is the first delivery that brings this about.
    brings: () => undefined,
    leaves: 'post-triage',
  },
  {
    what: 'the channel of an incident that was accepted',
    severity: 'warning',
    before: settled,
    dies: ['conversations.create'],
    brings: types('accept INC-1'),
    leaves: 'open-channel',
  },
  {
    what: 'the triage message, edited because it was accepted',
    severity: 'warning',
    before: settled,
    dies: ['chat.update'],
    brings: types('accept INC-1'),
    leaves: 'open-channel',
  },
  {
    what: 'a private channel',
    options: { settings: { ...asking, channels: { private: true } } },
    dies: ['conversations.create'],
    brings: () => undefined,
    leaves: 'pin-card',
  },
  {
    what: 'the question to the next one, when the first did not answer',
    options: { settings: { ...asking, roleAcceptWithin: '20s' } },
    dies: ['chat.postMessage', isPostOf(/^ask-role:commander:2$/)],
    brings: () => undefined,
    leaves: 'ask-role:commander:2',
  },
  {
    what: 'a note that is echoed',
    before: settled,
    dies: ['chat.postMessage', isPostOf(/^notice:/)],
    brings: types('note INC-1 payments are affected'),
    leaves: 'post-card',
  },
  {
    what: 'the all-clear line',
    before: noted,
    dies: ['chat.postMessage', isPostOf(/^all-clear:/)],
    brings: (world) => world.deliver({ alerts: [{ since: SINCE, status: 'resolved' }] }),
    leaves: 'all-clear:1',
  },
  {
    what: 'the line that alerts still fire after the resolution',
    options: { settings: { ...asking, stillFiringAfter: '1s' } },
    before: noted,
    dies: ['chat.postMessage', isPostOf(/^still-firing:/)],
    brings: types('resolve INC-1 rolled back'),
    leaves: 'still-firing:0',
  },
  {
    what: 'the resolution, with the head of the log',
    before: noted,
    dies: ['chat.postMessage', isPostOf(/^notice:/)],
    brings: types('resolve INC-1 rolled back'),
    leaves: 'post-card',
  },
  {
    what: 'the new name of a channel',
    before: noted,
    dies: ['conversations.rename'],
    brings: types('rename INC-1 payments are down'),
    leaves: 'rename-channel:1',
  },
  {
    what: 'the unarchived channel',
    options: { settings: asking, slack: { botMayUnarchive: true } },
    before: noted,
    dies: ['conversations.unarchive'],
    brings: archives,
    leaves: 'unarchive',
  },
];

const SINCE = Date.UTC(2026, 0, 1);

describe.concurrent('a process that is killed after an effect and before its fact, later on', () => {
  it.each(stories)('leaves $what once', { timeout: TIMEOUT }, async (story) => {
    const { options = { settings: asking }, severity = 'critical', before, dies, leaves } = story;
    await inKilledWorld(options, async (world) => {
      const fires = () => world.deliver({ alerts: [{ since: SINCE, labels: { severity } }] });
      if (before) {
        expect(await fires()).toBe(202);
        await settled(world);
        await before(world);
      }
      const killed = world.killedAt(...dies);
      if (!before) expect(await fires()).toBe(202);
      await story.brings(world);
      const at = await killed;
      await settled(world);
      expect(Date.now() - at).toBeLessThan(A_MINUTE);
      // What is in triage has no channel yet.
      if (severity === 'warning' && !before) await types('accept INC-1')(world).then(() => settled(world));
      const steps = await expectOnce(world, 'INC-1');
      expect(steps).toContain(leaves);
      expect(steps).toContain(severity === 'warning' ? 'post-triage' : 'announce');
    });
  });
});
