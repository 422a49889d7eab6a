import { expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../../src/domain/instant.ts';
import { factWords } from '../../../src/domain/wording/fact-words.ts';
import { Misconfigured, Unavailable } from '../../../src/ports/failures.ts';
import { plainText } from '../../commands/plain-text.ts';
import { aWriting } from './a-writing.ts';

const ask = { kind: 'ask-postmortem', formats: ['md', 'html'], full: true } as const;

/** Somebody wants a draft, and making it throws this each time. */
async function aWritingThatThrows(thrown: Error) {
  const world = await aWriting();
  await world.asks(ask);
  await world.advance();
  const { check } = world.deps.logCheck;
  world.deps.logCheck.check = async () => {
    throw thrown;
  };
  return {
    ...world,
    /** Each half minute another process tries it, for so long. */
    async triedFor(milliseconds: number) {
      for (let passed = 0; passed <= milliseconds; passed += 30 * SECOND) {
        await world.write().catch(() => {});
        world.passes(30 * SECOND);
      }
      await world.advance();
    },
    mended() {
      world.deps.logCheck.check = check;
    },
    message: () => world.messages(/^post-export:1$/).map(({ shows }) => plainText(shows)),
  };
}

it('a mistake of ours is thrown and tried again for ten minutes; the draft is then made if it passed', async () => {
  const world = await aWritingThatThrows(new TypeError('ours'));

  await expect(world.write()).rejects.toThrow('ours');
  await world.triedFor(9 * MINUTE);
  expect(await world.facts('postmortem.cancelled')).toEqual([]);
  expect(world.message()[0]).toMatch(/^Writing postmortem draft 1 of INC-7/);

  world.mended();
  await world.write();
  expect(await world.facts('postmortem.drafted')).toHaveLength(1);
});

it('a mistake of ours that stays ends the draft, and the message and the log say so and what to do', async () => {
  const world = await aWritingThatThrows(new TypeError('ours'));

  await world.triedFor(11 * MINUTE);

  expect(await world.facts('postmortem.cancelled')).toEqual([
    { kind: 'postmortem.cancelled', export: 1, reason: 'unexpected-error' },
  ]);
  const whatToDo =
    'something that nobody foresaw; the bot’s own log says more. Ask again with /incident postmortem; if it fails again, tell whoever runs Keyturn';
  expect(world.message()).toEqual([`Could not write postmortem draft 1 of INC-7: ${whatToDo}.`]);
  const fact = (await world.deps.log.facts('INC-7')).find(({ body }) => body.kind === 'postmortem.cancelled');
  expect(fact && factWords(fact)).toEqual([`gave up postmortem draft 1: ${whatToDo}`]);
  expect(fact?.by).toEqual({ kind: 'keyturn' });
});

it('what was given up is asked for again, and then made', async () => {
  const world = await aWritingThatThrows(new TypeError('ours'));
  await world.triedFor(11 * MINUTE);

  world.mended();
  expect(await world.asks(ask)).toMatchObject({ ok: true });
  await world.write();

  expect(await world.facts('postmortem.drafted')).toMatchObject([{ export: 2 }]);
});

it.each([new Unavailable('connection'), new Misconfigured('log-damaged')])(
  'what is no mistake of ours is waited for: %s',
  async (thrown) => {
    const world = await aWritingThatThrows(thrown);

    await world.triedFor(90 * MINUTE);
    expect(await world.facts('postmortem.cancelled')).toEqual([]);

    world.mended();
    await world.write();
    expect(await world.facts('postmortem.drafted')).toHaveLength(1);
  },
);

it('a draft that somebody stops while a mistake of ours goes on stays stopped by them', async () => {
  const world = await aWritingThatThrows(new TypeError('ours'));
  await world.triedFor(9 * MINUTE);
  const { logCheck } = world.deps;
  world.passes(5 * MINUTE);
  logCheck.check = async () => {
    await world.asks({ kind: 'cancel-postmortem', export: 1 });
    throw new TypeError('ours');
  };

  await world.write();
  await world.advance();

  expect(await world.facts('postmortem.cancelled')).toEqual([{ kind: 'postmortem.cancelled', export: 1 }]);
  expect(world.message()).toEqual(['Stopped writing postmortem draft 1 of INC-7.']);
});
