import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { Settings } from '../../src/config/settings.ts';
import { probeRoutes } from '../../src/integrations/http/probe-routes.ts';

const root = join(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

const Probe = z.object({ httpGet: z.object({ path: z.string(), port: z.string() }) });
const Container = z.looseObject({
  name: z.string(),
  livenessProbe: Probe.optional(),
  readinessProbe: z.union([Probe, z.looseObject({ exec: z.object({ command: z.array(z.string()) }) })]),
  ports: z.array(z.object({ name: z.string(), containerPort: z.number() })),
  resources: z.object({
    requests: z.object({ cpu: z.string(), memory: z.string() }),
    limits: z.object({ memory: z.string() }),
  }),
  securityContext: z.unknown(),
});
const Workload = z.looseObject({
  kind: z.string(),
  metadata: z.object({ name: z.string(), namespace: z.string() }).loose(),
  spec: z.looseObject({
    template: z.object({
      metadata: z.object({ labels: z.record(z.string(), z.string()) }),
      spec: z.looseObject({ securityContext: z.unknown(), containers: z.array(Container) }),
    }),
  }),
});
const Policy = z.looseObject({
  metadata: z.object({ name: z.string(), namespace: z.string() }),
  spec: z.looseObject({ podSelector: z.unknown(), ingress: z.array(z.looseObject({ ports: z.unknown() })) }),
});

const files = ['keyturn.yaml', 'keyturn-executor.yaml', 'redis.yaml', 'network-policy.yaml'];
const objects = files.flatMap((file) =>
  parseAllDocuments(read(`deploy/kubernetes/${file}`)).map((document) => document.toJS()),
);
const ofKind = (...kinds: string[]) => objects.filter(({ kind }) => kinds.includes(kind));
const workloads = ofKind('Deployment', 'StatefulSet').map((object) => Workload.parse(object));
const containers = workloads.flatMap(({ spec }) => spec.template.spec.containers);
const routes = probeRoutes({ checks: {}, metrics: async () => ({ contentType: '', text: '' }) });

describe('the shipped pods', () => {
  it('run without root, without any right of the kernel, on a file system that nobody writes', () => {
    expect(workloads.map(({ metadata }) => metadata.name)).toEqual(['keyturn', 'keyturn-executor', 'redis']);
    for (const { spec } of workloads) {
      expect(spec.template.spec.securityContext).toMatchObject({
        runAsNonRoot: true,
        seccompProfile: { type: 'RuntimeDefault' },
      });
    }
    for (const { securityContext } of containers) {
      expect(securityContext).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      });
    }
  });

  it('are asked at addresses that there are, and mind Slack only where nobody sends alerts', () => {
    const asked = containers.flatMap(({ name, livenessProbe, readinessProbe }) =>
      [livenessProbe, 'httpGet' in readinessProbe ? readinessProbe : undefined].flatMap((probe) => {
        const found = Probe.safeParse(probe).data;
        return found ? [{ name, ...found.httpGet }] : [];
      }),
    );

    expect(asked.map(({ path }) => path)).toEqual([
      '/healthz',
      '/readyz?exclude=slack',
      '/healthz',
      '/readyz',
    ]);
    expect(asked.filter(({ path }) => !routes.has(path.split('?')[0] ?? ''))).toEqual([]);
    expect(asked.filter(({ port }) => port !== 'http')).toEqual([]);
  });

  it('may be drained one by one', () => {
    const [bot] = workloads;
    const [budget] = ofKind('PodDisruptionBudget');

    expect(budget.spec.selector.matchLabels).toEqual(bot?.spec.template.metadata.labels);
    expect(budget.spec.maxUnavailable).toBe(1);
  });
});

describe('the shipped network policy', () => {
  const policies = ofKind('NetworkPolicy').map((object) => Policy.parse(object));
  const name = 'app.kubernetes.io/name';
  const ours = { matchExpressions: [{ key: name, operator: 'In', values: ['keyturn', 'keyturn-executor'] }] };

  it('lets Keyturn alone to Redis, and everybody to the one port of Keyturn', () => {
    expect(
      policies.map(({ metadata, spec }) => [metadata.namespace, spec.podSelector, spec.ingress]),
    ).toEqual([
      [
        'keyturn',
        { matchLabels: { [name]: 'keyturn-redis' } },
        [{ from: [{ podSelector: ours }], ports: [{ protocol: 'TCP', port: 'redis' }] }],
      ],
      ['keyturn', ours, [{ ports: [{ protocol: 'TCP', port: 'http' }] }]],
    ]);
  });

  it('goes by labels and ports that the pods have', () => {
    const labels = workloads.map(({ spec }) => spec.template.metadata.labels[name]);
    const ports = containers.map((container) => container.ports[0]?.name);

    expect(labels).toEqual(['keyturn', 'keyturn-executor', 'keyturn-redis']);
    expect(ports).toEqual(['http', 'http', 'redis']);
  });
});

describe('Redis, wherever it is shipped', () => {
  it('says that it is full before it is killed for it', () => {
    const redis = containers.find((container) => container.name === 'redis');
    const command = z.array(z.string()).parse(redis?.command);
    const own = command[command.indexOf('--maxmemory') + 1];

    expect([own, redis?.resources.limits.memory]).toEqual(['700mb', '1Gi']);
    expect(parse(read('docker-compose.yml')).services.redis.command).toEqual(command);
  });
});

describe('the image', () => {
  const dockerfile = read('Dockerfile');

  it('does not run as root, and passes signals on', () => {
    expect(dockerfile).toMatch(/^USER 1000:1000$/m);
    expect(dockerfile).toContain('ENTRYPOINT ["/app/bin/keyturn"]');
    expect(read('bin/keyturn')).toMatch(/^exec node /m);
  });

  it('has everything that is copied, and nothing else is sent to be built', () => {
    const copied = [...dockerfile.matchAll(/^COPY (.+) \S+$/gm)].flatMap(([, names = '']) =>
      names.split(' '),
    );
    const sent = [...read('.dockerignore').matchAll(/^!(.+)$/gm)].map(([, name]) => name);

    expect(copied.sort()).toEqual(sent.sort());
  });

  it('is healthy when it answers at the port that it has by itself', () => {
    const { port } = Settings.parse({}).http;
    const [, asked = ''] = /HEALTHCHECK[^[]*\[.*'(http:[^']+)'/s.exec(dockerfile) ?? [];

    expect(new URL(asked).port).toBe(String(port));
    expect(routes.has(new URL(asked).pathname)).toBe(true);
    expect(dockerfile).toContain(`EXPOSE ${port}`);
  });

  it('with Compose writes nowhere and has no rights', () => {
    const { keyturn } = parse(read('docker-compose.yml')).services;

    expect(keyturn).toMatchObject({
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
    });
  });
});
