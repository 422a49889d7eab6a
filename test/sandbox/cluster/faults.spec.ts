import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SandboxCluster } from '../../../sandbox/cluster/sandbox-cluster.ts';
import { startCluster } from '../../../sandbox/cluster/start-cluster.ts';
import { captured } from './captured.ts';
import { type Client, clientOf } from './client.ts';

const NAMESPACES = '/api/v1/namespaces';

let cluster: SandboxCluster;
let admin: Client;

beforeEach(async () => {
  cluster = await startCluster();
  admin = clientOf(cluster);
});
afterEach(async () => {
  await admin.close();
  await cluster.stop();
});

describe('a fault of the sandbox cluster', () => {
  it('says no as a real server does', async () => {
    const said = [];
    const kinds = [
      'unauthorized',
      'forbidden',
      'not-found',
      'too-many-requests',
      'server-error',
      'unavailable',
    ];

    for (const kind of kinds as 'unauthorized'[]) {
      const remove = cluster.faults.add({ kind });
      const { status, text } = await admin.send(`${NAMESPACES}/default`);
      said.push(`${kind}: ${status} ${text.startsWith('{') ? JSON.parse(text).message : text.trim()}`);
      remove();
    }

    expect(said).toEqual([
      'unauthorized: 401 Unauthorized',
      'forbidden: 403 namespaces "default" is forbidden: User "admin" cannot get resource "namespaces" in API group "" in the namespace "default"',
      'not-found: 404 namespaces "default" not found',
      'too-many-requests: 429 Too many requests, please try again later.',
      'server-error: 500 Internal error occurred: etcdserver: request timed out',
      'unavailable: 503 service unavailable',
    ]);
    expect((await admin.send(`${NAMESPACES}/default`)).status).toBe(200);
  });

  it('turns away with the seconds to wait, in the words that were captured', async () => {
    cluster.faults.add({ kind: 'too-many-requests', retryAfter: 2 });

    const reply = await admin.send(NAMESPACES);

    const { response } = captured('1240-429-priority-and-fairness');
    expect(reply).toMatchObject({ status: response.status, text: response.body });
    expect(reply.headers['retry-after']).toBe(response.headers['retry-after']);
    expect(reply.headers['content-type']).toBe(response.headers['content-type']);
  });

  it('happens as many times as it was asked for, to what it matches', async () => {
    cluster.faults.add({ kind: 'unavailable', times: 2, verb: 'list', resource: 'namespaces' });

    const list = () => admin.send(NAMESPACES);
    const statuses = [await list(), await admin.send('/version'), await list(), await list()];

    expect(statuses.map(({ status }) => status)).toEqual([503, 200, 503, 200]);
  });

  it('lets a continue token expire, and gives one with which the rest can be read', async () => {
    type List = { metadata: { continue: string }; items: { metadata: { name: string } }[] };
    const first = await admin.get<List>(`${NAMESPACES}?limit=2`);
    cluster.faults.add({ kind: 'expired-token' });

    const refused = await admin.send(`${NAMESPACES}?limit=2&continue=${first.metadata.continue}`);
    cluster.faults.clear();
    const { metadata } = JSON.parse(refused.text);
    const rest = await admin.get<List>(`${NAMESPACES}?limit=2&continue=${metadata.continue}`);

    expect(refused.status).toBe(410);
    expect(rest.items.map((item) => item.metadata.name)).toEqual(['kube-public', 'kube-system']);
  });

  it('holds back an answer for ever, or for a while', async () => {
    cluster.faults.add({ kind: 'hang', times: 1 });
    cluster.faults.add({ kind: 'slow', ms: 200, times: 1 });

    await expect(admin.send('/version')).rejects.toThrow('Headers Timeout');
    const reply = await admin.send('/version');

    expect(reply.status).toBe(200);
    expect(cluster.requests.map(({ status }) => status)).toEqual([0, 200]);
    expect(cluster.requests.at(-1)?.ms).toBeGreaterThan(190);
  });

  it('cuts the connection before, after the headers and in the body', async () => {
    const cut = async (when: 'before' | 'after-headers' | 'in-body') => {
      cluster.faults.add({ kind: 'cut', when, times: 1 });
      await expect(admin.send('/version')).rejects.toThrow();
      const { status, bytes } = cluster.requests.at(-1) ?? {};
      return { status, bytes };
    };

    expect(await cut('before')).toEqual({ status: 0, bytes: 0 });
    expect(await cut('after-headers')).toEqual({ status: 200, bytes: 0 });
    expect(await cut('in-body')).toEqual({ status: 200, bytes: 164 });
  });

  it('shows a certificate of another authority until it is over', async () => {
    await admin.send('/version');
    const remove = cluster.faults.add({ kind: 'wrong-certificate' });
    await admin.close();
    admin = clientOf(cluster);

    await expect(admin.send('/version')).rejects.toThrow(/certificate|self-signed|signature/);
    remove();

    expect((await admin.send('/version')).status).toBe(200);
  });
});
