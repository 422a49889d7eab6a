import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { loadConfig } from '../../src/config/load-config.ts';
import { Secrets } from '../../src/config/secrets.ts';

const folder = join(import.meta.dirname, '../../deploy/kubernetes');

const Manifest = z.looseObject({
  kind: z.string(),
  metadata: z.looseObject({ name: z.string(), namespace: z.string().optional() }),
});

const documents = (file: string) =>
  parseAllDocuments(readFileSync(join(folder, file), 'utf8')).map((document) =>
    Manifest.parse(document.toJS()),
  );

/** The one object of a kind, in the shape that a test looks at. */
function only<T extends z.ZodType>(file: string, kind: string, shape: T): z.output<T> {
  const found = documents(file).filter((document) => document.kind === kind);
  expect(found).toHaveLength(1);
  return shape.parse(found[0]);
}

const Config = z.object({ data: z.object({ 'keyturn.yaml': z.string() }) });
const Secret = z.object({
  metadata: z.object({ name: z.string() }),
  stringData: z.record(z.string(), z.string()),
});
const Deployment = z.object({
  spec: z.object({
    template: z.object({
      metadata: z.object({ labels: z.record(z.string(), z.string()) }),
      spec: z.object({
        serviceAccountName: z.string(),
        containers: z.array(
          z.object({
            args: z.array(z.string()),
            envFrom: z.array(z.object({ secretRef: z.object({ name: z.string() }) })),
            ports: z.array(z.object({ name: z.string(), containerPort: z.number() })),
            volumeMounts: z.array(z.object({ mountPath: z.string() })),
          }),
        ),
      }),
    }),
  }),
});
const Service = z.object({
  spec: z.object({
    selector: z.record(z.string(), z.string()),
    ports: z.array(z.object({ targetPort: z.string() })),
  }),
});

describe('the shipped manifest', () => {
  const secret = only('keyturn.yaml', 'Secret', Secret);
  const { spec } = only('keyturn.yaml', 'Deployment', Deployment).spec.template;
  const [container] = spec.containers;

  it('configures a bot that reads the cluster it is in', () => {
    const own = Object.fromEntries(
      Object.entries(secret.stringData).map(([name, value]) => [
        name,
        value.replaceAll('replace-me', 'mine'),
      ]),
    );

    const loaded = loadConfig(only('keyturn.yaml', 'ConfigMap', Config).data['keyturn.yaml'], own);

    expect(loaded).toMatchObject({
      config: {
        http: { port: container?.ports[0]?.containerPort },
        clusters: [{ name: 'prod-eu1', access: { kind: 'in-cluster' } }],
      },
    });
  });

  it('is refused as long as its secrets are those of the example', () => {
    const loaded = loadConfig('', secret.stringData);

    expect('problems' in loaded && loaded.problems.length).toBe(4);
  });

  it('has no secret that the bot does not know', () => {
    const known = Object.keys(Secrets.shape);

    expect(Object.keys(secret.stringData).filter((name) => !known.includes(name))).toEqual([]);
  });

  it('fits together', () => {
    const service = only('keyturn.yaml', 'Service', Service).spec;
    const { labels } = only('keyturn.yaml', 'Deployment', Deployment).spec.template.metadata;
    const accounts = documents('reader.yaml').filter(({ kind }) => kind === 'ServiceAccount');

    expect(service.selector).toEqual(labels);
    expect(service.ports[0]?.targetPort).toBe(container?.ports[0]?.name);
    expect(container?.envFrom[0]?.secretRef.name).toBe(secret.metadata.name);
    expect(container?.args).toEqual([
      'serve',
      '--config',
      `${container?.volumeMounts[0]?.mountPath}/keyturn.yaml`,
    ]);
    expect(accounts.map(({ metadata }) => metadata.name)).toEqual([spec.serviceAccountName]);
  });
});

describe('the shipped executor', () => {
  const Pod = z.object({
    serviceAccountName: z.string(),
    automountServiceAccountToken: z.boolean().optional(),
    containers: z.array(
      z.object({
        image: z.string(),
        args: z.array(z.string()),
        envFrom: z.unknown(),
        volumeMounts: z.array(z.object({ name: z.string(), mountPath: z.string() })),
      }),
    ),
    volumes: z.array(z.looseObject({ name: z.string() })),
  });
  const OnePod = z.object({ spec: z.object({ template: z.object({ spec: Pod }) }) });
  const { spec: executor } = only('keyturn-executor.yaml', 'Deployment', OnePod).spec.template;
  const { spec: bot } = only('keyturn.yaml', 'Deployment', OnePod).spec.template;
  const files = only('keyturn-executor.yaml', 'Secret', Secret);
  const config = only('keyturn-executor.yaml', 'ConfigMap', Config).data['keyturn.yaml'];
  const tokens = {
    SLACK_BOT_TOKEN: 'xoxb-1',
    SLACK_APP_TOKEN: 'xapp-1',
    KEYTURN_CHAIN_KEY: 'a key of the chain',
    KEYTURN_WEBHOOK_TOKEN: 'token-of-alertmanager',
  };

  it('is the only pod with the account that may change anything', () => {
    const [account] = documents('executor.yaml').filter(({ kind }) => kind === 'ServiceAccount');

    expect(executor).toMatchObject({
      serviceAccountName: account?.metadata.name,
      automountServiceAccountToken: true,
    });
    expect(bot.serviceAccountName).not.toBe(account?.metadata.name);
  });

  it('does nothing but plan and make changes', () => {
    expect(executor.containers[0]?.args).toEqual([
      ...(bot.containers[0]?.args ?? []),
      ...['--roles', 'executor'],
    ]);
    expect(executor.containers[0]).toMatchObject({
      image: bot.containers[0]?.image,
      envFrom: bot.containers[0]?.envFrom,
    });
  });

  it('reads with the harmless identity, from a file that every pod has', () => {
    const loaded = loadConfig(config, tokens);
    if ('problems' in loaded) throw new Error(loaded.problems.join());
    const [read] = loaded.config.clusters;
    const file = Object.keys(files.stringData).map((name) => `/etc/keyturn-clusters/${name}`);

    expect(loaded.config.changeable).toEqual([{ name: 'prod-eu1', access: { kind: 'in-cluster' } }]);
    expect([read?.access]).toEqual([{ kind: 'kubeconfig', file: file[0], context: null }]);
    for (const pod of [executor, bot]) {
      expect(pod.containers[0]?.volumeMounts).toContainEqual({
        ...{ name: 'clusters', mountPath: '/etc/keyturn-clusters' },
      });
      expect(pod.volumes).toContainEqual({
        name: 'clusters',
        secret: expect.objectContaining({ secretName: files.metadata.name }),
      });
    }
  });

  it('offers little, and nobody may break the glass', () => {
    const loaded = loadConfig(config, tokens);

    expect(loaded).toMatchObject({
      config: {
        gate: { allowances: [{ namespaces: ['shop'], offered: ['restart', 'undo'] }], breakGlass: null },
      },
    });
  });
});
