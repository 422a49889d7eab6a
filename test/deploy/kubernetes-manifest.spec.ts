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
