import { expect, it } from 'vitest';
import { startWorld } from './world.ts';

it('an action item is told in the channel, its owner comes into it, and it is counted until it is done', async () => {
  const world = await startWorld();
  const { slack } = world;
  const ben = slack.member('ben').id;
  await slack.as('ana').command('/incident', 'declare sev2 Checkout is down', { channel: 'incidents' });
  const room = await world.room('INC-1');
  await slack.until(() => room.view.members.includes('ana'));
  const type = (words: string) => slack.as('ana').command('/incident', words, { channel: room.id });

  await type(`followup Write the runbook <!channel> of *checkout* <@${ben}|ben> 2099-12-01`);
  const told = await room.reads(/Action item 1 for @ben, due Tue 2099-12-01, added by @ana:/);
  await slack.until(() => room.view.members.includes('ben'));
  await room.cardReads(/INC-1 · 1 action item · as of/);
  await type('resolve Rolled back');
  await room.reads(/Resolved by @ana\. There is more to do: 1 action item\./);
  await type('followup Alert on the queue');
  await room.reads(/Action item 2, added by @ana:/);
  await type('followup done 2');
  await room.reads(/Action item 2 is done, closed by @ana\.\s+.*Alert on the queue/);
  await type('followups');
  const list = await room.tellsOnly('ana', /INC-1: 2 action items, 1 done/);
  await room.cardReads(/INC-1 · 2 action items, 1 done · as of/);
  await world.settles();

  expect(told).toContain('of *checkout*');
  expect(room.push(/Action item 1 for/)).toMatch(
    /^SEV2 Checkout is down: Action item 1 for @?.*Write the runbook/,
  );
  expect(list).toMatch(/1 Write the runbook .* · @ben, due Tue 2099-12-01 · added by @ana/);
  // Whoever was typed as everybody is not called: the text is shown, not obeyed.
  expect(
    room.matching(/Action item 1 for/).map(({ text, blocks }) => JSON.stringify([text, blocks])),
  ).toEqual([expect.not.stringMatching(/<!channel>|"range":"channel"/)]);
  await world.logIsWhole('INC-1');
});
