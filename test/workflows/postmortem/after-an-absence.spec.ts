import { describe, expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../../src/domain/instant.ts';
import { ChannelLost, RateLimited } from '../../../src/ports/failures.ts';
import { backfillChannel } from '../../../src/workflows/backfill-channel.ts';
import { aWriting } from './a-writing.ts';

const ask = { kind: 'ask-postmortem', formats: ['md'], full: true } as const;

/** A draft was asked for while the channel was still to be read back. */
async function afterAnAbsence() {
  const world = await aWriting();
  const { deps } = world;
  await deps.absences.want('C1', deps.clock.now() - MINUTE);
  await world.asks(ask);
  const readBack = () => backfillChannel({ ...deps, backfills: deps.absences }, 'C1');
  return { ...world, readBack };
}

describe('a draft that is asked for while the channel is read back after an absence', () => {
  it('reads for both', async () => {
    const world = await afterAnAbsence();

    await world.write();

    expect(world.calls()).toHaveLength(new Set(world.calls()).size);
    expect(await world.deps.absences.wanted()).toEqual([]);
    expect(await world.facts('postmortem.drafted')).toMatchObject([{ missing: [] }]);
  });

  it('goes on where that reading is', async () => {
    const world = await afterAnAbsence();
    const { replies } = world.deps.history;
    world.deps.history.replies = async () => {
      throw new RateLimited('budget-used-up', 0);
    };
    await expect(world.readBack()).rejects.toThrow(RateLimited);
    world.deps.history.replies = replies;
    const before = world.calls().length;

    await world.write();

    expect(world.calls().slice(before)).toEqual([expect.stringMatching(/^replies /)]);
    expect(await world.facts('postmortem.drafted')).toHaveLength(1);
  });

  it('does not read again what another one read to its end meanwhile', async () => {
    const world = await afterAnAbsence();
    const limited = async () => {
      throw new RateLimited('budget-used-up', 0);
    };
    const { replies } = world.deps.history;
    world.deps.history.replies = limited;
    await world.write();
    world.deps.history.replies = replies;
    expect(await world.readBack()).toBe('read');
    const before = world.calls().length;

    await world.write();

    expect(world.calls().slice(before)).toEqual([]);
    expect(await world.facts('postmortem.drafted')).toMatchObject([{ missing: [] }]);
  });

  it('reads itself what another one could not read', async () => {
    const world = await afterAnAbsence();
    const { messages } = world.deps.history;
    world.deps.history.messages = async () => {
      throw new RateLimited('budget-used-up', 0);
    };
    await world.write();
    world.deps.history.messages = async () => {
      throw new ChannelLost('C1', 'archived');
    };
    expect(await world.readBack()).toBe('lost');
    world.deps.history.messages = messages;

    await world.write();

    expect(world.calls().length).toBeGreaterThan(0);
    expect(await world.facts('postmortem.drafted')).toMatchObject([{ missing: [] }]);
  });

  it('lets whoever reads at this moment read, and looks again after a second', async () => {
    const world = await afterAnAbsence();
    const { messages } = world.deps.history;
    world.deps.history.messages = async (...asked) => {
      world.deps.history.messages = messages;
      await world.write();
      expect(await world.readBack()).toBe('busy');
      return messages(...asked);
    };

    expect(await world.readBack()).toBe('read');

    expect(world.calls()).toHaveLength(new Set(world.calls()).size);
    expect(world.woken()).toContain(`postmortem INC-7 in ${SECOND}`);
    expect(await world.facts('postmortem.drafted')).toEqual([]);
  });
});
