import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { PlannedRequest } from '../../../src/domain/action/planned-request.ts';
import { createChangeDoor } from '../../../src/integrations/kubernetes/change-door.ts';
import { createClusterAccess } from '../../../src/integrations/kubernetes/cluster-access.ts';
import { asWritten } from '../../../src/integrations/kubernetes/wire-change.ts';
import { systemClock } from '../../../src/integrations/system/system-clock.ts';
import { soon } from './asked-cluster.ts';
import { type Arrived, type ChangedStandIn, failureOf, startChangedStandIn } from './changed-stand-in.ts';
import { deletion, eviction, plannedRequests, restart } from './planned.ts';

let standIn: ChangedStandIn | undefined;
afterEach(async () => {
  await standIn?.stop();
  standIn = undefined;
});

async function started(...given: Parameters<typeof startChangedStandIn>): Promise<ChangedStandIn> {
  standIn = await startChangedStandIn(...given);
  return standIn;
}

/** Judged here by itself, from what arrived: true when no server could take it for the real thing. */
function isDry({ method, url, body }: Arrived): boolean {
  const inQuery = new URL(url, 'https://server').searchParams.getAll('dryRun');
  const parsed = JSON.parse(body);
  const inBody =
    method === 'DELETE' ? parsed.dryRun : method === 'POST' ? parsed.deleteOptions.dryRun : ['All'];
  return JSON.stringify([inQuery, inBody]) === '[["All"],["All"]]';
}

describe('a rehearsal', () => {
  it('asks for each change with a dry run in the query and in the options of the body', async () => {
    const { rehearsal, arrived } = await started();

    for (const request of plannedRequests) await rehearsal.rehearse(request, soon());

    expect(arrived.map(({ method, url }) => `${method} ${url.split('?')[0]}`)).toEqual(
      plannedRequests.map(({ method, path }) => `${method} ${path}`),
    );
    expect(arrived.map(isDry)).toEqual(plannedRequests.map(() => true));
  });

  it('sends the rest as it will be sent in earnest, and says who it is', async () => {
    const { rehearsal, arrived } = await started();

    await rehearsal.rehearse(restart, soon());

    expect(arrived[0]?.url).toBe(`${restart.path}?dryRun=All&fieldManager=keyturn`);
    expect(JSON.parse(arrived[0]?.body ?? '')).toEqual(restart.body);
    expect(arrived[0]?.headers).toMatchObject({
      authorization: 'Bearer token-of-the-reader',
      'content-type': restart.contentType,
      'user-agent': 'keyturn/1.2.3 (rehearsal)',
      accept: 'application/json',
    });
  });

  it('is a dry run or does not leave, whatever is asked for', async () => {
    const { rehearsal, arrived } = await started();
    const seed = fc.constantFrom(...plannedRequests);
    const options = fc.dictionary(
      fc.constantFrom('dryRun', 'DryRun', 'preconditions', 'kind'),
      fc.jsonValue(),
    );
    const path = fc.oneof(
      { weight: 3, arbitrary: fc.constant('') },
      { weight: 1, arbitrary: fc.constantFrom('?dryRun=', '?dryRun=None', '&dryRun=All', '#', '/', '?x=y') },
    );
    const asked = fc
      .tuple(
        seed,
        path,
        fc.option(
          fc.oneof(
            options,
            fc.jsonValue(),
            options.map((deleteOptions) => ({ deleteOptions })),
          ),
        ),
      )
      .map(
        ([request, more, body]): PlannedRequest => ({
          ...request,
          path: request.path + more,
          body:
            body === null ? request.body : ({ ...(request.body as object), ...(body as object) } as never),
        }),
      );

    await fc.assert(
      fc.asyncProperty(asked, async (request) => {
        const before = arrived.length;
        const refusal = await rehearsal.rehearse(request, soon()).then(
          () => null,
          (error) => error.kind,
        );

        expect(arrived.slice(before).map(isDry)).toEqual(refusal === null ? [true] : []);
        expect([null, 'refused']).toContain(refusal);
      }),
    );
    expect(arrived.length).toBeGreaterThan(10);
  });

  it('that forgot the dry run is stopped at the door, whichever it is', async () => {
    const { arrived, standIn: server } = await started();
    const access = createClusterAccess({ kind: 'kubeconfig', file: server.kubeconfig, context: null });
    const door = createChangeDoor({ mode: 'rehearsal', access, clock: systemClock });
    const target = { verb: 'patch', group: '', resource: 'pods', namespace: 'shop', name: 'web' } as const;

    for (const request of plannedRequests) {
      const sending = { wire: asWritten(request), target, userAgent: 'keyturn/1.2.3', until: soon() };
      const found = await failureOf(door.send(sending));
      expect([found.kind, found.detail]).toEqual([
        'refused',
        'nothing was sent: this rehearsal could be taken for the real thing',
      ]);
    }

    await door.close();
    expect(arrived).toEqual([]);
  });

  it('does not even connect for what no action does', async () => {
    const { rehearsal, standIn: server } = await started();
    const secret = { ...restart, path: '/api/v1/namespaces/shop/secrets/web' };

    expect((await failureOf(rehearsal.rehearse(secret, soon()))).kind).toBe('refused');
    expect((await failureOf(rehearsal.rehearse({ ...deletion, body: {} }, soon()))).kind).toBe('refused');
    expect(server.connections()).toBe(0);
  });

  it('brings back the answer whole, with the warnings of its headers', async () => {
    const { rehearsal } = await started((_, response) =>
      response
        .writeHead(200, [
          ...['warning', '299 - "unknown field \\"spec.replica\\""'],
          ...['warning', '299 - "seen in Zürich"'],
        ])
        .end(
          '{"kind":"Deployment","spec":{"unknownToUs":{"deep":[1]}},"data":{"password":"hunter2hunter2"}}',
        ),
    );

    expect(await rehearsal.rehearse(restart, soon())).toEqual({
      answer: {
        kind: 'Deployment',
        spec: { unknownToUs: { deep: [1] } },
        data: { password: 'hunter2hunter2' },
      },
      warnings: ['unknown field "spec.replica"', 'seen in Zürich'],
    });
  });

  it('is not tried again: an eviction that was refused for now is refused', async () => {
    const { rehearsal, arrived } = await started((request) => request.socket.destroy());

    const found = await failureOf(rehearsal.rehearse(eviction, soon()));

    expect([found.kind, found.detail]).toEqual(['away', 'the connection was cut']);
    expect(arrived).toHaveLength(1);
  });

  it('is away, not refused, when the cluster is', async () => {
    const { rehearsal, standIn: server } = await started();
    await new Promise((resolve) => server.server.close(resolve));

    const found = await failureOf(rehearsal.rehearse(restart, soon()));

    expect([found.kind, found.detail]).toEqual(['away', 'the connection was refused']);
    server.server.listen(0);
  });
});

const kind = (group: string, name: string, one: string, namespaced = true) => ({
  ...{ group, version: 'v1', name, singular: name, kind: one, shortNames: [], namespaced, verbs: ['get'] },
});

describe('what a change is planned from', () => {
  const deployments = kind('apps', 'deployments', 'Deployment');

  it('is read whole, secrets and unknown fields too, by a request that can change nothing', async () => {
    const whole = {
      kind: 'Deployment',
      spec: { env: [{ name: 'PASSWORD', value: 'hunter2' }] },
      metadata: {},
    };
    const { rehearsal, arrived } = await started((_, response) => response.end(JSON.stringify(whole)));

    expect(await rehearsal.read({ resource: deployments, namespace: 'shop', name: 'web' }, soon())).toEqual(
      whole,
    );
    await rehearsal.read(
      { resource: kind('', 'nodes', 'Node', false), namespace: 'shop', name: 'node-1' },
      soon(),
    );

    expect(arrived.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'GET /apis/apps/v1/namespaces/shop/deployments/web',
      'GET /api/v1/nodes/node-1',
    ]);
  });

  it.each([
    ['a Secret', kind('', 'secrets', 'Secret'), 'shop', 'web'],
    ['a kind of the same name in another group', kind('apps.example', 'deployments', 'D'), 'shop', 'web'],
    [
      'a namespace, but for the one that says which cluster it is',
      kind('', 'namespaces', 'N', false),
      null,
      'shop',
    ],
    ['all objects', deployments, 'shop', ''],
    ['an object in no namespace', deployments, null, 'web'],
  ])('is not %s', async (_, resource, namespace, name) => {
    const { rehearsal, standIn: server } = await started();

    expect((await failureOf(rehearsal.read({ resource, namespace, name }, soon()))).kind).toBe('refused');
    expect(server.connections()).toBe(0);
  });

  it('is nothing when the answer is no object', async () => {
    const { rehearsal } = await started((_, response) => response.end('[]'));

    const work = rehearsal.read({ resource: deployments, namespace: 'shop', name: 'web' }, soon());

    expect((await failureOf(work)).kind).toBe('broken');
  });
});
