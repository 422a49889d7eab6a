import { createTokenIssuer } from './access/token-issuer.ts';
import { SUPERUSERS, userNamed } from './access/user.ts';
import { builtInObjects } from './built-in-objects.ts';
import { applyObjects, createWorld, findObject, objectsOf, removeObject } from './cluster-world.ts';
import { createControllers } from './controllers/run-controllers.ts';
import { createFaultPlan } from './faults.ts';
import { startApiServer } from './http/api-server.ts';
import { makeCertificates } from './http/certificates.ts';
import { createRequestLog } from './http/request-log.ts';
import { kubeconfigText } from './kubeconfig.ts';
import type { ClusterOptions, SandboxCluster } from './sandbox-cluster.ts';

const ADMIN = 'admin';
/** How often the controllers look, where they run by themselves. */
const TICK_MS = 50;
/** Longer than any deadline of a rollout that is usual. */
const SETTLE_LIMIT_MS = 15 * 60_000;

/** Starts a Kubernetes API on this machine. */
export async function startCluster(options: ClusterOptions = {}): Promise<SandboxCluster> {
  // The clock of the cluster: `settle` sets it ahead instead of waiting.
  let ahead = 0;
  const clock = options.now ?? Date.now;
  const world = createWorld({
    metrics: options.metrics ?? false,
    webhookAuthorizer: options.webhookAuthorizer ?? false,
    now: () => clock() + ahead,
  });
  applyObjects(world, [...builtInObjects(), ...objectsOf(options.objects ?? [])]);
  for (const log of options.logs ?? []) world.logs.set(log);
  const { controllers: wanted = false } = options;
  const controllers = createControllers(world, typeof wanted === 'object' ? wanted.speed : 1);
  const timer = wanted ? setInterval(() => controllers.run(), TICK_MS).unref() : undefined;
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
    settle(limitMs = SETTLE_LIMIT_MS) {
      const end = world.now() + limitMs;
      for (let next = controllers.run(); next !== undefined && next <= end; next = controllers.run()) {
        ahead += next - world.now();
      }
    },
    setImage: controllers.setImage,
    setWebhook: (name, answer) => void world.webhooks.set(name, answer),
    faults: { add: faults.add, clear: faults.clear },
    requests: log.records,
    onRequest: log.onRequest,
    connections: server.connections,
    stop() {
      clearInterval(timer);
      return server.stop();
    },
  };
}
