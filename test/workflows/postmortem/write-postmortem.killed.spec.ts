import { describe, expect, it } from 'vitest';
import type { FactBody } from '../../../src/domain/fact.ts';
import { MINUTE } from '../../../src/domain/instant.ts';
import type { PostmortemDeps } from '../../../src/workflows/postmortem/postmortem-deps.ts';
import type { StepDeps } from '../../../src/workflows/steps/step-deps.ts';
import { plainText } from '../../commands/plain-text.ts';
import { mortal } from '../../fakes/mortal.ts';
import { aWriting, SHOWN } from './a-writing.ts';

type World = Awaited<ReturnType<typeof aWriting>>;

const ask = { kind: 'ask-postmortem', formats: ['md', 'json'], full: true } as const;
const stop = { kind: 'cancel-postmortem', export: null } as const;

/** Everything outside, as one process reaches it. */
function reached(deps: World['deps'], reach: <T extends object>(port: T) => T): PostmortemDeps & StepDeps {
  const ports = [
    ...['log', 'index', 'mirror', 'notes', 'sideNotes', 'jobs', 'history', 'backfills', 'absences'],
    ...['evidence', 'episodes', 'directory', 'chat', 'channels', 'logCheck'],
  ] as const;
  const own = deps as unknown as Record<string, object>;
  return {
    ...deps,
    ...Object.fromEntries(ports.map((name) => [name, reach(own[name] ?? {})])),
    publishers: deps.publishers.map((publisher) => reach(publisher)),
  };
}

/** All that a process does for a draft, from its message to the word that it is there. */
async function oneLife(world: World, deps: PostmortemDeps & StepDeps): Promise<void> {
  await world.advance(deps);
  await world.write(deps);
  await world.advance(deps);
}

/** One life that ends at a call; then new processes go on until nothing is left. */
async function killedAt(atCall: number, when: 'before' | 'after', bodies: readonly FactBody[] = []) {
  const world = await aWriting(bodies, { draftOnResolve: false });
  await world.asks(ask);
  const life = mortal({ atCall, when });
  await oneLife(world, reached(world.deps, life.reach)).catch(() => {});
  world.passes(MINUTE);
  // What happens meanwhile must not make two drafts of one.
  await world.asks({ kind: 'add-note', text: 'meanwhile', happenedAt: world.deps.clock.now() });
  await oneLife(world, world.deps);
  await oneLife(world, world.deps);
  return { ...world, died: life.isDead() };
}

/** What the messages about drafts show in the end. */
function told(world: World): readonly string[] {
  return world.messages(/^(post-export|tell-export|tell-asker):/).map(({ shows }) => plainText(shows));
}

describe('a process that is killed while it writes a draft', () => {
  it.each(['before', 'after'] as const)(
    'right %s any call has one draft in each place, one message and one word of it in the end',
    async (when) => {
      let call = 0;
      for (let died = true; died; ) {
        call += 1;
        const world = await killedAt(call, when);
        died = world.died;

        expect(await world.facts('postmortem.drafted')).toHaveLength(1);
        for (const { published } of [world.channel, world.directory]) {
          expect(published).toHaveLength(1);
          for (const { text } of SHOWN) expect(published[0]?.files[0]?.text).toContain(text);
        }
        expect(world.channel.published[0]?.files).toEqual(world.directory.published[0]?.files);
        expect(told(world)).toEqual([
          'Wrote postmortem draft 1 of INC-7.',
          expect.stringContaining('Postmortem draft 1 of INC-7'),
        ]);
      }
      expect(call).toBeGreaterThan(90);
    },
  );
});

describe('a process that is killed while it writes a draft of an archived channel', () => {
  const bodies: readonly FactBody[] = [
    { kind: 'status.changed', from: 'investigating', to: 'resolved', reason: null },
    { kind: 'channel.lost', channel: 'C1', reason: 'archived' },
  ];

  it.each(['before', 'after'] as const)('right %s any call tells who asked once', async (when) => {
    for (let call = 1, died = true; died; call += 1) {
      const world = await killedAt(call, when, bodies);
      died = world.died;

      expect(await world.facts('postmortem.drafted')).toHaveLength(1);
      expect(world.messages(/./).map(({ ref, post }) => [ref.channel, post.step])).toEqual([
        ['DUANA', 'tell-asker:1'],
      ]);
    }
  });
});

/** Somebody stops the draft while the n-th call is out; then it is asked for again. */
async function stoppedAt(atCall: number) {
  const world = await aWriting();
  await world.asks(ask);
  let calls = 0;
  let wasStopped = false;
  const reach = <T extends object>(port: T): T =>
    new Proxy(port, {
      get: (target, name, receiver) => {
        const member = Reflect.get(target, name, receiver);
        if (typeof member !== 'function') return member;
        return async (...args: unknown[]) => {
          calls += 1;
          if (calls === atCall) wasStopped = (await world.asks(stop)).ok;
          return member.apply(target, args);
        };
      },
    });
  await oneLife(world, reached(world.deps, reach));
  await oneLife(world, world.deps);
  const before = world.channel.published.length;
  world.passes(MINUTE);
  await world.asks(ask);
  await oneLife(world, world.deps);
  return { ...world, wasStopped, before, isOver: calls < atCall };
}

describe('a draft that is stopped', () => {
  it('at any moment is over at once, and the next one is made as if it had never been', async () => {
    let [stopped, unseen] = [0, 0];
    for (let call = 1, isOver = false; !isOver; call += 1) {
      const world = await stoppedAt(call);
      isOver = world.isOver;
      const first = world.wasStopped ? 'Stopped writing' : 'Wrote';
      if (world.wasStopped) stopped += 1;
      if (world.before === 0) unseen += 1;

      const drafts = (await world.facts('postmortem.drafted')).map((body) => body.export);
      expect(drafts).toEqual(world.wasStopped ? [2] : [1, 2]);
      expect(world.before).toBeLessThanOrEqual(1);
      for (const { published } of [world.channel, world.directory])
        expect(published.filter((each) => each.export === 2)).toHaveLength(1);
      expect(told(world).filter((text) => /draft 1 of INC-7[.:]? ?/.test(text))[0]).toMatch(
        new RegExp(`^${first} postmortem draft 1 of INC-7\\.`),
      );
      expect(told(world).filter((text) => text.startsWith('Wrote postmortem draft 2'))).toHaveLength(1);
      expect((await world.incident()).exports).toMatchObject({ last: 2, list: [], draft: { export: 2 } });
    }
    // Before the first place has it, nobody sees anything of it.
    expect(stopped).toBeGreaterThan(100);
    expect(stopped - unseen).toBeLessThan(15);
  });

  it('when one place has it already says where', async () => {
    const world = await aWriting();
    await world.asks(ask);
    await world.advance();
    const { publish } = world.channel;
    world.channel.publish = async (publication) => {
      await world.asks(stop);
      return publish(publication);
    };
    await oneLife(world, world.deps);

    expect(told(world)).toEqual([
      'Stopped writing postmortem draft 1 of INC-7. What is there already stays: the directory; the channel.',
    ]);
  });
});

describe('two processes at once', () => {
  it('make one draft', async () => {
    const world = await aWriting();
    await world.asks(ask);
    const lives = Array.from({ length: 3 }, () => oneLife(world, world.deps));
    await Promise.all(lives);
    await oneLife(world, world.deps);

    expect(await world.facts('postmortem.drafted')).toHaveLength(1);
    for (const { published } of [world.channel, world.directory]) expect(published).toHaveLength(1);
    expect(told(world)).toHaveLength(2);
  });
});
