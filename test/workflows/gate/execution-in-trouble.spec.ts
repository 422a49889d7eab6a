import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../../src/domain/instant.ts';
import { sealedEvidence } from '../../../src/domain/sealed-evidence.ts';
import { aWish } from '../../builders/proposals.ts';
import { SERVER_LIMIT } from './fuzz/changer.ts';
import { drifts } from './fuzz/drifts.ts';
import { targets } from './fuzz/fuzz-cluster.ts';
import { createFuzzGame, type FuzzGame } from './fuzz/fuzz-game.ts';
import type { Call, Incidence } from './fuzz/wire.ts';

const ID = 'INC-7';

/** What the executor appends when it begins a change: what it keeps, that it began, that it was sent. */
const START: Call = { method: 'append', nth: 2 };
const SENT: Call = { method: 'append', nth: 3 };

/** A restart, proposed by ana and approved by ben. */
async function approved(): Promise<FuzzGame> {
  const game = await createFuzzGame();
  await game.asks(ID, 'ana', { kind: 'propose', wish: aWish({ target: targets.restart }) });
  await game.plans(ID);
  for (const [who, kind] of [
    ['ana', 'acknowledge'],
    ['ben', 'approve'],
  ] as const)
    await game.clicks({ id: ID, number: 1, kind, who, fits: true });
  return game;
}

const proposal = async ({ world }: FuzzGame) => {
  const [found] = await world.proposals(ID);
  if (!found) throw new Error('there is no proposal');
  return found;
};

const rightAfter = (at: Call, what: Incidence['what']): Incidence => ({ at, when: 'after', what });

const sendings = ({ world }: FuzzGame) => world.changer.writes.length;
const effects = ({ world }: FuzzGame) => world.changer.effectsOf(`${ID}/1`);

describe('an executor in trouble', () => {
  it('that was held up between its lease and the request does not send it: the API server might outlast the lease', async () => {
    const game = await approved();
    game.world.changer.hooks.trouble = { late: SERVER_LIMIT };

    await game.world.executes(
      ID,
      rightAfter(START, async () => game.world.passes(16 * SECOND)),
    );

    expect(sendings(game)).toBe(0);
    expect((await proposal(game)).ended?.why).toMatch(/too late to send it. Nothing was changed/);
    await game.ends();
  });

  it('that was held up less sends it, and the lease is longer than the API server can take', async () => {
    const game = await approved();
    game.world.changer.hooks.trouble = { late: SERVER_LIMIT };

    await game.world.executes(
      ID,
      rightAfter(START, async () => game.world.passes(15 * SECOND)),
    );

    expect(sendings(game)).toBe(1);
    await game.ends();
    expect([effects(game), (await proposal(game)).state]).toEqual([1, 'succeeded']);
  });

  it('looks once more right before it sends: what was stopped by then is not sent, and is known to be in time', async () => {
    const game = await approved();
    const stops = () => game.clicks({ id: ID, number: 1, kind: 'stop', who: 'ben', fits: true });

    await game.world.executes(ID, rightAfter(START, stops));

    expect(sendings(game)).toBe(0);
    expect(await proposal(game)).toMatchObject({ state: 'stopped', lease: null, settlement: 'not-applied' });
  });

  it.each(['before', 'after'] as const)(
    'to which Redis is away right %s it notes that it was sent sends nothing again, and finds it',
    async (when) => {
      const game = await approved();

      await game.world.executes(ID, { at: SENT, when, what: 'cut' });
      await game.ends();

      expect([sendings(game), effects(game), (await proposal(game)).state]).toEqual([1, 1, 'succeeded']);
    },
  );

  it('that is killed after the request, and then stopped by somebody, leaves a stop that came too late', async () => {
    const game = await approved();
    await game.world.executes(ID, { at: SENT, when: 'before', what: 'killed' });
    await game.clicks({ id: ID, number: 1, kind: 'stop', who: 'ben', fits: true });
    expect(await proposal(game)).toMatchObject({ state: 'stopped', sentAt: null });

    await game.ends();

    expect(await proposal(game)).toMatchObject({ state: 'stopped', sentAt: expect.any(Number), lease: null });
    expect([sendings(game), effects(game)]).toEqual([1, 1]);
  });

  it.each(['another cluster is behind the address', 'the cluster goes away or comes back'] as const)(
    'that can’t see how it went, because %s, says that nobody knows, and not that it failed',
    async (drift) => {
      const game = await approved();
      await game.world.executes(ID);
      drifts[drift](game.world);

      for (let minute = 0; minute <= 11; minute++) {
        game.world.passes(MINUTE);
        await game.world.executes(ID);
      }

      expect(await proposal(game)).toMatchObject({
        state: 'unknown',
        ended: { why: expect.stringMatching(/nobody could see how it went/) },
      });
    },
  );

  it('whose notes are lost says that nobody knows how it went', async () => {
    const game = await approved();
    await game.world.executes(ID);
    game.world.kept.evidence.forgets();

    game.world.passes(11 * MINUTE);
    await game.world.executes(ID);

    expect((await proposal(game)).state).toBe('unknown');
  });

  it('of two that begin at the same moment one does it, and the other says nothing of what the first one changed', async () => {
    for (let nth = 1; nth <= 40; nth++) {
      const game = await approved();

      await game.world.executes(ID, {
        at: { method: null, nth },
        when: 'before',
        what: () => game.world.executes(ID),
      });
      await game.ends();

      const { state } = await proposal(game);
      expect([nth, sendings(game), effects(game), state]).toEqual([nth, 1, 1, 'succeeded']);
    }
  });

  it('of two that begin at the same moment one keeps what will be gone, and it stays as the log sealed it', async () => {
    for (let nth = 1; nth <= 60; nth++) {
      const game = await approved();

      await game.world.executes(ID, {
        at: { method: null, nth },
        when: 'before',
        what: async () => {
          drifts['heartbeats pass'](game.world);
          await game.world.executes(ID);
        },
      });

      const sealed = (await game.world.log.facts(ID)).flatMap(({ body }) => sealedEvidence(body));
      expect([nth, sealed.filter(({ id }) => id === 'before-1-object')]).toEqual([nth, [expect.anything()]]);
      for (const { id, digest } of sealed)
        expect(await game.world.kept.evidence.readSealed(ID, id, digest)).toMatchObject({ asSealed: true });
      await game.ends();
      expect([nth, (await proposal(game)).state]).toEqual([nth, 'succeeded']);
    }
  });

  it('that was killed while it began leaves it to the next one', async () => {
    for (let nth = 1; nth <= 60; nth++) {
      const game = await approved();

      await game.world.executes(ID, { at: { method: null, nth }, when: 'before', what: 'killed' });
      drifts['heartbeats pass'](game.world);
      await game.ends();

      const facts = await game.world.log.facts(ID);
      const sealed = new Map(
        facts.flatMap(({ body }) => sealedEvidence(body)).map((each) => [each.id, each]),
      );
      for (const { id, digest } of sealed.values())
        expect(await game.world.kept.evidence.readSealed(ID, id, digest)).toMatchObject({ asSealed: true });
      const { state, ended } = await proposal(game);
      expect([nth, state, ended?.why ?? '']).toEqual([
        nth,
        expect.stringMatching(/^(succeeded|failed)$/),
        expect.stringMatching(state === 'failed' ? /interrupted, and the cluster shows nothing of it/ : /./),
      ]);
    }
  });

  it('that is away for hours still holds what it had begun: nobody begins with the same object elsewhere', async () => {
    const game = await approved();
    await game.world.executes(ID);
    expect((await proposal(game)).state).toBe('executing');
    drifts['the controllers act'](game.world);
    game.world.passes(5 * HOUR);

    await game.asks('INC-8', 'ana', { kind: 'propose', wish: aWish({ target: targets.restart }) });
    await game.plans('INC-8');

    const [other] = await game.world.proposals('INC-8');
    expect(other?.ended?.why).toMatch(/Proposal 1 of INC-7 is about Deployment checkout already/);
  });
});
