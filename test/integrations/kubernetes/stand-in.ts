import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { createClusterAccess } from '../../../src/integrations/kubernetes/cluster-access.ts';
import { createJsonDoor, type JsonDoor } from '../../../src/integrations/kubernetes/json-door.ts';
import { systemClock } from '../../../src/integrations/system/system-clock.ts';
import type { Clock } from '../../../src/ports/clock.ts';

/** A certificate for 127.0.0.1, or for another host, that is its own authority. */
export async function certificate(
  host = '127.0.0.1',
): Promise<{ readonly cert: string; readonly key: string }> {
  const altName = /^[\d.]+$/.test(host) ? { type: 7 as const, ip: host } : { type: 2 as const, value: host };
  const made = await generate([{ name: 'commonName', value: host }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'subjectAltName', altNames: [altName] },
    ],
  });
  return { cert: made.cert, key: made.private };
}

/** An HTTPS server that answers as a test says, for what a well-behaved cluster never does. */
export type StandIn = {
  readonly url: string;
  readonly server: Server;
  readonly directory: string;
  readonly kubeconfig: string;
  readonly caFile: string;
  readonly door: JsonDoor;
  connections(): number;
  writeKubeconfig(user: string): Promise<void>;
  stop(): Promise<void>;
};

export async function startStandIn(
  listener: RequestListener,
  options: {
    readonly host?: string;
    readonly trusted?: string;
    readonly clock?: Clock;
    /** Whose certificate a client must show. */
    readonly clientCa?: string;
  } = {},
): Promise<StandIn> {
  const own = await certificate(options.host);
  const client = options.clientCa === undefined ? {} : { ca: options.clientCa, requestCert: true };
  const server = createServer({ cert: own.cert, key: own.key, ...client }, listener).listen(0, '127.0.0.1');
  let connections = 0;
  server.on('secureConnection', () => connections++);
  await new Promise((resolve) => server.once('listening', resolve));
  const directory = await mkdtemp(join(tmpdir(), 'keyturn-cluster-'));
  const [caFile, kubeconfig] = [join(directory, 'ca.crt'), join(directory, 'kubeconfig')];
  await writeFile(caFile, options.trusted ?? own.cert);
  const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const writeKubeconfig = (user: string) =>
    writeFile(
      kubeconfig,
      `apiVersion: v1
kind: Config
current-context: here
contexts: [{ name: here, context: { cluster: here, user: reader } }]
clusters: [{ name: here, cluster: { server: "${url}", certificate-authority: ca.crt } }]
users: [{ name: reader, user: ${user} }]
`,
    );
  await writeKubeconfig('{ token: token-of-the-reader }');
  const door = createJsonDoor({
    access: createClusterAccess({ kind: 'kubeconfig', file: kubeconfig, context: null }),
    clock: options.clock ?? systemClock,
    version: '1.2.3',
  });
  return {
    ...{ url, server, directory, kubeconfig, caFile, door, writeKubeconfig },
    connections: () => connections,
    async stop() {
      await door.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(directory, { recursive: true });
    },
  };
}
