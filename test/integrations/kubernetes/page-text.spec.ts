import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { largeCluster } from '../../../sandbox/cluster/large-cluster.ts';
import type { ViewKind } from '../../../src/domain/cluster/cluster-view.ts';
import { createPageTexts } from '../../../src/integrations/kubernetes/page-text.ts';
import { type Fields, fields } from '../../../src/integrations/kubernetes/project/fields.ts';
import type { KnownContainers } from '../../../src/integrations/kubernetes/project/known-containers.ts';
import { createReading, type Reading } from '../../../src/integrations/kubernetes/project/reading.ts';
import type { ViewSource } from '../../../src/integrations/kubernetes/view-sources.ts';
import { viewSources } from '../../../src/integrations/kubernetes/view-sources.ts';
import { runs } from '../../setup/runs.ts';

/** The text as it is parsed, out of chunks of such sizes in turn. */
const slim = (
  json: string,
  { sizes = [16_384], known = null, texts = createPageTexts() }: Options = {},
): string => {
  const text = texts({ withoutFieldPaths: true, known });
  const take = text.open();
  const bytes = Buffer.from(json);
  for (let at = 0, n = 0; at < bytes.length; n++) {
    const size = sizes[n % sizes.length] ?? 1;
    take(Buffer.from(bytes.subarray(at, at + size)));
    at += size;
  }
  return text.whole();
};

type Options = {
  readonly sizes?: readonly number[];
  readonly known?: KnownContainers | null;
  readonly texts?: ReturnType<typeof createPageTexts>;
};

/** What it promises, done the slow way: behind the parser. */
const emptied = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(emptied);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      name === 'fieldsV1' && typeof inner === 'object' && inner !== null && !Array.isArray(inner)
        ? {}
        : emptied(inner),
    ]),
  );
};

const allSources = Object.entries(viewSources).flatMap(([kind, sources]) =>
  (sources as readonly ViewSource<ViewKind>[]).map((source) => [kind, source] as const),
);

/** Names and texts that look like the field, or like the end of it. */
const tricky = fc.constantFrom(
  'fieldsV1',
  '"fieldsV1":{',
  'a"fieldsV1',
  '\\"fieldsV1',
  '}',
  '{"',
  '\\',
  '\\"',
  'f:spec',
  '.',
);
const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.oneof(tricky, fc.string(), fc.integer(), fc.constant(null)),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(tricky, fc.constant('fieldsV1'), fc.string()), tie('value'), { maxKeys: 4 }),
  ),
})).value;

describe('JSON without field paths', () => {
  it('is the same but for what fieldsV1 held, whatever else looks like it', () => {
    fc.assert(
      fc.property(json, fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1 }), (value, sizes) => {
        const written = JSON.stringify(value);

        expect(JSON.parse(slim(written, { sizes }))).toEqual(emptied(JSON.parse(written)));
      }),
      { numRuns: runs(5_000) },
    );
  });

  it('is none when it was none', () => {
    const written = JSON.stringify({ items: [{ fieldsV1: { 'f:spec': {} } }] });

    for (let length = 1; length < written.length; length++) {
      expect(() => JSON.parse(slim(written.slice(0, length)))).toThrow(SyntaxError);
    }
  });

  it('gives the same view of every kind that is read so', () => {
    const objects = largeCluster({ nodes: 2, pods: 5, now: Date.UTC(2026, 2, 14) });
    const pod = objects.find(({ kind }) => kind === 'Pod') ?? {};
    const { metadata } = JSON.parse(JSON.stringify(pod));
    for (const [kind, { project, paths }] of allSources) {
      const written = JSON.stringify({ metadata });
      const [whole, less] = [written, slim(written)].map((text) =>
        project(JSON.parse(text), createReading()),
      );

      if (paths) expect(less, kind).not.toEqual(whole);
      else expect(less, kind).toEqual(whole);
    }
  });
});

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
      const text = slim(JSON.stringify(pod), { known: reading.containers, texts });
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
    expect(second?.env).toBe(first?.env);
    expect([first, second].map((one) => one?.mounts[0]?.volume)).toEqual([
      'kube-api-access-aaaaa',
      'kube-api-access-bbbbb',
    ]);
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

      const text = slim(written.replace(before, after), { known: containers });

      expect(() => JSON.parse(text)).toThrow(SyntaxError);
    }
  });

  it('give the same view of every kind that has them', () => {
    const now = Date.UTC(2026, 2, 14);
    const objects = largeCluster({ nodes: 4, pods: 60, now });
    for (const [kind, { project: projected, resource, paths, containers }] of allSources) {
      const items = objects.filter((object) => object.kind === resource.kind);
      const reading = createReading();
      const texts = createPageTexts();
      const body = texts({ withoutFieldPaths: !paths, known: containers ? reading.containers : null });
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
