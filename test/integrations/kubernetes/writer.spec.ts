import { rm, writeFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { createChangeDoor } from '../../../src/integrations/kubernetes/change-door.ts';
import { createClusterAccess } from '../../../src/integrations/kubernetes/cluster-access.ts';
import { createWriter } from '../../../src/integrations/kubernetes/create-writer.ts';
import { asRehearsed } from '../../../src/integrations/kubernetes/wire-change.ts';
import { systemClock } from '../../../src/integrations/system/system-clock.ts';
import type { Clock } from '../../../src/ports/clock.ts';
import { soon } from './asked-cluster.ts';
import { type ChangedStandIn, failureOf, startChangedStandIn, token } from './changed-stand-in.ts';
import { deletion, eviction, plannedRequests, restart } from './planned.ts';
import { certificate } from './stand-in.ts';

let standIn: ChangedStandIn | undefined;
afterEach(async () => {
  await standIn?.stop();
  standIn = undefined;
});

async function started(...given: Parameters<typeof startChangedStandIn>): Promise<ChangedStandIn> {
  standIn = await startChangedStandIn(...given);
  return standIn;
}

type Reply = (request: IncomingMessage, response: ServerResponse) => unknown;

const status = (
  code: number,
  headers = {},
  body = '{"kind":"Status","message":"no","reason":"x"}',
): Reply => {
  return (_, response) => response.writeHead(code, headers).end(body);
};

describe('a change', () => {
  it('goes out as it was planned, with our name as field manager and the proposal in the User-Agent', async () => {
    const { writer, arrived } = await started();

    for (const request of plannedRequests) await writer.write(token(), request, soon());

    expect(arrived.map(({ method, url, body }) => [method, url, JSON.parse(body)])).toEqual(
      plannedRequests.map(({ method, path, body }) => [
        method,
        method === 'DELETE' ? path : `${path}?fieldManager=keyturn`,
        body,
      ]),
    );
    expect(arrived[0]?.headers).toMatchObject({
      authorization: 'Bearer token-of-the-reader',
      'content-type': restart.contentType,
      'user-agent': 'keyturn/1.2.3 (INC-7/3)',
    });
  });

  it('brings back what the API server answered', async () => {
    const { writer } = await started(status(201, {}, '{"kind":"Status","status":"Success"}'));

    expect(await writer.write(token(), eviction, soon())).toEqual({ kind: 'Status', status: 'Success' });
  });

  it('goes over a connection of its own, so that none is cut that was only kept open', async () => {
    const { writer, arrived, standIn: server } = await started();

    await writer.write(token(), restart, soon());
    await writer.write(token(), deletion, soon());

    expect(server.connections()).toBe(2);
    expect(arrived.map(({ headers }) => headers.connection)).toEqual(['close', 'close']);
  });

  it('is refused when it says anything of a dry run', async () => {
    const { writer, standIn: server } = await started();
    const access = createClusterAccess({ kind: 'kubeconfig', file: server.kubeconfig, context: null });
    const door = createChangeDoor({ mode: 'writing', access, clock: systemClock });
    const target = { verb: 'patch', group: '', resource: 'pods', namespace: 'shop', name: 'web' } as const;

    for (const request of plannedRequests) {
      const sending = { wire: asRehearsed(request), target, userAgent: 'keyturn/1.2.3', until: soon() };
      const found = await failureOf(door.send(sending));
      expect(found).toMatchObject({
        kind: 'refused',
        detail: expect.stringMatching(/says something of a dry run/),
      });
    }
    for (const path of [`${restart.path}?dryRun=All`, `${restart.path}?x=1`]) {
      expect((await failureOf(writer.write(token(), { ...restart, path }, soon()))).kind).toBe('refused');
    }
    const body = { ...(deletion.body as object), dryRun: ['All'] };
    expect((await failureOf(writer.write(token(), { ...deletion, body }, soon()))).kind).toBe('refused');

    await door.close();
    expect(server.connections()).toBe(0);
  });
});

describe('a removal', () => {
  it.each([
    ['without the uid', {}],
    ['by force', { ...(deletion.body as object), gracePeriodSeconds: 0 }],
  ])('is not sent %s', async (_, body) => {
    const { writer, standIn: server } = await started();
    const evicted = { ...(eviction.body as object), deleteOptions: body };

    for (const request of [
      { ...deletion, body },
      { ...eviction, body: evicted },
    ]) {
      expect((await failureOf(writer.write(token(), request, soon()))).kind).toBe('refused');
    }
    expect(server.connections()).toBe(0);
  });
});

describe('a lease', () => {
  it('is good for one request, also when two come at once', async () => {
    const { writer, arrived } = await started();
    const one = token();

    const all = await Promise.allSettled([1, 2, 3].map(() => writer.write(one, restart, soon())));

    expect(all.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
    expect(await failureOf(writer.write(one, restart, soon()))).toMatchObject({
      kind: 'refused',
      detail: 'nothing was sent: this lease was used already',
    });
    expect(arrived).toHaveLength(1);
  });

  it.each([
    ['no lease', { proposal: 'INC-7/3', lease: '' }],
    ['no proposal', { proposal: '', lease: 'a' }],
    ['a proposal that would break the header', { proposal: 'INC-7/3)\r\nX: y', lease: 'b' }],
  ])('is needed: %s is refused', async (_, given) => {
    const { writer, standIn: server } = await started();

    expect((await failureOf(writer.write(given, restart, soon()))).kind).toBe('refused');
    expect(server.connections()).toBe(0);
  });
});

const cutAtOnce: Reply = (request) => request.socket.destroy();
const cutAfterHeaders: Reply = (_, response) => {
  response.writeHead(200, { 'content-length': '100' });
  response.flushHeaders();
  setTimeout(() => response.socket?.destroy(), 20);
};
const cutWithin: Reply = (_, response) => {
  response.writeHead(200, { 'content-length': '100' });
  response.write('{"kind":');
  setTimeout(() => response.socket?.destroy(), 20);
};
const silent: Reply = () => undefined;
const slow: Reply = (_, response) => response.write('{"kind":');

describe('a change whose outcome is not known', () => {
  it.each<[string, Reply, string, RegExp]>([
    ['the connection is cut', cutAtOnce, 'away', /^the connection was cut$/],
    ['it is cut after the headers', cutAfterHeaders, 'away', /^the connection was cut$/],
    ['it is cut within the answer', cutWithin, 'away', /^the connection was cut$/],
    ['no answer comes', silent, 'timed-out', /^no whole answer within [01]\.\d s$/],
    ['the answer does not end', slow, 'timed-out', /^no whole answer/],
    ['the API server fails', status(500), 'broken', /^no$/],
    ['something between can not reach it', status(502, {}, '<html>'), 'broken', /^status 502$/],
    ['it is overloaded behind', status(503, { 'retry-after': '0' }), 'broken', /^no$/],
    ['it says itself that it took too long', status(504), 'timed-out', /^no$/],
    ['it says that we were too slow', status(408), 'timed-out', /^no$/],
    ['it sends on to elsewhere', status(307, { location: '/elsewhere' }), 'broken', /another address/],
    ['the good answer is no JSON', status(200, {}, '<html>'), 'broken', /not JSON/],
    ['the good answer is no object', status(200, {}, '[]'), 'broken', /no object/],
    ['the good answer has no end', status(200, {}, 'x'.repeat(9 << 20)), 'broken', /larger than/],
  ])('is sent once and never again when %s', async (_, reply, kind, detail) => {
    const { writer, arrived } = await started(reply);
    const isWaiting = reply === silent || reply === slow;

    for (const request of [restart, deletion, eviction]) {
      const until = isWaiting ? Date.now() + 1_000 : soon();
      const found = await failureOf(writer.write(token(), request, until));
      expect(found.kind).toBe(kind);
      expect(found.detail).toMatch(detail);
    }

    // Long enough for anything that would be sent again.
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(arrived.map(({ method }) => method)).toEqual(['PATCH', 'DELETE', 'POST']);
  });

  it('is not known either when the process ends its connections meanwhile', async () => {
    const { writer } = await started(() => void writer.close());

    expect((await failureOf(writer.write(token(), restart, soon()))).kind).toBe('away');
  });
});

describe('a change that certainly had no effect', () => {
  it.each<[string, number, string]>([
    ['is no request', 400, 'refused'],
    ['has credentials that are not accepted', 401, 'unauthorized'],
    ['may not be done', 403, 'forbidden'],
    ['is of an object that is gone', 404, 'not-found'],
    ['is out of date', 409, 'refused'],
    ['is of another type', 415, 'refused'],
    ['is not valid', 422, 'refused'],
    ['comes at a bad moment', 429, 'busy'],
  ])('is told so when it %s, and is not tried again', async (_, code, kind) => {
    const { writer, arrived } = await started(status(code, { 'retry-after': '0' }));

    const found = await failureOf(writer.write(token(), restart, soon()));

    expect([found.kind, found.status]).toEqual([kind, code]);
    expect(arrived).toHaveLength(1);
  });

  it('names the rule that would allow it, with the subresource', async () => {
    const { writer } = await started(status(403));

    expect((await failureOf(writer.write(token(), eviction, soon()))).rule).toEqual({
      ...{ verbs: ['create'], group: '', resource: 'pods/eviction', namespace: 'shop' },
    });
  });

  it('says that nothing was sent when no connection came about', async () => {
    const { writer, standIn: server } = await started();
    await new Promise((resolve) => server.server.close(resolve));

    const found = await failureOf(writer.write(token(), restart, soon()));

    expect([found.kind, found.detail]).toEqual(['refused', 'nothing was sent: the connection was refused']);
    server.server.listen(0);
  });

  it('says so when it is another host that answers, or one that nobody vouches for', async () => {
    const other = await started(undefined, { host: 'other.example' });
    expect((await failureOf(other.writer.write(token(), restart, soon()))).detail).toBe(
      'nothing was sent: its certificate is of another host',
    );
    await other.stop();

    const { writer, arrived } = await started(undefined, { trusted: (await certificate()).cert });
    expect(await failureOf(writer.write(token(), restart, soon()))).toMatchObject({
      kind: 'refused',
      detail: expect.stringMatching(/^nothing was sent: its certificate is of an authority/),
    });
    expect([...other.arrived, ...arrived]).toEqual([]);
  });

  it('says so when its time is over before it begins', async () => {
    const { writer, standIn: server } = await started();

    const found = await failureOf(writer.write(token(), restart, Date.now() - 1));

    expect([found.kind, found.detail]).toMatchObject([
      'refused',
      expect.stringMatching(/^nothing was sent: /),
    ]);
    expect(server.connections()).toBe(0);
  });

  it('says so when the credentials are not there, or do not come in time', async () => {
    const { writer, standIn: server } = await started();
    await rm(server.kubeconfig);
    expect((await failureOf(writer.write(token(), restart, soon()))).kind).toBe('unauthorized');
    await writeFile(server.kubeconfig, '');

    const hanging = createWriter({
      access: () => new Promise(() => {}),
      clock: { now: () => 0 },
      version: '1.2.3',
    });
    const found = await failureOf(hanging.write(token(), restart, 200));
    await hanging.close();

    expect([found.kind, found.detail]).toEqual(['refused', 'nothing was sent: no whole answer within 0.2 s']);
    expect(server.connections()).toBe(0);
  });

  it('keeps to the clock that it is given', async () => {
    const { standIn: server } = await started();
    const clock: Clock = { now: () => Date.now() + 60_000 };
    const access = createClusterAccess({ kind: 'kubeconfig', file: server.kubeconfig, context: null });
    const late = createWriter({ access, clock, version: '1.2.3' });

    expect((await failureOf(late.write(token(), restart, Date.now() + 30_000))).kind).toBe('refused');
    await late.close();
    expect(server.connections()).toBe(0);
  });
});
