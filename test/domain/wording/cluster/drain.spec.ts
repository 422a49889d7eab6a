import { describe, expect, it } from 'vitest';
import type { DrainPreview } from '../../../../src/domain/action/drain-preview.ts';
import { drainLines, drainSummary, drainText } from '../../../../src/domain/wording/cluster/drain.ts';
import { service } from '../../../builders/cluster-network.ts';
import { node, pod } from '../../../builders/cluster-pods.ts';

const web = (index: number) =>
  pod({ name: `web-${index}`, owner: { kind: 'ReplicaSet', name: 'web-7d9f', uid: 'x' } });

const preview = (over: Partial<DrainPreview> = {}): DrainPreview => ({
  node: node({ name: 'node-3.eu-west-1.compute.internal' }),
  peers: 2,
  stays: [],
  blocking: [],
  evicted: [web(1), web(2)],
  atOnce: 1,
  emptied: [],
  homeless: [],
  ...over,
});

const emptied = (name: string, ready: number) => ({ service: service({ name }), ready, left: 0 });

describe('the line about a drain', () => {
  it('says who goes, how fast, and that nothing breaks', () => {
    expect(drainSummary(preview())).toBe(
      'node-3: a drain would evict 2 pods, at most 1 at once. No Service would lose its last ready endpoint.',
    );
  });

  it('names whom nobody could reach, three at most', () => {
    const said = (...names: readonly string[]) =>
      drainSummary(preview({ emptied: names.map((name) => emptied(name, 1)) }));

    expect(said('a')).toContain('It would take the last ready endpoint of shop/a.');
    expect(said('a', 'b', 'c', 'd', 'e')).toContain('of shop/a, shop/b, shop/c and 2 more.');
  });

  it('says what is in the way, what stays, and where no place is', () => {
    const said = drainSummary(
      preview({
        evicted: [web(1)],
        stays: [{ pod: web(2), why: 'mirror' }],
        blocking: [{ pod: web(3), why: 'x', evictable: false }],
        homeless: [web(1)],
        peers: 0,
      }),
    );

    expect(said).toMatch(/evict 1 pod; 1 stays; 1 is in the way\./);
    expect(said).toMatch(
      /No other node has room for 1 of them\. No other node of its pool takes new pods\.$/,
    );
  });
});

describe('the text about a drain', () => {
  it('has the order, each reason, and what was not seen', () => {
    const text = drainText(
      preview({
        blocking: [{ pod: web(3), why: 'It is a bare pod.', evictable: false }],
        stays: [{ pod: web(4), why: 'daemon-set' }],
        emptied: [emptied('front', 1), emptied('back', 2)],
        homeless: [web(2)],
      }),
      ['Keyturn may not list services.'],
    );

    expect(text.split('\n')).toEqual([
      'Node node-3.eu-west-1.compute.internal, still takes new pods; 2 other nodes of its pool take new pods',
      '',
      'SERVICES WITHOUT A READY ENDPOINT',
      '  shop/front: its only ready endpoint is here',
      '  shop/back: all 2 of its ready endpoints are here; evict one, and wait for the new one before the next',
      '',
      'IN THE WAY',
      '  shop/web-3: It is a bare pod.',
      '',
      'EVICTED, IN THIS ORDER',
      '  1. shop/web-1 (ReplicaSet web-7d9f)',
      '  2. shop/web-2 (ReplicaSet web-7d9f)',
      '',
      'NO ROOM ON ANY OTHER NODE',
      '  shop/web-2',
      '',
      'STAYS',
      '  shop/web-4: made by a DaemonSet',
      '',
      'NOT SEEN',
      '  Keyturn may not list services.',
    ]);
  });
});

describe('the lines to type for a drain', () => {
  const name = 'node-3.eu-west-1.compute.internal';

  it('close the node first, then take one pod, then look again', () => {
    expect(drainLines(preview())).toEqual([
      `/incident do cordon node/${name} --reason "drain ${name}"`,
      `/incident do evict pod/web-1 -n shop --reason "drain ${name}"`,
      `/incident drain ${name}`,
    ]);
  });

  it('end with the last pod, and are none when nothing is to be done', () => {
    const closed = node({ name, unschedulable: true });

    expect(drainLines(preview({ node: closed, evicted: [web(1)] }))).toEqual([
      `/incident do evict pod/web-1 -n shop --reason "drain ${name}"`,
    ]);
    expect(drainLines(preview({ node: closed, evicted: [] }))).toEqual([]);
  });
});
