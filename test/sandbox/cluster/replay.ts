import { Agent, request } from 'undici';
import { parse } from 'yaml';
import type { SandboxCluster } from '../../../sandbox/cluster/sandbox-cluster.ts';
import type { Captured } from './captured.ts';

export type Replayed = {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: unknown;
};

/** Who the callers of the captured requests are. */
const CALLERS: Record<string, [user: string, groups: string[]]> = {
  'Bearer (alice, group dev)': ['alice', ['dev']],
  'Bearer (bob, group ops)': ['bob', ['ops']],
};

/** Sends the captured request to the sandbox, as the same caller. */
export async function replay(
  cluster: SandboxCluster,
  name: string,
  { request: sent, response }: Captured,
): Promise<Replayed> {
  const { ca, token } = accessOf(cluster, name, sent.headers.authorization);
  const agent = new Agent({ connect: { ca } });
  try {
    const { authorization: _, ...others } = sent.headers;
    const path = response.status === 200 ? withTokenOfNow(cluster, sent.path) : sent.path;
    const answer = await request(`${cluster.url}${path}`, {
      dispatcher: agent,
      method: sent.method as 'GET',
      // Pairs, because a header may come more than once.
      headers: Object.entries({ ...others, ...(token ? { authorization: `Bearer ${token}` } : {}) }).flatMap(
        ([key, value]) => [value].flat().flatMap((one) => [key, one]),
      ),
      ...(sent.body === undefined || sent.body === null
        ? {}
        : { body: typeof sent.body === 'string' ? sent.body : JSON.stringify(sent.body) }),
    });
    const text = await answer.body.text();
    const isJson = String(answer.headers['content-type'] ?? '').startsWith('application/json');
    return {
      status: answer.statusCode,
      headers: answer.headers,
      body: isJson && text !== '' ? JSON.parse(text) : text,
    };
  } finally {
    await agent.close();
  }
}

function accessOf(cluster: SandboxCluster, name: string, authorization: string | string[] | undefined) {
  const description = String(authorization ?? '');
  const [user, groups] = CALLERS[description] ?? [undefined, undefined];
  const config = parse(cluster.kubeconfig(user, groups));
  const ca = Buffer.from(config.clusters[0].cluster['certificate-authority-data'], 'base64').toString();
  if (description.includes('nobody issued')) return { ca, token: 'nobody-issued-this' };
  const anonymous = description === '' && name.includes('anonymous');
  return { ca, token: anonymous ? undefined : String(config.users[0].user.token) };
}

/** A captured token names a version of the captured cluster: here it is this cluster's newest. */
function withTokenOfNow(cluster: SandboxCluster, path: string): string {
  const token = /(?<=[?&]continue=)[\w-]+/.exec(path)?.[0];
  if (!token) return path;
  const wire = JSON.parse(Buffer.from(token, 'base64url').toString());
  if (wire.rv < 0) return path;
  const now = { ...wire, rv: cluster.resourceVersion() };
  return path.replace(token, Buffer.from(JSON.stringify(now)).toString('base64url'));
}
