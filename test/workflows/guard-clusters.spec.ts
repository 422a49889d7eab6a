import { describe, expect, it } from 'vitest';
import { HOUR } from '../../src/domain/instant.ts';
import { ClusterFailure } from '../../src/ports/cluster-failure.ts';
import type { ClusterReader, Harmlessness } from '../../src/ports/cluster-reader.ts';
import { guardClusters } from '../../src/workflows/guard-clusters.ts';
import { NOON } from '../builders/incident.ts';

/** One cluster whose identity has these harms, and how often it was asked for them and for something else. */
function aWorld(harms: () => readonly string[], accepted: readonly string[] = []) {
  const asked = { harmlessness: 0, resources: 0 };
  let now = NOON;
  const reader = {
    name: 'prod-eu1',
    async harmlessness(): Promise<Harmlessness> {
      asked.harmlessness += 1;
      return { checkedAt: now, questions: 300, harms: harms(), incomplete: [] };
    },
    async resources() {
      asked.resources += 1;
      return [];
    },
  } as unknown as ClusterReader;
  const logged: string[] = [];
  const note = (_: object, message: string) => void logged.push(message);
  const guarded = guardClusters({
    clusters: { names: ['prod-eu1'], named: (name) => (name === 'prod-eu1' ? reader : null) },
    accepted: new Map([['prod-eu1', accepted]]),
    clock: { now: () => now },
    logger: { info: note, warn: note, error: note },
  });
  return {
    guarded,
    asked,
    logged,
    passes(milliseconds: number) {
      now += milliseconds;
    },
  };
}

const read = (guarded: ReturnType<typeof aWorld>['guarded']) => guarded.named('prod-eu1')?.resources(NOON);

describe('reading a cluster', () => {
  it('begins with the check of harmlessness, once for many questions at a time', async () => {
    const { guarded, asked } = aWorld(() => []);

    await Promise.all([read(guarded), read(guarded), read(guarded)]);
    await read(guarded);

    expect(asked).toEqual({ harmlessness: 1, resources: 4 });
  });

  it('is refused while the identity can do harm, and names the rights', async () => {
    const { guarded, asked } = aWorld(() => ['delete pods', 'get secrets'], ['get secrets']);

    const failure = await read(guarded)?.catch((error: unknown) => error);

    expect(failure).toBeInstanceOf(ClusterFailure);
    expect(failure).toMatchObject({ kind: 'harmful', detail: 'delete pods' });
    expect(asked.resources).toBe(0);
  });

  it('goes on with rights that the configuration accepts in so many words', async () => {
    const { guarded, asked } = aWorld(() => ['delete pods'], ['delete pods']);
    await read(guarded);
    expect(asked.resources).toBe(1);
  });

  it('notices with the next check that a right was given, and that it was taken away', async () => {
    let harms: readonly string[] = [];
    const { guarded, passes } = aWorld(() => harms);
    await read(guarded);
    harms = ['create pods/exec'];
    passes(HOUR);
    await guarded.checkAll();
    await expect(read(guarded)).rejects.toMatchObject({ kind: 'harmful' });
    expect(guarded.states().get('prod-eu1')?.refused).toEqual(['create pods/exec']);

    harms = [];
    await guarded.checkAll();
    await expect(read(guarded)).resolves.toEqual([]);
  });

  it('asks again when the last check is too old to believe', async () => {
    const { guarded, asked, passes } = aWorld(() => []);
    await read(guarded);
    passes(3 * HOUR);
    await read(guarded);
    expect(asked.harmlessness).toBe(2);
  });

  it('fails with the cluster’s own reason when it can’t be checked, and is not read', async () => {
    const { guarded, asked, logged } = aWorld(() => {
      throw new ClusterFailure('away', { detail: 'connection refused' });
    });
    await guarded.checkAll();
    expect(logged).toEqual(['the identity for reading could not be checked']);
    await expect(read(guarded)).rejects.toMatchObject({ kind: 'away' });
    expect(asked.resources).toBe(0);
  });

  it('knows no cluster but those of the configuration', () => {
    expect(aWorld(() => []).guarded.named('prod-us1')).toBeNull();
  });
});
