import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import type { SandboxCluster } from '../../sandbox/cluster/sandbox-cluster.ts';
import { startCluster } from '../../sandbox/cluster/start-cluster.ts';
import { allowedChanges } from '../../src/integrations/kubernetes/allowed-changes.ts';
import { createClusterAccess } from '../../src/integrations/kubernetes/cluster-access.ts';
import { createRehearsal, type OpenRehearsal } from '../../src/integrations/kubernetes/create-rehearsal.ts';
import { readableWhole } from '../../src/integrations/kubernetes/readable-whole.ts';
import { systemClock } from '../../src/integrations/system/system-clock.ts';
import { ClusterFailure } from '../../src/ports/cluster-failure.ts';
import { plannedRequests } from '../integrations/kubernetes/planned.ts';

const text = readFileSync(join(import.meta.dirname, '../../deploy/kubernetes/executor.yaml'), 'utf8');
const documents = parseAllDocuments(text).map((document) => document.toJS());

const Role = z.strictObject({
  apiVersion: z.string(),
  kind: z.literal('ClusterRole'),
  metadata: z.strictObject({ name: z.string() }),
  rules: z.array(
    z.strictObject({
      apiGroups: z.array(z.string()),
      resources: z.array(z.string()),
      resourceNames: z.array(z.string()).optional(),
      verbs: z.array(z.string()),
    }),
  ),
});
const Binding = z.looseObject({
  metadata: z.looseObject({ name: z.string() }),
  roleRef: z.looseObject({ kind: z.literal('ClusterRole'), name: z.string() }),
  subjects: z.array(z.looseObject({ kind: z.string(), name: z.string(), namespace: z.string() })),
});

const ofKind = (kind: string) => documents.filter((document) => document.kind === kind);

/** Each right as a line: `patch apps deployments/scale`, with the names that it is limited to. */
const granted = (role: z.output<typeof Role>): string[] =>
  role.rules.flatMap(({ apiGroups, resources, verbs, resourceNames = [] }) =>
    apiGroups.flatMap((group) =>
      resources.flatMap((resource) =>
        verbs.map((verb) => [verb, group, resource, ...resourceNames].join(' ')),
      ),
    ),
  );

const needed = [
  ...allowedChanges.map(({ verb, group, resource }) => `${verb} ${group} ${resource}`),
  ...readableWhole.map(({ group, resource, only }) =>
    ['get', group, resource, ...(only ? [only] : [])].join(' '),
  ),
].sort();

describe('the shipped role of the executor', () => {
  const roles = ofKind('ClusterRole').map((role) => Role.parse(role));

  it('has every right that the code uses, and no other', () => {
    expect(roles.flatMap(granted).sort()).toEqual(needed);
    expect(needed.length).toBeGreaterThan(15);
  });

  it('keeps apart what belongs to no namespace, so that the rest can be bound in some namespaces only', () => {
    const clusterWide = allowedChanges
      .filter(({ namespaced }) => !namespaced)
      .map(({ resource }) => resource);
    const [inNamespaces, elsewhere] = roles.map((role) => role.rules.flatMap(({ resources }) => resources));

    expect(inNamespaces?.filter((resource) => [...clusterWide, 'namespaces'].includes(resource))).toEqual([]);
    expect(elsewhere?.sort()).toEqual([...clusterWide, 'namespaces'].sort());
  });

  it('goes to the one account, and is all that it gets', () => {
    const bindings = ofKind('ClusterRoleBinding').map((binding) => Binding.parse(binding));
    const account = { kind: 'ServiceAccount', name: 'keyturn-executor', namespace: 'keyturn' };

    expect(documents).toHaveLength(1 + roles.length + bindings.length);
    expect(ofKind('ServiceAccount')).toMatchObject([
      { metadata: { name: account.name, namespace: account.namespace } },
    ]);
    expect(bindings.map(({ roleRef }) => roleRef.name)).toEqual(roles.map(({ metadata }) => metadata.name));
    expect(bindings.map(({ subjects }) => subjects)).toEqual(bindings.map(() => [account]));
  });
});

describe('a cluster with the shipped role', () => {
  let cluster: SandboxCluster;
  let rehearsal: OpenRehearsal;
  let directory: string;
  const soon = () => Date.now() + 20_000;

  const refusalOf = (work: Promise<unknown>): Promise<ClusterFailure['kind'] | 'done'> =>
    work.then(
      () => 'done' as const,
      (error: unknown) => {
        if (!(error instanceof ClusterFailure)) throw error;
        return error.kind;
      },
    );
  const everything = async () => {
    const found = [];
    for (const request of plannedRequests) found.push(await refusalOf(rehearsal.rehearse(request, soon())));
    for (const { group, resource, only } of readableWhole) {
      const namespaced = resource !== 'nodes' && resource !== 'namespaces';
      const kind = { singular: '', kind: resource, shortNames: [], verbs: ['get'] };
      const where = { group, version: 'v1', name: resource, namespaced, ...kind };
      const read = rehearsal.read({ resource: where, namespace: 'shop', name: only ?? 'nothing' }, soon());
      found.push(await refusalOf(read));
    }
    return found;
  };

  beforeAll(async () => {
    cluster = await startCluster();
    directory = await mkdtemp(join(tmpdir(), 'keyturn-executor-'));
    const file = join(directory, 'kubeconfig');
    await writeFile(file, cluster.kubeconfig('system:serviceaccount:keyturn:keyturn-executor'));
    const access = createClusterAccess({ kind: 'kubeconfig', file, context: null });
    rehearsal = createRehearsal({ access, clock: systemClock, version: '1.2.3' });
  });
  afterAll(async () => {
    await rehearsal.close();
    await cluster.stop();
    await rm(directory, { recursive: true });
  });

  it('forbids everything before it is applied, and nothing that is needed afterwards', async () => {
    expect(new Set(await everything())).toEqual(new Set(['forbidden']));

    cluster.apply(text);

    // Nothing is there but kube-system: what is not forbidden is not found.
    expect(new Set(await everything())).toEqual(new Set(['not-found', 'done']));
    expect(cluster.requests.every(({ user }) => user.endsWith(':keyturn-executor'))).toBe(true);
  });
});
