import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { ViewKind } from '../../../src/domain/cluster/cluster-view.ts';
import { createIdentity } from '../../../src/integrations/kubernetes/identity.ts';
import { readView } from '../../../src/integrations/kubernetes/read-view.ts';
import { viewKinds } from '../../../src/integrations/kubernetes/view-sources.ts';
import { systemClock } from '../../../src/integrations/system/system-clock.ts';
import { ClusterFailure } from '../../../src/ports/cluster-failure.ts';
import { type StandIn, startStandIn } from './stand-in.ts';

let standIn: StandIn | undefined;
afterEach(async () => {
  await standIn?.stop();
  standIn = undefined;
});

/** What a list gets: `next` is the continue token it was asked with, `limit` the size of the page. */
type Turn = (asked: { next: string; limit: number }, response: ServerResponse) => unknown;

const pods = (response: ServerResponse, names: readonly string[], next = '') =>
  response.end(
    JSON.stringify({
      kind: 'PodList',
      metadata: { continue: next },
      items: names.map((name) => ({ metadata: { name, namespace: 'shop' } })),
    }),
  );

const gone: Turn = (_, response) =>
  response
    .writeHead(410)
    .end('{"kind":"Status","reason":"Expired","message":"The continue parameter is too old"}');

/** A server that answers lists of pods in turn, and who it is; all other lists are empty. */
async function viewed(turns: readonly Turn[], kinds: readonly ViewKind[] = ['pods'], patience = 5_000) {
  let count = 0;
  standIn = await startStandIn((request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '', 'https://cluster');
    if (url.pathname === '/version') return void response.end('{"gitVersion":"v1.34.9"}');
    if (url.pathname === '/api/v1/namespaces/kube-system') {
      return void response.end('{"metadata":{"uid":"u-1"}}');
    }
    if (url.pathname !== '/api/v1/pods') return void pods(response, []);
    const asked = {
      next: url.searchParams.get('continue') ?? '',
      limit: Number(url.searchParams.get('limit')),
    };
    return void turns[Math.min(count++, turns.length - 1)]?.(asked, response);
  });
  const { door } = standIn;
  const deps = { door, clock: systemClock, scope: { namespaces: null, deny: [] } };
  const identity = createIdentity({ ...deps, name: 'prod-eu1' });
  const found = await readView(
    { ...deps, identity },
    { kinds, namespaces: null },
    Date.now() + patience,
  ).catch((error: unknown) => error);
  return { found, count: () => count };
}

describe('a list that changes while it is read', () => {
  const first: Turn = (_, response) => pods(response, ['a', 'b'], 'next');

  it('starts over once', async () => {
    const whole: Turn = (_, response) => pods(response, ['a', 'c']);

    const { found, count } = await viewed([first, gone, whole]);

    expect(found).toMatchObject({ pods: [{ name: 'a' }, { name: 'c' }], gaps: [] });
    expect(count()).toBe(3);
  });

  it('gives what is there when it changes again, and says so', async () => {
    const { found, count } = await viewed([first, gone, first, gone]);

    expect(found).toMatchObject({
      pods: [{ name: 'a' }, { name: 'b' }],
      gaps: [
        {
          kind: 'pods',
          why: 'cut-short',
          sentence:
            'pods in the whole cluster changed too fast to be read whole. What is there are the first 2.',
        },
      ],
    });
    expect(count()).toBe(4);
  });
});

describe('a list that breaks off', () => {
  it('keeps what came before the deadline', async () => {
    const first: Turn = (_, response) => pods(response, ['a'], 'next');

    const { found } = await viewed([first, () => undefined], ['pods', 'services'], 400);

    expect(found).toMatchObject({
      pods: [{ name: 'a' }],
      gaps: [
        { kind: 'pods', why: 'timed-out', sentence: expect.stringMatching(/took too long.* first 1\.$/) },
      ],
    });
  });

  it.each<[string, number, string, RegExp]>([
    ['failed', 500, '{"kind":"Status","message":"etcd is away"}', /the API server failed: etcd is away\.$/],
    ['failed', 503, 'service unavailable', /the API server failed: service unavailable\.$/],
    ['absent', 404, '404 page not found', /does not know pods of version v1\.$/],
    ['failed', 429, 'Too many requests', /too much to do: Too many requests\.$/],
  ])('is a gap, %s, after %d', async (why, status, body, sentence) => {
    const refuse: Turn = (_, response) => response.writeHead(status).end(body);

    const { found } = await viewed([refuse], ['pods', 'nodes']);

    expect(found).toMatchObject({
      pods: [],
      gaps: [{ kind: 'pods', namespace: null, why, sentence: expect.stringMatching(sentence) }],
    });
  });

  it('is a gap when what comes is no list', async () => {
    const { found } = await viewed([(_, response) => response.end('{"items":7}')]);

    expect(found).toMatchObject({ gaps: [{ why: 'failed', sentence: expect.stringMatching(/is no list/) }] });
  });

  it('is read in smaller pages when they are too large', async () => {
    const limits: number[] = [];
    const large: Turn = ({ limit }, response) => {
      limits.push(limit);
      if (limit > 100) response.write('x'.repeat(49 * 1024 * 1024));
      pods(response, ['a']);
    };

    const { found } = await viewed([large]);

    expect(limits).toEqual([500, 63]);
    expect(found).toMatchObject({ pods: [{ name: 'a' }], gaps: [] });
  });
});

describe('a cluster that answers nothing', () => {
  it('is a failure, not a view full of gaps', async () => {
    const cut: Turn = (_, response) => response.socket?.destroy();
    const { found } = await viewed([cut]);

    expect(found).toBeInstanceOf(ClusterFailure);
    expect(found).toMatchObject({ kind: 'away', detail: 'the connection was cut' });
  });

  it('is still a view when another kind could be read', async () => {
    const cut: Turn = (_, response) => response.socket?.destroy();
    const { found } = await viewed([cut], ['pods', 'nodes']);

    expect(found).toMatchObject({ gaps: [{ kind: 'pods', why: 'away' }] });
  });
});

it('is not read on when nobody is let in who asks what cluster it is', async () => {
  const lists: string[] = [];
  standIn = await startStandIn(({ url = '' }, response) => {
    if (!url.includes('limit=')) return void response.writeHead(401).end('{}');
    lists.push(url);
    setTimeout(() => response.end('{"items":[]}'), 100);
  });
  const deps = { door: standIn.door, clock: systemClock, scope: { namespaces: null, deny: [] } };
  const identity = createIdentity({ ...deps, name: 'x' });

  const view = readView({ ...deps, identity }, { kinds: viewKinds, namespaces: null }, Date.now() + 30_000);

  await expect(view).rejects.toMatchObject({ kind: 'unauthorized' });
  await sleep(300);
  expect(lists.length).toBeLessThanOrEqual(6);
});

it('reads at most six lists at the same time', async () => {
  let most = 0;
  const waiting: ServerResponse[] = [];
  let calm: NodeJS.Timeout | undefined;
  const answer = (response: ServerResponse) =>
    response.end('{"items":[],"gitVersion":"v1","metadata":{"uid":"u"}}');
  standIn = await startStandIn(({ url }, response) => {
    if (!url?.includes('limit=')) return void answer(response);
    most = Math.max(most, waiting.push(response));
    clearTimeout(calm);
    // None is answered before all that come at the same time are here.
    calm = setTimeout(() => {
      for (const each of waiting.splice(0)) answer(each);
    }, 300);
  });
  const deps = {
    door: standIn.door,
    clock: systemClock,
    scope: { namespaces: ['a', 'b', 'c', 'd'], deny: [] },
  };
  const identity = createIdentity({ ...deps, name: 'x' });

  await readView(
    { ...deps, identity },
    { kinds: ['pods', 'services', 'jobs', 'nodes'], namespaces: null },
    Date.now() + 30_000,
  );

  expect(most).toBe(6);
});

it('has its objects in the order in which they were asked for, whichever answer came first', async () => {
  standIn = await startStandIn((request, response) => {
    const [, namespace = ''] = /namespaces\/(\w+)\/pods/.exec(request.url ?? '') ?? [];
    const item = { metadata: { name: 'web', namespace } };
    const answer = JSON.stringify({ items: [item], gitVersion: 'v1', metadata: { uid: 'u' } });
    setTimeout(() => response.end(answer), namespace === 'a' ? 100 : 0);
  });
  const deps = { door: standIn.door, clock: systemClock, scope: { namespaces: ['a', 'b', 'c'], deny: [] } };
  const identity = createIdentity({ ...deps, name: 'x' });

  const found = await readView(
    { ...deps, identity },
    { kinds: ['pods'], namespaces: null },
    Date.now() + 30_000,
  );

  expect(found.pods.map(({ namespace }) => namespace)).toEqual(['a', 'b', 'c']);
});
