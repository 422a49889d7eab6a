import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { createPageTexts } from '../../../src/integrations/kubernetes/page-text.ts';
import { fields } from '../../../src/integrations/kubernetes/project/fields.ts';
import { createReading, type Reading } from '../../../src/integrations/kubernetes/project/reading.ts';
import { viewSources } from '../../../src/integrations/kubernetes/view-sources.ts';
import { runs } from '../../setup/runs.ts';
import { slim, tricky } from './slim-page.ts';

const TOKEN = '/var/run/secrets/kubernetes.io/serviceaccount';

type Draft = {
  readonly image?: string;
  readonly letters?: string;
  readonly mounted?: string;
  readonly node?: string | null;
  readonly key?: string | null;
  readonly init?: string | null;
};
/** A pod as an API server writes it, fields in the order of its types. */
const podOf = (draft: Draft) => {
  const { image = 'app:1', letters = 'abcde', mounted = letters, node = 'node-1', key = 'a' } = draft;
  return {
    metadata: { name: 'web', managedFields: [{ manager: 'kubelet', fieldsV1: { 'f:spec': {} } }] },
    spec: {
      volumes: [
        {
          name: `kube-api-access-${letters}`,
          projected: { sources: [{ serviceAccountToken: { path: 'token' } }] },
        },
      ],
      ...(draft.init ? { initContainers: [{ name: 'first', image: draft.init }] } : {}),
      containers: [
        {
          name: 'app',
          image,
          env: [{ name: 'GREETING', value: 'the same everywhere' }],
          volumeMounts: [{ name: `kube-api-access-${mounted}`, readOnly: true, mountPath: TOKEN }],
        },
      ],
      serviceAccountName: 'web',
      ...(node === null ? {} : { nodeName: node }),
      ...(key === null ? {} : { tolerations: [{ key, operator: 'Exists' }] }),
    },
    status: {
      phase: 'Running',
      containerStatuses: [{ name: 'app', restartCount: 1 }],
      initContainerStatuses: [],
    },
  };
};
const project = (item: unknown, reading: Reading) => viewSources.pods[0]?.project(fields(item), reading);
const read = (pods: readonly unknown[]) => {
  const reading = createReading();
  const texts = createPageTexts();
  const known = { containers: reading.containers, podSpecs: reading.podSpecs };
  const text = slim(JSON.stringify({ items: pods }), { managers: 'none', ...known, texts });
  return { text, pods: JSON.parse(text).items.map((item: unknown) => project(item, reading)) };
};

describe('specs of pods that were seen before', () => {
  it('are the same as those that are parsed, whatever else is like them', () => {
    const letters = fc.constantFrom('abcde', '12345', 'ABCDE', 'abc', 'ab"c', 'éabc');
    const draft = fc.record(
      {
        image: fc.oneof(fc.constantFrom('app:1', 'app:2'), tricky),
        letters,
        mounted: letters,
        node: fc.option(
          fc.oneof(fc.constantFrom('node-1', 'node-22', '', 'no"de', 'x"}', 'nöde', '\\'), tricky),
        ),
        key: fc.option(fc.oneof(fc.constantFrom('a', 'b', '"nodeName":"x"', ',"nodeName":"'), tricky)),
        init: fc.option(fc.constantFrom('init:1', 'init:2')),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.array(draft, { maxLength: 6 }), (drafts) => {
        const pods = drafts.map(podOf);

        expect(read(pods).pods).toEqual(pods.map((one) => project(one, createReading())));
      }),
      { numRuns: runs(2_000) },
    );
  });

  it('are one for all pods of a workload, on whichever nodes they are', () => {
    const { text, pods } = read([
      podOf({ letters: 'aaaaa', node: 'node-1' }),
      podOf({ letters: 'bbbbb', node: 'node-22' }),
      podOf({ letters: 'ccccc', node: null }),
    ]);

    expect(pods[1].spec).toBe(pods[0].spec);
    expect(pods.map(({ node }: { node: string | null }) => node)).toEqual(['node-1', 'node-22', null]);
    expect(text.match(/greeting/gi)).toBeNull();
  });

  it('are parsed where what stands behind the node differs, as in pods of a DaemonSet', () => {
    const { pods } = read([podOf({ key: 'a' }), podOf({ key: 'b' })]);

    expect(pods[1].spec.tolerations).toEqual([
      { key: 'b', operator: 'Exists', value: '', effect: null, seconds: null },
    ]);
    expect(pods[1].spec.containers).toEqual(pods[0].spec.containers);
  });

  it('are left as they are when they are no JSON, so that it is said', () => {
    for (const [before, after] of [
      ['"GREETING"', 'GREETING'],
      ['"tolerations":', '"tolerations"'],
      ['"node-1"', '"node-1'],
    ] as const) {
      const reading = createReading();
      const known = { containers: reading.containers, podSpecs: reading.podSpecs };
      const written = JSON.stringify({ items: [podOf({})] }).replace(before, after);

      expect(() => JSON.parse(slim(written, { managers: 'none', ...known }))).toThrow(SyntaxError);
    }
  });

  it('of pods that wait for a node cost no look through the rest of the page each', () => {
    const looked = (count: number) => {
      const pods = Array.from({ length: count }, (_, i) => podOf({ node: null, image: `app:${i}` }));
      const search = Buffer.prototype.indexOf;
      let passed = 0;
      const spy = vi.spyOn(Buffer.prototype, 'indexOf').mockImplementation(function (this: Buffer, ...how) {
        const at = search.apply(this, how);
        passed += (at < 0 ? this.length : at) - Number(how[1] ?? 0);
        return at;
      });
      try {
        read(pods);
      } finally {
        spy.mockRestore();
      }
      return passed;
    };

    expect(looked(400)).toBeLessThan(looked(100) * 5);
  });
});
