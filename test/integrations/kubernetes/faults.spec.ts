import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Fault } from '../../../sandbox/cluster/faults.ts';
import { loadStory } from '../../../sandbox/stories/load-story.ts';
import type { ClusterView } from '../../../src/domain/cluster/cluster-view.ts';
import { HOUR } from '../../../src/domain/instant.ts';
import { createIdentity } from '../../../src/integrations/kubernetes/identity.ts';
import { readView } from '../../../src/integrations/kubernetes/read-view.ts';
import type { ClusterReader } from '../../../src/ports/cluster-reader.ts';
import { type AskedCluster, soon, startAskedCluster } from './asked-cluster.ts';
import { readerOf } from './reader-of.ts';

let asked: AskedCluster;
let reader: ClusterReader;
beforeAll(async () => {
  const story = loadStory('healthy', { now: Date.now() });
  asked = await startAskedCluster({ ...story, metrics: true });
});
afterEach(() => asked.cluster.faults.clear());
afterAll(() => asked.stop());

/** Three kinds, of which one goes wrong. */
async function viewed(fault: Fault, patience?: number): Promise<ClusterView> {
  reader = readerOf(await asked.doorOf());
  asked.cluster.faults.add(fault);
  const until = patience === undefined ? soon() : Date.now() + patience;
  return reader.view({ kinds: ['pods', 'services', 'nodes'], namespaces: null }, until);
}

const identityQuestions = () => asked.cluster.requests.filter(({ name }) => name === 'kube-system').length;

const services = { resource: 'services', verb: 'list' };

describe('a view while the API server is in trouble', () => {
  it.each<[string, Fault, string, RegExp]>([
    [
      'a kind may not be read',
      { kind: 'forbidden', ...services },
      'forbidden',
      /^services in the whole cluster may not be read\. A role with this rule would allow it: list services\.$/,
    ],
    [
      'a kind is not there',
      { kind: 'not-found', ...services },
      'absent',
      /does not know services of version v1\.$/,
    ],
    [
      'it fails',
      { kind: 'server-error', ...services },
      'failed',
      /could not be read, the API server failed: /,
    ],
    ['a server behind it is away', { kind: 'unavailable', ...services }, 'failed', /service unavailable\.$/],
    [
      'it has too much to do',
      { kind: 'too-many-requests', ...services },
      'failed',
      /the API server has too much to do: Too many requests/,
    ],
    ['it cuts the connection', { kind: 'cut', ...services }, 'away', /is away: the connection was cut\.$/],
    [
      'it cuts the connection in the middle of an answer',
      { kind: 'cut', when: 'in-body', ...services },
      'away',
      /the connection was cut\.$/,
    ],
  ])('has the rest when %s', async (_, fault, why, sentence) => {
    const found = await viewed(fault);

    expect(found.gaps).toEqual([
      { kind: 'services', namespace: null, why, sentence: expect.stringMatching(sentence) },
    ]);
    expect(found.services).toEqual([]);
    expect(found.pods.length).toBeGreaterThan(5);
    expect(found.nodes.length).toBeGreaterThan(1);
  });

  it('has the rest when a kind hangs until the deadline', async () => {
    const found = await viewed({ kind: 'hang', ...services }, 4_000);

    expect(found.gaps).toMatchObject([
      {
        kind: 'services',
        why: 'timed-out',
        sentence: expect.stringMatching(/took too long: no whole answer/),
      },
    ]);
    expect(found.pods.length).toBeGreaterThan(5);
  });

  it.each<[string, Fault]>([
    [
      'asks for patience and then answers',
      { kind: 'too-many-requests', retryAfter: 1, ...services, times: 1 },
    ],
    ['cuts one connection', { kind: 'cut', when: 'after-headers', ...services, times: 1 }],
    ['is slow', { kind: 'slow', ms: 300, ...services }],
  ])('is whole when it %s', async (_, fault) => {
    const found = await viewed(fault);

    expect(found.gaps).toEqual([]);
    expect(found.services.length).toBeGreaterThan(1);
  });

  it('is a failure when the credentials are not accepted any more', async () => {
    await expect(viewed({ kind: 'unauthorized' })).rejects.toMatchObject({ kind: 'unauthorized' });
  });

  it('is a failure when it is another host that answers', async () => {
    await expect(viewed({ kind: 'wrong-certificate' })).rejects.toMatchObject({
      kind: 'away',
      detail: expect.stringMatching(/^its certificate is of /),
    });
  });

  it('knows the cluster by its name when only the identity could not be asked', async () => {
    const found = await viewed({ kind: 'server-error', resource: 'namespaces', verb: 'get' });

    expect(found.cluster).toMatchObject({ name: 'prod-eu1', uid: '' });
    expect(found.pods.length).toBeGreaterThan(5);
  });

  it('knows which cluster it was, however long ago it was told', async () => {
    let later = 0;
    const clock = { now: () => Date.now() + later };
    const door = await asked.doorOf();
    const identity = createIdentity({ name: 'prod-eu1', door, clock });
    const told = await identity.now(soon());
    expect(told.uid).toBe(asked.cluster.uid);
    later = HOUR;
    const before = identityQuestions();
    asked.cluster.faults.add({ kind: 'server-error', resource: 'namespaces', verb: 'get' });

    const scope = { namespaces: null, deny: [] };
    const request = { kinds: ['nodes'], namespaces: null } as const;
    const found = await readView({ door, identity, scope, clock }, request, soon() + HOUR);

    expect(identityQuestions()).toBe(before + 1);
    expect(found.cluster).toEqual(told);
  });
});

describe('a list whose continue token expires', () => {
  const many = Array.from({ length: 700 }, (_, i) => ({
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: `account-${i}`, namespace: 'default' },
  }));

  it('is read again, and is cut short when it happens again', async () => {
    asked.cluster.apply(many);
    const again = readerOf(await asked.doorOf());
    const kinds = ['serviceaccounts'] as const;

    asked.cluster.faults.add({ kind: 'expired-token', times: 1 });
    const whole = await again.view({ kinds, namespaces: null }, soon());
    expect(whole.gaps).toEqual([]);
    expect(whole.serviceaccounts.length).toBeGreaterThanOrEqual(700);

    asked.cluster.faults.add({ kind: 'expired-token' });
    const part = await again.view({ kinds, namespaces: null }, soon());
    expect(part.gaps).toMatchObject([{ kind: 'serviceaccounts', why: 'cut-short' }]);
    expect(part.serviceaccounts).toHaveLength(500);
  });
});
