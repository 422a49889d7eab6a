import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { TLSSocket } from 'node:tls';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { SECOND } from '../../../src/domain/instant.ts';
import { createClusterAccess } from '../../../src/integrations/kubernetes/cluster-access.ts';
import type { Clock } from '../../../src/ports/clock.ts';
import { ClusterFailure } from '../../../src/ports/cluster-failure.ts';
import { startRunningClock } from '../../setup/running-clock.ts';
import { certificate, type StandIn, startStandIn } from './stand-in.ts';

let standIn: StandIn | undefined;
afterEach(async () => {
  vi.unstubAllEnvs();
  await standIn?.stop();
  standIn = undefined;
});

let later = 0;
const clock: Clock = { now: () => Date.now() + later };

const within = (ms: number) => ({ path: '/api/v1/pods', rule: null, until: clock.now() + ms });

const good: RequestListener = (_, response) => response.end('{"items":[]}');

async function started(
  listener: RequestListener,
  options: { readonly clientCa?: string } = {},
): Promise<StandIn> {
  standIn = await startStandIn(listener, { clock, ...options });
  return standIn;
}

/** A proxy that makes tunnels (CONNECT), and tells whereto. */
async function startProxy(asked: (host: string) => void) {
  const server = createServer().listen(0, '127.0.0.1');
  server.on('connect', (request: IncomingMessage, socket: Socket) => {
    asked(request.url ?? '');
    const [host = '', port = ''] = (request.url ?? '').split(':');
    const onward = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      onward.pipe(socket).pipe(onward);
    });
    onward.on('error', () => socket.destroy());
    socket.on('error', () => onward.destroy());
  });
  await new Promise((resolve) => server.once('listening', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}

async function failure(work: Promise<unknown>): Promise<ClusterFailure> {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ClusterFailure);
  return error as ClusterFailure;
}

describe('credentials', () => {
  it('takes a token from a kubeconfig that was written anew', async () => {
    const tokens: (string | undefined)[] = [];
    const { door, writeKubeconfig } = await started((request, response) => {
      tokens.push(request.headers.authorization);
      response.end('{}');
    });

    await door.get(within(20_000));
    await new Promise((resolve) => setTimeout(resolve, 20));
    await writeKubeconfig('{ token: the-next-token }');
    await door.get(within(20_000));
    later += SECOND;
    await door.get(within(20_000));

    expect(tokens.map((token) => token?.slice(0, 11))).toEqual(['Bearer toke', 'Bearer toke', 'Bearer the-']);
  });

  it('trusts a new authority as soon as its file says so', async () => {
    const { door, server, caFile } = await started(good);
    await door.get(within(20_000));

    const next = await certificate();
    server.setSecureContext({ cert: next.cert, key: next.key });
    server.closeAllConnections();
    expect((await failure(door.get(within(20_000)))).kind).toBe('away');
    await writeFile(caFile, next.cert);
    later += SECOND;

    expect(await door.get(within(20_000))).toEqual({ items: [] });
  });

  it('may be a client certificate, and the way may lead through a proxy', async () => {
    const client = await certificate('client.example');
    const seen: string[] = [];
    const { door, url, directory, kubeconfig } = await started(
      (request, response) => {
        if (request.socket instanceof TLSSocket)
          seen.push(String(request.socket.getPeerCertificate().subject.CN));
        response.end('{}');
      },
      { clientCa: client.cert },
    );
    await writeFile(join(directory, 'client.crt'), client.cert);
    await writeFile(join(directory, 'client.key'), client.key);
    const tunnels: string[] = [];
    const proxy = await startProxy((host) => tunnels.push(host));
    await writeFile(
      kubeconfig,
      `current-context: here
contexts: [{ name: here, context: { cluster: here, user: reader } }]
clusters: [{ name: here, cluster: { server: "${url}", certificate-authority: ca.crt, proxy-url: "${proxy.url}" } }]
users: [{ name: reader, user: { client-certificate: client.crt, client-key: client.key } }]
`,
    );

    await door.get(within(20_000));

    expect(seen).toEqual(['client.example']);
    expect(tunnels).toEqual([new URL(url).host]);
    await door.close();
    await proxy.stop();
  });

  it('says which file is missing', async () => {
    const { door, kubeconfig, caFile, writeKubeconfig } = await started(good);
    await writeKubeconfig('{ client-certificate: gone.crt, client-key: gone.key }');

    const found = await failure(door.get(within(20_000)));

    expect(found.kind).toBe('unauthorized');
    expect(found.detail).toBe(`the kubeconfig ${kubeconfig} is not there, or a file that it names is not`);
    expect(caFile).not.toBe('');
  });

  it('are those of the context that the configuration names', async () => {
    const { url, kubeconfig } = await started(good);
    await writeFile(
      kubeconfig,
      `current-context: other
contexts: [{ name: other, context: { cluster: other, user: other } }, { name: prod, context: { cluster: here, user: reader } }]
clusters: [{ name: other, cluster: { server: "https://127.0.0.1:1" } }, { name: here, cluster: { server: "${url}" } }]
users: [{ name: other, user: { token: other } }, { name: reader, user: { username: bot, password: secret } }]
`,
    );
    const access = (context: string) =>
      createClusterAccess({ kind: 'kubeconfig', file: kubeconfig, context })();

    expect(await access('prod')).toMatchObject({
      server: url,
      headers: { Authorization: `Basic ${Buffer.from('bot:secret').toString('base64')}` },
    });
    expect(await failure(access('staging'))).toMatchObject({
      kind: 'unauthorized',
      detail: `the kubeconfig ${kubeconfig}, context staging, gives no usable credentials`,
    });
  });

  it('in a pod are its service account', async () => {
    const { url, directory, caFile } = await started(good);
    const { hostname, port } = new URL(url);
    vi.stubEnv('KUBERNETES_SERVICE_HOST', hostname);
    vi.stubEnv('KUBERNETES_SERVICE_PORT', port);
    const place = { kind: 'in-cluster', root: directory } as const;
    const account = join(directory, 'var/run/secrets/kubernetes.io/serviceaccount');

    expect((await failure(createClusterAccess(place)())).detail).toBe(
      "the pod's service account is not there, or a file that it names is not",
    );
    await mkdir(account, { recursive: true });
    await copyFile(caFile, join(account, 'ca.crt'));
    await writeFile(join(account, 'token'), 'token-of-the-pod');

    expect(await createClusterAccess(place)()).toMatchObject({
      server: url,
      headers: { Authorization: 'Bearer token-of-the-pod' },
      tls: { ca: expect.any(Buffer) },
    });
  });

  it('does not wait for a hanging credential plugin longer than the deadline', async () => {
    const { door, writeKubeconfig } = await started(good);
    await writeKubeconfig(
      '{ exec: { apiVersion: client.authentication.k8s.io/v1, command: sleep, args: ["20"] } }',
    );
    const time = startRunningClock(0, 1);

    expect((await failure(door.get(within(200)))).kind).toBe('timed-out');
    expect(time.now()).toBeLessThan(1_500);
  });
});
