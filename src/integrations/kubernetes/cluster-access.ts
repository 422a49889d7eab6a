import { stat } from 'node:fs/promises';
import type { KubeConfig } from '@kubernetes/client-node';
import { ClusterFailure } from '../../ports/cluster-failure.ts';

/**
 * Where the address and the credentials of a cluster are. `context` null: the file's current one. `root`: the folder
 * below which a pod's own files are, if not `/`.
 */
export type AccessPlace =
  | { readonly kind: 'kubeconfig'; readonly file: string; readonly context: string | null }
  | { readonly kind: 'in-cluster'; readonly root?: string };

/** What a TLS connection to an API server is made with. */
export type TlsOptions = {
  readonly ca?: Buffer;
  readonly cert?: Buffer | string;
  readonly key?: Buffer | string;
  readonly rejectUnauthorized?: boolean;
  readonly servername?: string;
};

/** How to reach a cluster now. `headers` hold the credentials: they go into requests and nowhere else. */
export type Access = {
  /** `https://10.0.0.1:6443`, without a slash at the end. */
  readonly server: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly tls: TlsOptions;
  /** The address of an HTTP proxy, or null. */
  readonly proxy: string | null;
};

/** Gives the access as it is now: certificates and tokens rotate while the process runs. */
export type ClusterAccess = () => Promise<Access>;

/**
 * The access to a cluster by a kubeconfig or by the pod's own service account. Each call looks again: a changed
 * kubeconfig is read anew, certificate files are read, tokens are applied (client-node reads a mounted token again each
 * minute). Throws ClusterFailure `unauthorized` when there are no usable credentials.
 */
export function createClusterAccess(place: AccessPlace): ClusterAccess {
  let known: { readonly config: KubeConfig; readonly changedAt: number } | null = null;
  return async () => {
    try {
      const changedAt = place.kind === 'kubeconfig' ? (await stat(place.file)).mtimeMs : 0;
      if (known?.changedAt !== changedAt) known = { config: await load(place), changedAt };
      return await accessOf(known.config);
    } catch (cause) {
      throw new ClusterFailure('unauthorized', { detail: wordsOf(cause, place), cause });
    }
  };
}

/** The package takes 60 MB of memory and half a second: it is loaded for whoever has a cluster, when it is first looked for. */
async function load(place: AccessPlace): Promise<KubeConfig> {
  const { KubeConfig } = await import('@kubernetes/client-node');
  const config = new KubeConfig();
  if (place.kind === 'in-cluster') {
    config.loadFromCluster(place.root);
    return config;
  }
  config.loadFromFile(place.file);
  if (place.context !== null) config.setCurrentContext(place.context);
  return config;
}

/** The options that client-node fills in; it types them by a library for websockets. */
type Filled = {
  headers: Record<string, string>;
  auth?: string;
  ca?: Buffer;
  cert?: Buffer | string;
  key?: Buffer | string;
  rejectUnauthorized?: boolean;
  servername?: string;
};

async function accessOf(config: KubeConfig): Promise<Access> {
  const cluster = config.getCurrentCluster();
  if (!cluster) throw new Error(`there is no context ${config.getCurrentContext()}`);
  const filled: Filled = { headers: {} };
  await config.applyToHTTPSOptions(filled);
  const { headers, auth, ca, cert, key, rejectUnauthorized, servername } = filled;
  return {
    server: cluster.server.replace(/\/+$/, ''),
    headers:
      auth === undefined
        ? headers
        : { ...headers, Authorization: `Basic ${Buffer.from(auth).toString('base64')}` },
    tls: {
      ...(ca === undefined ? {} : { ca }),
      ...(cert === undefined ? {} : { cert }),
      ...(key === undefined ? {} : { key }),
      ...(rejectUnauthorized === undefined ? {} : { rejectUnauthorized }),
      ...(servername === undefined ? {} : { servername }),
    },
    proxy: cluster.proxyUrl ?? null,
  };
}

/** The error's code only, not its text: a parser's message may quote the file, and the file holds the credentials. */
function wordsOf(cause: unknown, place: AccessPlace): string {
  const where = place.kind === 'kubeconfig' ? `the kubeconfig ${place.file}` : "the pod's service account";
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : null;
  if (code === 'ENOENT') return `${where} is not there, or a file that it names is not`;
  if (code === 'EACCES') return `${where} may not be read by this process`;
  const context = place.kind === 'kubeconfig' && place.context !== null ? `, context ${place.context},` : '';
  return `${where}${context} gives no usable credentials`;
}
