import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startCluster } from '../../../sandbox/cluster/start-cluster.ts';
import { expandRepeats } from '../../../sandbox/stories/expand-repeats.ts';
import { loadStory, storyNames } from '../../../sandbox/stories/load-story.ts';
import { readFile } from '../../../sandbox/stories/read-folder.ts';
import { told } from './told.ts';

const pod = (name: string, spec: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name },
  spec,
});

describe('a document of a story', () => {
  it('is an object by itself, kept as it is', () => {
    expect(expandRepeats(pod('a', { odd: [null, { deep: 1 }] }))).toEqual([
      pod('a', { odd: [null, { deep: 1 }] }),
    ]);
  });

  it('is repeated once per row, with the row’s values in its place', () => {
    const rows = [
      { pod: 'a', port: 80 },
      { pod: 'b', port: 81 },
    ];
    expect(
      expandRepeats({ repeat: rows, object: pod(`\${pod}`, { port: `\${port}`, text: `on \${port}` }) }),
    ).toEqual([pod('a', { port: 80, text: 'on 80' }), pod('b', { port: 81, text: 'on 81' })]);
  });

  it('counts, padded where that is asked for', () => {
    const names = expandRepeats({ repeat: { from: 9, to: 11 }, object: pod(`w\${n:3}-\${n}`) });
    expect(names.map(({ metadata }) => metadata.name)).toEqual(['w009-9', 'w010-10', 'w011-11']);
  });

  it('is refused when a value is missing, or when it is no object', () => {
    expect(() => expandRepeats({ repeat: [{ a: 1 }], object: pod(`\${b}`) })).toThrow('no value for b');
    expect(() => expandRepeats({ kind: 'Pod' })).toThrow('neither an object');
  });

  it('is refused with the name of its file', () => {
    const path = join(mkdtempSync(join(tmpdir(), 'story-')), 'wrong.yaml');
    writeFileSync(path, 'kind: Pod\n');
    expect(() => readFile(path)).toThrow('wrong.yaml has a document that is no object');
  });
});

describe('loading a story', () => {
  it('finds ten, and names them when asked for another', () => {
    expect(storyNames()).toEqual([
      'bad-rollout',
      'calico-on-eks',
      'dead-webhook',
      'exposed-dashboard',
      'external-snat',
      'healthy',
      'killed-container',
      'latest-tag',
      'no-more-ips',
      'one-node',
    ]);
    expect(() => loadStory('noise', { now: 0 })).toThrow('there are bad-rollout, calico-on-eks');
  });

  it('takes away what the story removes, and what metrics-server said of it', () => {
    const names = (story: string, kind: string) =>
      told(story)
        .objects.filter((one) => one.kind === kind && one.metadata.name.startsWith('catalog-'))
        .map(({ metadata }) => metadata.name);

    expect(names('latest-tag', 'Pod')).toHaveLength(4);
    expect(names('latest-tag', 'Pod').filter((name) => names('healthy', 'Pod').includes(name))).toEqual([]);
    expect(names('latest-tag', 'PodMetrics').sort()).toEqual(names('latest-tag', 'Pod').sort());
  });

  it('lets a story’s object replace the shared one of that name', () => {
    const image = (story: string) =>
      JSON.stringify(
        told(story).objects.find((one) => one.kind === 'Deployment' && one.metadata.name === 'catalog'),
      );

    expect(image('healthy')).toContain('catalog:3.18.2');
    expect(image('latest-tag')).not.toContain('catalog:3.18.2');
  });

  it.each(storyNames())('gives the sandbox cluster what it can serve: %s', async (name) => {
    const { objects, logs, story } = told(name);
    const cluster = await startCluster({ objects, logs, metrics: true, now: () => Date.parse(story.now) });
    onTestFinished(() => cluster.stop());

    for (const { kind, metadata } of objects) {
      const served = cluster.object({ kind, namespace: metadata.namespace, name: metadata.name });
      expect(served?.metadata.uid, `${kind} ${metadata.name}`).toBe(metadata.uid ?? served?.metadata.uid);
      expect(served).toBeDefined();
    }
  });
});
