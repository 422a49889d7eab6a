import { Agent, request } from 'undici';
import { parse } from 'yaml';
import type { SandboxCluster } from '../../../sandbox/cluster/sandbox-cluster.ts';

export type Reply = { status: number; headers: Record<string, string | string[] | undefined>; text: string };

export type Client = {
  /** GET, or what is said otherwise. */
  send(
    path: string,
    options?: { accept?: string; method?: string; body?: object; type?: string },
  ): Promise<Reply>;
  /** The JSON of a GET that must succeed. */
  get<T>(path: string, accept?: string): Promise<T>;
  close(): Promise<void>;
};

/** A caller of the API with a kubeconfig of the sandbox and one pool of connections. */
export function clientOf(cluster: SandboxCluster, user?: string, groups?: readonly string[]): Client {
  const config = parse(cluster.kubeconfig(user, groups));
  const { cluster: place } = config.clusters[0];
  const ca = Buffer.from(place['certificate-authority-data'], 'base64').toString();
  const dispatcher = new Agent({ connect: { ca }, connections: 1 });
  const headers = { authorization: `Bearer ${config.users[0].user.token}` };

  const send: Client['send'] = async (
    path,
    { accept = 'application/json', method = 'GET', body, type = 'application/json' } = {},
  ) => {
    const answer = await request(`${place.server}${path}`, {
      dispatcher,
      method: method as 'GET',
      headers: { ...headers, accept, ...(body ? { 'content-type': type } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
      headersTimeout: 1000,
      bodyTimeout: 1000,
    });
    return { status: answer.statusCode, headers: answer.headers, text: await answer.body.text() };
  };
  return {
    send,
    async get<T>(path: string, accept?: string) {
      const reply = await send(path, accept === undefined ? {} : { accept });
      if (reply.status !== 200) throw new Error(`${path} is answered with ${reply.status}: ${reply.text}`);
      return JSON.parse(reply.text) as T;
    },
    close: () => dispatcher.destroy(),
  };
}
