import { Agent, type Dispatcher, ProxyAgent } from 'undici';
import type { Access, TlsOptions } from './cluster-access.ts';

/** How many connections one cluster gets: enough for the parallel lists of a view, few enough for any API server. */
const CONNECTIONS = 8;

/** Milliseconds until a connection stands, at most; the deadline of a request may be sooner. */
const CONNECT_TIMEOUT = 5_000;

/** The connections to one cluster. */
export type ConnectionPool = {
  /** The dispatcher for this access: the one before, or a new one when certificates or the proxy have changed. */
  for(access: Access): Dispatcher;
  /** Ends all connections, also under way; whoever asks for one afterwards gets one that is ended already. */
  close(): Promise<void>;
};

/** A pool that is made again when the files behind its certificates rotate; requests under way end on the old one. */
export function createConnectionPool(): ConnectionPool {
  let current: { readonly dispatcher: Dispatcher; readonly access: Access } | null = null;
  let closed = false;
  return {
    for(access) {
      if (current && sameConnection(current.access, access)) return current.dispatcher;
      // Gracefully: what is under way ends by its own deadline.
      current?.dispatcher.close().catch(() => undefined);
      current = { dispatcher: dispatcherFor(access), access };
      // Who read its credentials while everything was closed must not open a connection that nobody closes any more.
      if (closed) void current.dispatcher.destroy();
      return current.dispatcher;
    },
    async close() {
      closed = true;
      await current?.dispatcher.destroy();
    },
  };
}

function dispatcherFor({ tls, proxy }: Access): Dispatcher {
  const options = {
    connections: CONNECTIONS,
    // One answer is a page of a list: HTTP/2 would put them all on one connection, behind each other.
    allowH2: false,
    // The deadline of each request is its signal.
    headersTimeout: 0,
    bodyTimeout: 0,
  };
  const connect = { timeout: CONNECT_TIMEOUT, keepAlive: true, keepAliveInitialDelay: 30_000 };
  return proxy === null
    ? new Agent({ ...options, connect: { ...connect, ...tls } })
    : new ProxyAgent({ ...options, uri: proxy, requestTls: { ...connect, ...tls } });
}

function sameConnection(a: Access, b: Access): boolean {
  return (
    a.proxy === b.proxy &&
    a.tls.rejectUnauthorized === b.tls.rejectUnauthorized &&
    a.tls.servername === b.tls.servername &&
    sameBytes(a.tls, b.tls, 'ca') &&
    sameBytes(a.tls, b.tls, 'cert') &&
    sameBytes(a.tls, b.tls, 'key')
  );
}

function sameBytes(a: TlsOptions, b: TlsOptions, name: 'ca' | 'cert' | 'key'): boolean {
  const [left, right] = [a[name], b[name]];
  if (left === undefined || right === undefined) return left === right;
  return Buffer.from(left).equals(Buffer.from(right));
}
