import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv, promisify } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { startAlertmanager } from '../../sandbox/alertmanager/start-alertmanager.ts';
import { startCluster } from '../../sandbox/cluster/start-cluster.ts';
import { findProgram } from '../../sandbox/process/find-program.ts';
import { readArguments } from '../../src/cli/read-arguments.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import { Settings } from '../../src/config/settings.ts';
import { countFollowups } from '../../src/domain/followup.ts';
import { createCommandWorld } from '../commands/command-world.ts';
import { itWithAlertmanager } from '../setup/it-with-alertmanager.ts';
import { fences, fenceWith } from './fences.ts';

const page = readFileSync('docs/install.md', 'utf8');
const compose = parse(readFileSync('docker-compose.yml', 'utf8'));
const run = promisify(execFile);

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

/** An empty folder with a copy of deploy/, as a clone has it. */
async function aClone(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'keyturn-install-'));
  ends.push(() => rm(dir, { recursive: true }));
  cpSync('deploy', join(dir, 'deploy'), { recursive: true });
  return dir;
}

const shell = (code: string, cwd: string, env: Record<string, string> = {}) =>
  run('bash', ['-euo', 'pipefail', '-c', code], { cwd, env: { ...process.env, ...env } });
const read = (dir: string, file: string): string => readFileSync(join(dir, file), 'utf8');

type Manifest = {
  kind: string;
  metadata: { name: string; namespace?: string };
  spec: { ports: { port: number }[]; template: { spec: { containers: Record<string, unknown>[] } } };
};
const objects = (file: string): readonly Manifest[] =>
  parseAllDocuments(readFileSync(file, 'utf8')).map((document) => document.toJS());
const named = (file: string, kind: string): Manifest => {
  const found = objects(file).find((object) => object.kind === kind);
  if (!found) throw new Error(`no ${kind} in ${file}`);
  return found;
};

const settings = fences(page, 'yaml').filter((code) => code.startsWith('# keyturn.yaml'));
const secretsBlock = fenceWith(page, 'sh', 'cat > .env');

describe('the installation, as it is typed', () => {
  it('makes a manifest for Socket Mode that differs from the shipped one in nothing else', async () => {
    const dir = await aClone();
    await shell(fenceWith(page, 'sh', 'sed'), dir);

    const shipped = parse(readFileSync('deploy/slack-manifest.yaml', 'utf8'));
    shipped.settings.socket_mode_enabled = true;
    delete shipped.settings.event_subscriptions.request_url;
    delete shipped.settings.interactivity.request_url;
    delete shipped.features.slash_commands[0].url;
    expect(parse(read(dir, 'slack-manifest.socket.yaml'))).toEqual(shipped);
  });

  it('makes secrets that only lack the tokens of Slack, and then start a bot with each of its settings', async () => {
    const dir = await aClone();
    await shell(secretsBlock, dir);
    const env = parseEnv(read(dir, '.env'));
    const filled = read(dir, '.env').replaceAll('replace-me', '1-mine');
    writeFileSync(join(dir, '.env'), filled);

    const unfilled = loadConfig('', env);
    expect('problems' in unfilled && unfilled.problems.map((problem) => problem.split(/[: ]/)[0])).toEqual([
      'SLACK_BOT_TOKEN',
      'SLACK_APP_TOKEN',
    ]);
    expect(settings).toHaveLength(2);
    for (const text of settings) {
      writeFileSync(join(dir, 'keyturn.yaml'), text);
      const program = join(process.cwd(), 'bin/keyturn');
      const checked = await shell(`set -a; . ./.env; set +a; ${program} check-config`, dir);
      expect(checked.stdout).toContain('The configuration is fine.');
    }
  });

  const kubectl = findProgram(['kubectl']);
  it.runIf(kubectl !== undefined || Boolean(process.env.CI))(
    'makes a kubeconfig with the reader’s token, the cluster’s address and its certificate, and nothing of one’s own',
    async () => {
      const dir = await aClone();
      mkdirSync(join(dir, 'bin'));
      writeFileSync(join(dir, 'bin/kubectl'), standIn(kubectl ?? 'kubectl'), { mode: 0o755 });
      writeFileSync(join(dir, 'own'), ownKubeconfig);

      await shell(fenceWith(page, 'sh', 'set-credentials'), dir, {
        PATH: `${join(dir, 'bin')}:${process.env.PATH}`,
        KUBECONFIG: join(dir, 'own'),
      });

      const made = parse(read(dir, 'kubeconfigs/prod-eu1'));
      expect(made.clusters).toEqual([
        {
          name: 'prod-eu1',
          cluster: { server: 'https://10.0.0.1:6443', 'certificate-authority-data': btoa('a certificate') },
        },
      ]);
      expect(made.users).toEqual([{ name: 'keyturn-reader', user: { token: 'the-readers-token' } }]);
      expect(made.contexts).toEqual([
        { name: 'prod-eu1', context: { cluster: 'prod-eu1', user: 'keyturn-reader' } },
      ]);
      expect(made['current-context']).toBe('prod-eu1');
      expect(read(dir, 'asked').trim().split('\n')).toEqual([
        'create namespace keyturn',
        'apply -f deploy/kubernetes/reader.yaml',
        '-n keyturn create token keyturn-reader --duration 8760h',
      ]);
    },
  );

  it.runIf(kubectl !== undefined || Boolean(process.env.CI))(
    'puts into a cluster what an API server takes, one thing after the other',
    async () => {
      const cluster = await startCluster();
      ends.push(() => cluster.stop());
      const dir = await aClone();
      mkdirSync(join(dir, 'bin'));
      writeFileSync(join(dir, 'bin/kubectl'), standIn(kubectl ?? 'kubectl', 'apply'), { mode: 0o755 });
      writeFileSync(join(dir, 'own'), cluster.kubeconfig('admin'));
      const env = { PATH: `${join(dir, 'bin')}:${process.env.PATH}`, KUBECONFIG: join(dir, 'own') };
      const namespace = (name: string) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
      // What each cluster has, and what the first block makes.
      cluster.apply(['kube-node-lease', 'keyturn'].map(namespace));

      await shell(fenceWith(page, 'sh', 'create secret generic'), dir, env);
      const applied = await shell(fenceWith(page, 'sh', 'rollout status'), dir, env);

      const made = applied.stdout.split('\n').filter((line) => line.endsWith(' created'));
      expect(made).toEqual(
        expect.arrayContaining([
          'serviceaccount/keyturn-reader created',
          'statefulset.apps/redis created',
          'networkpolicy.networking.k8s.io/redis created',
          'deployment.apps/keyturn created',
          'poddisruptionbudget.policy/keyturn created',
        ]),
      );
      expect(read(dir, 'asked').trim().split('\n')).toEqual([
        'create namespace keyturn',
        '-n keyturn create secret generic keyturn --from-env-file=.env',
        '-n keyturn rollout status deployment/keyturn',
      ]);
    },
  );

  it('names services of Compose, and the way into their containers', () => {
    const up = fenceWith(page, 'sh', 'docker compose up');
    const into = [fenceWith(page, 'sh', 'doctor --config'), fenceWith(page, 'sh', 'verify INC-1')];

    expect(up.trim()).toBe('docker compose up -d');
    for (const block of into) {
      const [inCluster = '', withDocker = ''] = block.trim().split('\n');
      expect(inCluster).toMatch(/^kubectl -n keyturn exec deploy\/keyturn -- node src\/main\.ts /);
      expect(withDocker).toMatch(/^docker compose exec keyturn node src\/main\.ts /);
    }
    expect(Object.keys(compose.services)).toContain('keyturn');
  });

  const amtool = findProgram(['amtool']);
  itWithAlertmanager('fires an alert that people are asked about', async () => {
    const alertmanager = await startAlertmanager({
      config: 'route: { receiver: a }\nreceivers: [{ name: a }]\n',
    });
    ends.push(() => alertmanager.stop());
    const code = fenceWith(page, 'sh', 'amtool').replace('http://127.0.0.1:9093', alertmanager.url);

    await shell(code.replace(/^amtool/, amtool ?? 'amtool'), '.');

    const fired = await (await fetch(`${alertmanager.url}/api/v2/alerts`)).json();
    const { severity } = Settings.parse({});
    expect(fired).toMatchObject([
      {
        labels: { alertname: 'KeyturnInstalled', cluster: 'prod-eu1', severity: 'warning' },
        annotations: { summary: 'A test of the way from Alertmanager to Slack' },
      },
    ]);
    expect(severity.outcomes[severity.values.warning ?? 'sev1']).toBe('triage');
  });

  it('ends with a drill in which every line works', async () => {
    const world = createCommandWorld();
    const lines = fences(page, 'text').flatMap((code) => code.trim().split('\n'));
    const inline = [...page.matchAll(/`(\/incident get[^`]*)`/g)].map(([, line = '']) => line);
    const [declare = '', ...rest] = lines.map((line) => line.replace(/^\/incident /, ''));

    expect(lines).toHaveLength(8);
    expect(inline).toHaveLength(1);
    expect(await world.types(declare, { from: 'CX' })).toContain('INC-1');
    for (const line of [...rest, ...inline.map((one) => one.replace(/^\/incident /, ''))]) {
      expect(await world.types(`INC-1 ${line}`)).not.toMatch(/Try:|already|Did you mean/);
    }
    const incident = await world.incident();
    expect(incident).toMatchObject({ drill: true, severity: 'sev4', status: 'resolved' });
    expect(countFollowups(incident)).toEqual({ open: 1, done: 0 });
  });
});

describe('what is installed', () => {
  const deployment = named('deploy/kubernetes/keyturn.yaml', 'Deployment');
  const [container] = deployment.spec.template.spec.containers;

  it('is there, file by file', () => {
    const files = [...page.matchAll(/(?<=[\s(])(?:\.\.\/)?(deploy\/[\w/-]+\.yaml)/g)].map(
      ([, file = '']) => file,
    );

    expect(files.length).toBeGreaterThan(5);
    expect(files.filter((file) => !existsSync(file))).toEqual([]);
  });

  it('goes by the names that the manifests have', () => {
    expect(deployment.metadata).toMatchObject({ name: 'keyturn', namespace: 'keyturn' });
    expect(container?.envFrom).toEqual([{ secretRef: { name: 'keyturn' } }]);
    expect(named('deploy/kubernetes/reader.yaml', 'ServiceAccount').metadata.name).toBe('keyturn-reader');
    expect(page).toContain(String(container?.image));
  });

  it('has a Redis at the address of the secrets, set as the one of Compose', () => {
    const service = named('deploy/kubernetes/redis.yaml', 'Service');
    const [redis] = named('deploy/kubernetes/redis.yaml', 'StatefulSet').spec.template.spec.containers;
    const { name, namespace } = service.metadata;
    const address = `redis://${name}.${namespace}.svc:${service.spec.ports[0]?.port}`;

    expect(secretsBlock).toContain(`REDIS_URL=${address}\n`);
    expect(redis?.command).toEqual(compose.services.redis.command);
    expect(redis?.image).toBe(compose.services.redis.image);
  });

  it('is where the shipped Alertmanager configuration sends to', () => {
    const service = named('deploy/kubernetes/keyturn.yaml', 'Service');
    const { receivers } = parse(readFileSync('deploy/alertmanager.example.yaml', 'utf8'));
    const { hostname, port } = new URL(receivers[0].webhook_configs[0].url);

    expect(hostname).toBe(`${service.metadata.name}.${service.metadata.namespace}.svc`);
    expect(Number(port || 80)).toBe(service.spec.ports[0]?.port);
  });

  it('with Docker mounts the kubeconfig where its settings look for it', () => {
    const override = parse(fenceWith(page, 'yaml', '# docker-compose.override.yml'));
    const [from = '', to = ''] = override.services.keyturn.volumes[0].split(':');

    expect(Object.keys(override.services).filter((name) => !(name in compose.services))).toEqual([]);
    expect(fenceWith(page, 'sh', 'set-credentials')).toContain(
      `KUBECONFIG=${from.replace('./', '')}/prod-eu1\n`,
    );
    expect(parse(settings[1] ?? '').clusters[0].kubeconfig).toBe(`${to}/prod-eu1`);
  });

  it('is asked by verbs and with options that there are', () => {
    const asked = [...page.matchAll(/node src\/main\.ts (.+)/g)].map(([, words = '']) =>
      readArguments(words.split(' ')),
    );
    const args = container?.args as readonly string[];

    expect(asked).toMatchObject([
      { verb: 'doctor', config: args.at(-1) },
      { verb: 'doctor', config: null },
      { verb: 'verify', rest: ['INC-1'], config: args.at(-1) },
      { verb: 'verify', rest: ['INC-1'], config: null },
    ]);
  });
});

const ownKubeconfig = `
apiVersion: v1
kind: Config
current-context: mine
clusters:
  - name: mine
    cluster: { server: "https://10.0.0.1:6443", certificate-authority-data: ${btoa('a certificate')} }
contexts: [{ name: mine, context: { cluster: mine, user: me } }]
users: [{ name: me, user: { token: my-own-token } }]
`;

/**
 * A kubectl that asks no cluster: what needs one is written down, the rest is done by the real one. So is what it is told to
 * apply, where there is a cluster; ours describes no schemas, so that nothing can be validated on this side.
 */
const standIn = (real: string, also = 'config'): string => `#!/bin/sh
case "$*" in
  config*) exec ${real} "$@" ;;
  ${also}*) exec ${real} "$@" --validate=false ;;
  *) echo "$*" >> asked ;;
esac
case "$*" in *"create token"*) echo the-readers-token ;; esac
`;
