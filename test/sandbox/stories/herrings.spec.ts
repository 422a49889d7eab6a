import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ClusterObject } from '../../../sandbox/stories/expand-repeats.ts';
import { storyNames } from '../../../sandbox/stories/load-story.ts';
import { readFile, yamlFiles } from '../../../sandbox/stories/read-folder.ts';
import type { Meta } from './kinds.ts';
import { told } from './told.ts';

const stories = join(import.meta.dirname, '../../../sandbox/stories');
const noise = yamlFiles(join(stories, 'noise')).map((file) => join(stories, 'noise', file));
const herrings = (name: string) =>
  yamlFiles(join(stories, name))
    .filter((file) => file.startsWith('herring-'))
    .map((file) => join(stories, name, file));
const keyOf = ({ kind, metadata }: ClusterObject) => `${kind}/${metadata.namespace ?? ''}/${metadata.name}`;

/** When somebody made or changed an object; not when a controller noted its state. */
function writtenAt({ kind, metadata }: ClusterObject): number[] {
  if (kind === 'Event' || kind.endsWith('Metrics')) return [];
  const { creationTimestamp, managedFields = [] } = metadata as unknown as Meta;
  const writes = managedFields.filter(({ subresource }) => subresource !== 'status').map(({ time }) => time);
  return [creationTimestamp, ...writes].map((time) => Date.parse(time));
}

it.each(noise.map((path) => path.slice(stories.length + 1)))('%s says why it is no cause', (file) => {
  expect(readFileSync(join(stories, file), 'utf8')).toMatch(/^# .+\n# Not a cause: .+/);
});

describe.each(storyNames())('the story %s', (name) => {
  const { story, objects } = told(name);
  const there = new Set(objects.map(keyOf));
  const troubles = [...noise, ...herrings(name)]
    .map((path) => ({ path, objects: readFile(path) }))
    .filter((trouble) => trouble.objects.every((object) => there.has(keyOf(object))));

  it('is named like its folder and tells of objects that exist', () => {
    const told = [story.subject, story.cause?.object, story.change?.object].filter(
      (one) => one !== undefined,
    );

    expect(story.name).toBe(name);
    expect(
      told.map((one) => `${one.kind}/${one.namespace ?? ''}/${one.name}`).filter((key) => !there.has(key)),
    ).toEqual([]);
  });

  it('fires alerts as Prometheus would: a name, the cluster, a severity, something that says where', () => {
    for (const { labels, annotations } of story.alerts) {
      expect(labels).toMatchObject({ alertname: expect.any(String), cluster: 'prod-eu1' });
      expect(['critical', 'warning', 'info']).toContain(labels.severity);
      expect(labels.namespace ?? labels.instance).toBeTruthy();
      expect(annotations.summary).toBeTruthy();
    }
  });

  it('has at least ten other troubles around it', () => {
    expect(troubles.length).toBeGreaterThanOrEqual(10);
  });

  it('has a red herring that somebody changed within two hours before the onset', () => {
    const onset = Date.parse(story.onset);
    const recent = troubles.filter((trouble) =>
      trouble.objects.flatMap(writtenAt).some((time) => time <= onset && time > onset - 7_200_000),
    );
    expect(recent.length).toBeGreaterThan(0);
  });

  it('has a red herring in the namespace of its subject', () => {
    const near = troubles.filter((trouble) =>
      trouble.objects.some(
        ({ metadata }) => !story.subject.namespace || metadata.namespace === story.subject.namespace,
      ),
    );
    expect(near.length).toBeGreaterThan(0);
  });

  it('says of each red herring of its own why it is not the cause', () => {
    for (const path of herrings(name))
      expect(readFileSync(path, 'utf8')).toMatch(/^# .+\n# Not the cause: .+/);
  });
});
