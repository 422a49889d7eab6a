import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { KubeConfig } from '@kubernetes/client-node';
import { Agent } from 'undici';
import { parseAllDocuments } from 'yaml';
import { createClusterAccess } from '../../../src/integrations/kubernetes/cluster-access.ts';
import {
  type ClusterUnderTest,
  jsonOf,
  type List,
  type Stock,
  TABLE,
  type Table,
} from './cluster-under-test.ts';
import { pathOfCreation } from './path-of-creation.ts';
import { type Access, sendRequest } from './send-request.ts';

const SETTLE_MS = 180_000;

/** What the pods come to: only then the cases can look at them. */
const SETTLED: Record<string, RegExp> = {
  fine: /^Running$/,
  two: /^Running$/,
  nopull: /^ImagePullBackOff$/,
  noconfig: /^CreateContainerConfigError$/,
  nowhere: /^Pending$/,
};

/**
 * The cluster of this context, in a namespace of its own, which is deleted at the end. Nothing else in the cluster
 * is touched.
 */
export async function startReal(file: string, context: string, stock: Stock): Promise<ClusterUnderTest> {
  const access = await accessOf(file, context);
  const namespace = `keyturn-contract-${Date.now().toString(36)}`;
  const place = `/api/v1/namespaces/${namespace}`;
  const send: ClusterUnderTest['send'] = (path, sent) => sendRequest(access, path, sent);
  const stop = async () => {
    await send(place, { method: 'DELETE' });
    await access.dispatcher.close();
  };

  const own = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } };
  await create(send, '/api/v1/namespaces', own);
  try {
    // The account that pods run as is made a moment after the namespace.
    await until(async () => (await send(`${place}/serviceaccounts/default`)).status === 200);
    if (stock === 'prepared') await prepare(namespace, send);
  } catch (error) {
    await stop();
    throw error;
  }
  const unknown = { ...access, headers: { authorization: 'Bearer nobody-issued-this' } };
  const way = createClusterAccess({ kind: 'kubeconfig', file, context });
  return {
    ...{ name: 'real', namespace, access: way, send },
    ...{ sendUnknown: (path: string) => sendRequest(unknown, path), until, stop },
  };
}

async function create(send: ClusterUnderTest['send'], path: string, body: unknown): Promise<void> {
  const { status, text } = await send(path, { method: 'POST', body });
  if (status !== 201) throw new Error(`POST ${path} was answered with ${status}: ${text}`);
}

/** Creates what the cases look at, and waits until it has come to what they look for. */
async function prepare(namespace: string, send: ClusterUnderTest['send']): Promise<void> {
  const place = `/api/v1/namespaces/${namespace}`;
  const text = readFileSync(new URL('prepared.yaml', import.meta.url), 'utf8');
  for (const document of parseAllDocuments(text)) {
    const object = document.toJS();
    await create(send, pathOfCreation(object, namespace), object);
  }
  await until(async () =>
    isSettled(jsonOf(await send(`${place}/pods?includeObject=None`, { accept: TABLE }))),
  );
  const unscheduled = `${place}/events?fieldSelector=involvedObject.name=nowhere,reason=FailedScheduling`;
  await until(async () => jsonOf<List>(await send(unscheduled)).items.length > 0);
}

async function accessOf(file: string, context: string): Promise<Access> {
  const config = new KubeConfig();
  config.loadFromFile(file);
  if (!config.getContextObject(context)) {
    const known = config.getContexts().map(({ name }) => name);
    throw new Error(`KUBECONFIG has no context ${context}. It has: ${known.join(', ') || 'none'}.`);
  }
  config.setCurrentContext(context);
  const options: { headers: Record<string, string>; [name: string]: unknown } = { headers: {} };
  await config.applyToHTTPSOptions(options as never);
  const { ca, cert, key, rejectUnauthorized, servername } = options;
  const connect = { ca, cert, key, rejectUnauthorized, servername };
  return {
    url: config.getCurrentCluster()?.server ?? '',
    dispatcher: new Agent({ connect: connect as Agent.Options['connect'] }),
    headers: options.headers,
  };
}

function isSettled({ rows }: Table): boolean {
  const states = new Map((rows ?? []).map(({ cells }) => [String(cells[0]), String(cells[2])]));
  const web = [...states].find(([name]) => name.startsWith('web-'));
  return (
    web?.[1] === 'Running' &&
    Object.entries(SETTLED).every(([name, state]) => state.test(states.get(name) ?? ''))
  );
}

async function until(done: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + SETTLE_MS;
  while (!(await done())) {
    if (Date.now() > end) throw new Error('The cluster did not come to rest within three minutes.');
    await sleep(1000);
  }
}
