import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { RequestRecord } from '../../../sandbox/cluster/http/request-log.ts';
import type { ClusterOptions, SandboxCluster } from '../../../sandbox/cluster/sandbox-cluster.ts';
import { startCluster } from '../../../sandbox/cluster/start-cluster.ts';
import { EXECUTOR, executorObjects } from '../../../sandbox/stage/executor.ts';
import { READER, readerObjects } from '../../../sandbox/stage/reader.ts';
import { loadStory } from '../../../sandbox/stories/load-story.ts';
import { actionNames } from '../../../src/domain/action/action-name.ts';
import type { Proposal, ProposalState } from '../../../src/domain/proposal/proposal.ts';
import { type AskingWorld, asking, invited, type ReadCluster } from '../asking-world.ts';
import type { Room } from '../room.ts';
import { startWorld, type WorldOptions } from '../world.ts';

/** How long a change may take until a test gives up. */
const PATIENCE = 60_000;

/** ana asks; ben and chloe have the second key, dan is woken when they sleep; eve has none. */
const GROUPS = [
  { handle: 'sre', id: 'SSRE', members: ['ben', 'chloe'] },
  { handle: 'leads', id: 'SLEADS', members: ['dan'] },
];

export type GateOptions = Omit<WorldOptions, 'settings'> & {
  readonly story?: string;
  readonly cluster?: ClusterOptions;
  /** More clusters, which are only read. */
  readonly others?: readonly ReadCluster['setting'][];
  /** Instead of the usual rules for changes, or parts of them. */
  readonly actions?: object;
  /** More settings. */
  readonly settings?: WorldOptions['settings'];
};

/** A bot that may change a cluster, in whose incident INC-1 people are. */
export type GateWorld = AskingWorld & {
  /** The files with the two identities in the cluster. */
  readonly kubeconfigs: { readonly reading: string; readonly writing: string };
  /** The setting `actions` with something else in it, for an instance whose rules were edited. */
  rules(changed: object): { readonly actions: object };
  readonly room: (incident: string) => Promise<Room>;
  /** Every request that could have changed something, dry runs left out. */
  writes(): readonly RequestRecord[];
  /** The proposal as the log has it. */
  proposal(number?: number): Promise<Proposal>;
  /** Waits until the proposal is so, for so many milliseconds at most; gives it. */
  becomes(
    state: ProposalState | readonly ProposalState[],
    number?: number,
    patience?: number,
  ): Promise<Proposal>;
};

/** Starts a world with a story's cluster that has both identities as they are shipped, and controllers that act. */
export async function startGateWorld(options: GateOptions = {}): Promise<GateWorld> {
  const {
    story: name = 'latest-tag',
    cluster: clusterOptions,
    others = [],
    actions,
    settings,
    slack,
    ...rest
  } = options;
  const now = rest.clock?.now ?? Date.now;
  const { story, objects, logs } = loadStory(name, { now: now() });
  const cluster = await startCluster({
    objects: [...objects, ...readerObjects(), ...executorObjects(), ...(clusterOptions?.objects ?? [])],
    logs,
    metrics: true,
    now,
    controllers: clusterOptions?.controllers ?? { speed: 20 },
  });
  onTestFinished(() => cluster.stop());
  const { reading, writing } = await kubeconfigs(cluster);
  const usual = {
    clusters: [
      { name: 'prod-eu1', kubeconfig: writing, allow: [{ namespaces: 'all', offered: [...actionNames] }] },
    ],
    approvers: { standard: ['SSRE', 'SLEADS'] },
    ...actions,
  };
  const world = await startWorld({
    ...rest,
    slack: { userGroups: GROUPS, ...slack },
    settings: (workspace) => ({
      clusters: [{ name: 'prod-eu1', kubeconfig: reading }, ...others],
      actions: usual,
      ...invited(workspace),
      ...(typeof settings === 'function' ? settings(workspace) : settings),
    }),
  });
  const proposal = async (number = 1, incident = 'INC-1'): Promise<Proposal> => {
    const found = (await world.incident(incident)).proposals.find((each) => each.proposal === number);
    if (!found) throw new Error(`There is no proposal ${number}.`);
    return found;
  };
  return {
    ...world,
    ...asking(world, story),
    cluster,
    story,
    kubeconfigs: { reading, writing },
    rules: (changed) => ({ actions: { ...usual, ...changed } }),
    writes: () => cluster.requests.filter(isWrite),
    proposal,
    async becomes(state, number = 1, patience = PATIENCE) {
      const states = typeof state === 'string' ? [state] : state;
      const last = performance.now() + patience;
      for (;;) {
        const now = await proposal(number).catch(() => null);
        if (now && states.includes(now.state)) return now;
        if (performance.now() > last) {
          throw new Error(
            `Proposal ${number} is ${now?.state ?? 'not there'}, not ${states.join(' or ')}: ${JSON.stringify(now?.ended ?? now?.progress ?? null)}`,
          );
        }
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
  };
}

function isWrite({ method, path }: RequestRecord): boolean {
  if (method === 'GET' || path.includes('authorization.k8s.io')) return false;
  return !path.includes('dryRun=All');
}

async function kubeconfigs(cluster: SandboxCluster): Promise<{ reading: string; writing: string }> {
  const dir = await mkdtemp(join(tmpdir(), 'keyturn-gate-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  const write = async (name: string, user: string): Promise<string> => {
    const file = join(dir, `${name}.yaml`);
    await writeFile(file, cluster.kubeconfig(user), { mode: 0o600 });
    return file;
  };
  return { reading: await write('reader', READER), writing: await write('executor', EXECUTOR) };
}
