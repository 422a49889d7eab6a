import { describe, expect, it } from 'vitest';
import { A_MINUTE, inKilledWorld } from './killed-world.ts';
import { expectOnce, isPostOf } from './once.ts';

describe.concurrent('a bot that is killed while it writes a draft', { timeout: 2 * A_MINUTE }, () => {
  it.each([
    ['its message is posted', 'chat.postMessage', isPostOf(/^post-export/)],
    ['the files are in the channel', 'files.completeUploadExternal', () => true],
    ['the first page of history is read', 'conversations.history', () => true],
  ] satisfies [string, string, (args: Record<string, unknown>) => boolean][])(
    'when %s and that is not yet noted, has one message and the files once',
    async (_, method, isWanted) => {
      await inKilledWorld({ settings: { postmortem: { onResolve: true } } }, async (world) => {
        const { slack, store } = world;
        await world.deliver({ alerts: [{}] });
        await world.settled('INC-1');
        const room = slack.channels.find(({ name }) => name.startsWith('inc-1'))?.id ?? '';
        const ana = slack.as('ana');
        ana.join(room);
        ana.say(room, 'it was the cache');
        // The first message has the channel read back; the kill is meant for the reading of the draft.
        await expect.poll(() => store.mirror.readUpTo(room), { timeout: A_MINUTE }).not.toBeNull();

        const killed = world.killedAt(method, isWanted);
        await ana.command('/incident', 'resolve Restarted it', { channel: room });
        await killed;

        const drafted = async () =>
          (await store.log.facts('INC-1')).filter(({ body }) => body.kind === 'postmortem.drafted').length;
        await expect.poll(drafted, { timeout: A_MINUTE }).toBe(1);
        await world.settled('INC-1');
        const steps = await expectOnce(world, 'INC-1');
        expect(steps.filter((step) => step.startsWith('post-export'))).toEqual(['post-export:1']);
        const files = slack
          .channel(room)
          .said()
          .flatMap((message) => message.files.map(({ name }) => name));
        expect(files).toEqual(['INC-1-postmortem-1.md', 'INC-1-postmortem-1.html']);
      });
    },
  );
});
