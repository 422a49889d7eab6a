import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { changes } from '../../../../sandbox/demo/change.ts';
import type { Postmortem } from '../../../../src/domain/postmortem/postmortem.ts';
import { lessons } from './lessons.ts';
import { type PlayedStory, playStory } from './play-story.ts';
import { namesCause, readsOfCause, readsOfNoCause } from './reads-of-cause.ts';
import { readsOfCourse } from './reads-of-course.ts';
import { readsOfResponse } from './reads-of-response.ts';
import { withStandIns } from './stand-ins.ts';

const GOLDEN = join(import.meta.dirname, '../../../fixtures/postmortem/stories');

/** More rules for the draft of one story. */
export type MoreRules = (draft: string) => void;

/**
 * A story from its alert to the draft of its postmortem, played once: the draft is the golden one, and apart from that
 * a reader learns from it what they must.
 */
export function describeStory(name: string, more: Readonly<Record<string, MoreRules>> = {}): void {
  describe(`the draft of the story “${name}”`, { timeout: 300_000 }, () => {
    let played: Promise<PlayedStory> | undefined;
    const play = (): Promise<PlayedStory> => {
      played ??= playStory(name);
      return played;
    };

    it('is the golden one', async () => {
      const { markdown } = await play();

      await expect(withStandIns(markdown)).toMatchFileSnapshot(join(GOLDEN, `${name}.md`));
    });

    it('names the cause in plain words with its proof, and nothing above it', async () => {
      const { world, markdown, json } = await play();
      const { story } = world;
      const [lesson, postmortem] = [lessons[name], JSON.parse(json) as Postmortem];
      if (!lesson) throw new Error(`Nobody wrote down what is learned from ${name}.`);

      if (story.cause === null) readsOfNoCause({ story, markdown, lesson });
      else readsOfCause({ story, markdown, lesson });
      namesCause({ story, markdown, lesson }, postmortem);
    });

    it('tells what people wanted to change, who agreed or refused, and what came of it', async () => {
      const { markdown } = await play();
      const change = changes[name];
      if (!change) throw new Error(`Nobody changes anything in ${name}.`);

      readsOfResponse(markdown, change);
    });

    it('tells whom it hurt, since when, how it ended, and what would stop it next time', async () => {
      const { world, markdown } = await play();

      readsOfCourse(markdown, world.story);
    });

    it.each(Object.entries(more))('%s', async (_, rule) => {
      rule((await play()).markdown);
    });
  });
}
