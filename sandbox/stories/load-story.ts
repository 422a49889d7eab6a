import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { ClusterObject } from './expand-repeats.ts';
import { type ContainerLog, readLogs, readObjects } from './read-folder.ts';
import { shiftTimes } from './shift-times.ts';
import { type Removal, Story } from './story.ts';

export type LoadedStory = { story: Story; objects: ClusterObject[]; logs: ContainerLog[] };

/** The folders whose objects every story shares; the later one wins where both have an object. */
const shared = ['base', 'noise'];

/** The names of all stories, sorted. */
export function storyNames(): string[] {
  return readdirSync(import.meta.dirname, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !shared.includes(entry.name))
    .map((entry) => entry.name)
    .sort();
}

/**
 * A story as a cluster would show it at `now` (milliseconds since 1970): the shared cluster, the noise in it, and
 * what the story takes away and adds, with every timestamp moved so that the story's own now is `now`, to the
 * second. Throws when there is no story of this name.
 */
export function loadStory(name: string, { now }: { now: number }): LoadedStory {
  if (!storyNames().includes(name)) {
    throw new Error(`there is no story ${name}; there are ${storyNames().join(', ')}`);
  }
  const folder = join(import.meta.dirname, name);
  const story = Story.parse(parse(readFileSync(join(folder, 'story.yaml'), 'utf8')));
  const others = shared.map((part) => join(import.meta.dirname, part));

  const objects = new Map<string, ClusterObject>();
  for (const object of others.flatMap(readOnce)) objects.set(keyOf(object), object);
  for (const removal of story.remove) takeAway(objects, removal);
  for (const object of readObjects(folder)) objects.set(keyOf(object), object);

  const logs = [...others, folder].flatMap(readLogs).filter((log) => objects.has(podKey(log)));
  const loaded = { story, objects: [...objects.values()], logs };
  return shiftTimes(loaded, Math.floor((now - Date.parse(story.now)) / 1000));
}

/** What every story shares is parsed once: it is most of the YAML, and nobody changes it. */
const parsed = new Map<string, ClusterObject[]>();

function readOnce(folder: string): ClusterObject[] {
  const known = parsed.get(folder) ?? readObjects(folder);
  parsed.set(folder, known);
  return known;
}

function keyOf({ apiVersion, kind, metadata }: ClusterObject): string {
  // The group tells kinds of one name apart; its version does not.
  const group = apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
  return [group, kind, metadata.namespace ?? '', metadata.name].join('/');
}

function podKey({ namespace, pod }: ContainerLog): string {
  return ['', 'Pod', namespace, pod].join('/');
}

function takeAway(objects: Map<string, ClusterObject>, removal: Removal): void {
  const gone = [...objects].filter(([, object]) => matches(object, removal));
  if (gone.length === 0) throw new Error(`nothing to remove: ${JSON.stringify(removal)}`);
  for (const [key, { kind, metadata }] of gone) {
    objects.delete(key);
    // metrics-server shows no pod and no node that is gone.
    objects.delete(['metrics.k8s.io', `${kind}Metrics`, metadata.namespace ?? '', metadata.name].join('/'));
  }
}

function matches(object: ClusterObject, { kind, namespace, name, labels, node }: Removal): boolean {
  const has = (object.metadata.labels ?? {}) as Record<string, string>;
  const on = (object.spec as { nodeName?: string } | undefined)?.nodeName;
  return (
    object.kind === kind &&
    (namespace === undefined || object.metadata.namespace === namespace) &&
    (name === undefined || object.metadata.name === name) &&
    (node === undefined || on === node) &&
    Object.entries(labels ?? {}).every(([key, value]) => has[key] === value)
  );
}
