import { createTokenIssuer } from './access/token-issuer.ts';
import { SUPERUSERS, userNamed } from './access/user.ts';
import { builtInObjects } from './built-in-objects.ts';
import { applyObjects, createWorld, findObject, objectsOf, removeObject } from './cluster-world.ts';
import { createFaultPlan } from './faults.ts';
import { startApiServer } from './http/api-server.ts';
import { makeCertificates } from './http/certificates.ts';
import { createRequestLog } from './http/request-log.ts';
import { kubeconfigText } from './kubeconfig.ts';
import type { ClusterOptions, SandboxCluster } from './sandbox-cluster.ts';

const ADMIN = 'admin';

/** Starts a Kubernetes API on this machine. */
export async function startCluster(options: ClusterOptions = {}): Promise<SandboxCluster> {
  const world = createWorld({
    metrics: options.metrics ?? false,
    webhookAuthorizer: options.webhookAuthorizer ?? false,
    now: options.now ?? Date.now,
  });
  applyObjects(world, [...builtInObjects(), ...objectsOf(options.objects ?? [])]);
  for (const log of options.logs ?? []) world.logs.set(log);
  const tokens = createTokenIssuer();
  const log = createRequestLog();
  const certificates = await makeCertificates();
  const faults = createFaultPlan();
  const server = await startApiServer({
    world,
    tokens,
    log,
    faults,
    certificates,
    port: options.port ?? 0,
  });

  return {
    url: server.url,
    uid: findObject(world, { kind: 'Namespace', name: 'kube-system' })?.metadata.uid ?? '',
    kubeconfig(user = ADMIN, groups = user === ADMIN ? [SUPERUSERS] : []) {
      const token = tokens.tokenOf(userNamed(user, groups));
      return kubeconfigText({ url: server.url, ca: certificates.ca, user, token });
    },
    apply: (objects) => applyObjects(world, objectsOf(objects)),
    remove: (ref) => removeObject(world, ref),
    object: (ref) => findObject(world, ref),
    resourceVersion: world.store.version,
    setLog: (given) => world.logs.set(given),
    setKubelet: (node, state) => void world.kubelets.set(node, state),
    setWebhook: (name, answer) => void world.webhooks.set(name, answer),
    faults: { add: faults.add, clear: faults.clear },
    requests: log.records,
    onRequest: log.onRequest,
    connections: server.connections,
    stop: server.stop,
  };
}
