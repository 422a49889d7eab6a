import { type LoadedStory, loadStory } from '../../../sandbox/stories/load-story.ts';

const loaded = new Map<string, LoadedStory>();

/** A story at its own now, read once per test file. */
export function told(name: string): LoadedStory {
  const known = loaded.get(name);
  if (known) return known;
  const story = loadStory(name, { now: Date.parse('2026-03-14T03:07:00Z') });
  loaded.set(name, story);
  return story;
}
