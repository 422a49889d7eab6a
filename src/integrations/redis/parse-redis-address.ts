import { Misconfigured } from '../../ports/failures.ts';

type Node = { readonly host: string; readonly port: number };

/** Credentials, database and TLS, as ioredis wants them. */
type Access = { username?: string; password?: string; db?: number; tls?: Record<string, never> };

export type RedisAddress = { readonly access: Access } & (
  | ({ readonly kind: 'single' } & Node)
  | { readonly kind: 'sentinel'; readonly nodes: readonly Node[]; readonly master: string }
  | { readonly kind: 'cluster'; readonly nodes: readonly Node[] }
);

const SHAPE =
  /^(redis|rediss|redis-sentinel|redis-cluster|rediss-cluster):\/\/(?:([^:@/]*)(?::([^@/]*))?@)?([^/?]+)(?:\/(\d*))?(?:\?master=([\w.-]+))?$/;

/**
 * Reads an address:
 *   redis://user:password@host:6379/0                                   (rediss:// for TLS)
 *   redis-sentinel://user:password@host1:26379,host2:26379/0?master=keyturn
 *   redis-cluster://user:password@host1:6379,host2:6379                 (rediss-cluster:// for TLS)
 * Throws Misconfigured('redis-address'); the address is not in the message, for it may hold a password.
 */
export function parseRedisAddress(url: string): RedisAddress {
  const parts = SHAPE.exec(url);
  if (!parts) throw new Misconfigured('redis-address');
  const [, scheme = '', user, password, hosts = '', db, master] = parts;
  const access: Access = {
    ...(user ? { username: decodeURIComponent(user) } : {}),
    ...(password ? { password: decodeURIComponent(password) } : {}),
    ...(db ? { db: Number(db) } : {}),
    ...(scheme.startsWith('rediss') ? { tls: {} } : {}),
  };
  const isSentinel = scheme === 'redis-sentinel';
  const nodes = hosts.split(',').map((host) => nodeOf(host, isSentinel ? 26_379 : 6_379));
  if (scheme.endsWith('-cluster')) return { kind: 'cluster', access, nodes };
  if (isSentinel) {
    if (!master) throw new Misconfigured('redis-address');
    return { kind: 'sentinel', access, nodes, master };
  }
  const [node, ...others] = nodes;
  if (!node || others.length > 0) throw new Misconfigured('redis-address');
  return { kind: 'single', access, ...node };
}

function nodeOf(text: string, defaultPort: number): Node {
  const [, host, port] = /^(\[[\da-fA-F:.]+\]|[^:]+)(?::(\d+))?$/.exec(text) ?? [];
  if (!host) throw new Misconfigured('redis-address');
  return { host: host.replace(/^\[|\]$/g, ''), port: port ? Number(port) : defaultPort };
}
