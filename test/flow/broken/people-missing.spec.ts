import { expect, it } from 'vitest';
import { startWorld } from '../world.ts';

it('rosters of nobody, of a group that is not there, of somebody who left: the card says what is wrong in words', async () => {
  const world = await startWorld({
    slack: {
      members: ['ana', { name: 'left', id: 'ULEFT0001', deleted: true }],
      userGroups: [{ handle: 'empty', id: 'SEMPTY001', members: [] }],
    },
    settings: {
      rosters: {
        commander: { usergroup: 'SEMPTY001' },
        operations: { usergroup: 'SUNKNOWN1' },
        scribe: { users: ['ULEFT0001'] },
      },
      responders: [{ usergroup: 'SUNKNOWN1' }],
    },
  });

  await world.deliver({ alerts: [{}] });
  const room = await world.room('INC-1');
  await room.cardReads(/inviting people/);

  expect(room.card()).toMatch(/nobody is left to ask/);
  expect(room.card()).toMatch(/inviting people \(the user group in the configuration does not exist\)/);
  expect(room.card()).not.toMatch(/nobody-to-ask|no_such_subteam/);
  expect(room.card()).toMatch(/\[I lead\]/);
});

it('an incidents channel that is not there is said on the card, and in it once it is there', async () => {
  const world = await startWorld({ settings: { channels: { announcements: 'not-yet' } } });
  await world.deliver({ alerts: [{}] });
  const room = await world.room('INC-1');
  await room.cardReads(/announcing the incident \(the channel is not there, or the app may not see it\)/);

  world.slack.as('ana').createChannel('not-yet');
  world.slack.as('ana').invite('not-yet', world.slack.app.name);
  world.passes(60_000);

  await world.slack.until(() => world.slack.channel('not-yet').find(/INC-1/));
  await room.cardReads(/^(?!.*Waiting)/s);
});
