import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { largeCluster } from '../../../sandbox/cluster/large-cluster.ts';
import { createPageTexts } from '../../../src/integrations/kubernetes/page-text.ts';
import { type Fields, fields } from '../../../src/integrations/kubernetes/project/fields.ts';
import { createReading, type Reading } from '../../../src/integrations/kubernetes/project/reading.ts';
import { viewSources } from '../../../src/integrations/kubernetes/view-sources.ts';
import { runs } from '../../setup/runs.ts';
import { allSources, slim, tricky } from './slim-page.ts';

const POD = 'pods';

describe('containers that were seen before', () => {
  const token = (letters: string) => ({
    name: `kube-api-access-${letters}`,
    readOnly: true,
    mountPath: '/var/run/secrets/kubernetes.io/serviceaccount',
  });
  const filler = Array.from({ length: 6 }, (_, n) => ({
    name: `SETTING_${n}`,
    value: 'the same everywhere',
  }));
  const podOf = (containers: unknown) => ({ metadata: { name: 'web' }, spec: { containers } });
  const project = (item: unknown, reading: Reading) => viewSources[POD][0]?.project(fields(item), reading);
  /** Pods that were read one after the other, each on a page of its own. */
  const read = (pods: readonly unknown[]) => {
    const reading = createReading();
    const texts = createPageTexts();
    return pods.map((pod) => {
      const text = slim(JSON.stringify(pod), { containers: reading.containers, texts });
      return { text, pod: project(JSON.parse(text), reading) };
    });
  };

  it('are the same as those that are parsed, whatever else is like them', () => {
    const letters = fc.constantFrom('abcde', 'fghij', '12345', 'ABCDE', 'abc', 'ab"c', 'éabc');
    const name = fc.oneof(
      letters.map((some) => `kube-api-access-${some}`),
      fc.constantFrom('data', '"'),
    );
    const mount = fc.oneof(
      letters.map(token),
      fc.record({ name, mountPath: fc.constantFrom('/data', token('').mountPath), readOnly: fc.boolean() }),
    );
    const container = fc.record({
      name: fc.constantFrom('app', 'proxy'),
      image: fc.constantFrom('app:1', 'app:2'),
      env: fc
        .array(fc.record({ name, value: fc.oneof(name, tricky) }), { maxLength: 1 })
        .map((own) => [...own, ...filler]),
      volumeMounts: fc.array(mount, { maxLength: 3 }),
    });
    const pod = fc.array(container, { minLength: 1, maxLength: 2 }).map(podOf);
    /** The same with other letters: in one place, or in all of them. */
    const changes = fc.array(fc.tuple(letters, fc.option(fc.nat({ max: 4 }))), { maxLength: 6 });
    const changed = (written: string, [to, only]: readonly [string, number | null]): string => {
      let place = 0;
      return written.replaceAll(/kube-api-access-\w{5}/g, (all) =>
        only === null || only === place++ ? `kube-api-access-${JSON.stringify(to).slice(1, -1)}` : all,
      );
    };
    fc.assert(
      fc.property(pod, changes, (first, how) => {
        const pods = [first, ...how.map((change) => JSON.parse(changed(JSON.stringify(first), change)))];

        expect(read(pods).map((one) => one.pod)).toEqual(pods.map((one) => project(one, createReading())));
      }),
      { numRuns: runs(2_000) },
    );
  });

  it('are made once for all pods of a workload, though each mounts a token of its own', () => {
    const made = read(
      ['aaaaa', 'bbbbb'].map((letters) =>
        podOf([{ name: 'app', image: 'app:1', env: filler, volumeMounts: [token(letters)] }]),
      ),
    );

    const [first, second] = made.map(({ pod }) => pod?.spec.containers[0]);
    expect(second).toBe(first);
    expect(first?.mounts[0]?.volume).toBe('kube-api-access');
  });

  it('are told apart by one variable, in a hundred namespaces', () => {
    const pods = Array.from({ length: 100 }, (_, n) =>
      podOf([
        {
          name: 'app',
          image: 'app:1',
          env: [...filler, { name: 'TENANT', value: `tenant-${n}` }, ...filler],
        },
      ]),
    );

    const made = read([...pods, ...pods]).map(({ pod }) => pod?.spec.containers);

    for (const [n, containers] of made.slice(100).entries()) expect(containers).toBe(made[n]);
    expect(made[7]?.[0]?.env.find(({ name }) => name === 'TENANT')?.value).toBe('tenant-7');
  });

  it('are left as they are when they are no JSON, so that it is said', () => {
    const written = JSON.stringify(podOf([{ name: 'app', image: 'app:1', env: filler }]));
    for (const [before, after] of [
      ['"the same everywhere"}', '"the same everywhere",}'],
      ['"app:1"', 'app:1'],
    ] as const) {
      const { containers } = createReading();

      const text = slim(written.replace(before, after), { containers });

      expect(() => JSON.parse(text)).toThrow(SyntaxError);
    }
  });

  it('give the same view of every kind that has them', () => {
    const now = Date.UTC(2026, 2, 14);
    const objects = largeCluster({ nodes: 4, pods: 60, now });
    for (const [kind, { project: projected, resource, managers = 'names', containers }] of allSources) {
      const items = objects.filter((object) => object.kind === resource.kind);
      const reading = createReading();
      const texts = createPageTexts();
      const body = texts({
        managers,
        containers: containers ? reading.containers : null,
        podSpecs: containers === 'pods' ? reading.podSpecs : null,
      });
      const pages = [items, items].map((page) => {
        body.open()(Buffer.from(JSON.stringify({ items: page })));
        return body.whole();
      });

      const views = pages.map((text) =>
        JSON.parse(text).items.map((item: Fields) => projected(item, reading)),
      );

      const whole = JSON.parse(JSON.stringify(items)).map((item: Fields) => projected(item, createReading()));
      expect(views, kind).toEqual([whole, whole]);
    }
  });
});
