import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../../src/domain/instant.ts';
import type { PostmortemDeps } from '../../../src/workflows/postmortem/postmortem-deps.ts';
import { writePostmortem } from '../../../src/workflows/write-postmortem.ts';
import { plainText } from '../../commands/plain-text.ts';
import { mortal } from '../../fakes/mortal.ts';
import { aWriting, SHOWN } from './a-writing.ts';

/** One run that dies at a call; then a new process goes on until nothing is left. */
async function killedAt(atCall: number, when: 'before' | 'after') {
  const world = await aWriting();
  await world.asks({ kind: 'ask-postmortem', formats: ['md', 'json'], full: true });
  await world.advance();
  const life = mortal({ atCall, when });
  const { deps } = world;
  const dying: PostmortemDeps = {
    ...deps,
    log: life.reach(deps.log),
    index: life.reach(deps.index),
    mirror: life.reach(deps.mirror),
    notes: life.reach(deps.notes),
    sideNotes: life.reach(deps.sideNotes),
    jobs: life.reach(deps.jobs),
    history: life.reach(deps.history),
    backfills: life.reach(deps.backfills),
    evidence: life.reach(deps.evidence),
    episodes: life.reach(deps.episodes),
    directory: life.reach(deps.directory),
    chat: life.reach(deps.chat),
    publishers: deps.publishers.map((publisher) => life.reach(publisher)),
  };
  await writePostmortem(dying, 'INC-7').catch(() => {});
  world.passes(MINUTE);
  // What happens meanwhile must not make two drafts of one.
  await world.asks({ kind: 'add-note', text: 'meanwhile', happenedAt: world.deps.clock.now() });
  await world.write();
  await world.advance();
  await world.write();
  await world.advance();
  return { ...world, died: life.isDead() };
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
        const messages = world
          .messages(/^(post-export:|tell-export:|notice:)/)
          .map(({ shows }) => plainText(shows))
          .filter((text) => !text.includes('meanwhile'));
        expect(messages).toEqual([
          'Wrote postmortem draft 1 of INC-7.',
          expect.stringContaining('Postmortem draft 1 of INC-7'),
        ]);
      }
      expect(call).toBeGreaterThan(60);
    },
  );
});
