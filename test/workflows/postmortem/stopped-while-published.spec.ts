import { expect, it } from 'vitest';
import { SECOND } from '../../../src/domain/instant.ts';
import { Unavailable } from '../../../src/ports/failures.ts';
import { plainText } from '../../commands/plain-text.ts';
import { aWriting } from './a-writing.ts';

it('a draft that is stopped while a place does not take it stays stopped in its message', async () => {
  const world = await aWriting();
  await world.asks({ kind: 'ask-postmortem', formats: ['md', 'html'], full: true });
  await world.advance();
  world.channel.failures.push(new Unavailable('connection'));
  const { publish } = world.channel;
  world.channel.publish = async (what) => {
    // The message may be edited every ten seconds.
    world.passes(20 * SECOND);
    await world.asks({ kind: 'cancel-postmortem', export: 1 });
    await world.advance();
    return publish(what);
  };
  await world.write();
  world.passes(20 * SECOND);
  await world.write();
  await world.advance();

  const [message] = world.messages(/^post-export:1$/).map(({ shows }) => plainText(shows));
  expect(message).toMatch(
    /^Stopped writing postmortem draft 1 of INC-7\. What is there already stays: the directory/,
  );
});
