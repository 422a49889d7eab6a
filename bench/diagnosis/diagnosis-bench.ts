import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ClusterProcess, startClusterProcess } from '../../sandbox/cluster/start-cluster-process.ts';
import type { Bench, BenchDeps } from '../bench.ts';
import type { Figure } from '../figure.ts';
import { diagnosisFigures, type Heard, type Round } from './diagnosis-figures.ts';
import { type ReadingProcess, startChild } from './start-child.ts';

const SIZE = { nodes: 500, pods: 5_000 };
const ROUNDS = 7;

/** How many more diagnoses a process makes after its first. */
const LATER = 3;

/** What an alert about the first application of the large cluster says. */
const LABELS = { alertname: 'KubePodCrashLooping', namespace: 'team-shop', deployment: 'api-0' };

export const diagnosisBench: Bench = {
  name: 'diagnosis',
  asks: `what one diagnosis of ${SIZE.nodes} nodes and ${SIZE.pods} pods takes, against only reading and parsing them`,
  measure: measureDiagnosis,
};

async function measureDiagnosis(deps: BenchDeps): Promise<readonly Figure[]> {
  deps.say(`diagnosis: a cluster of ${SIZE.nodes} nodes and ${SIZE.pods} pods ...`);
  const cluster = await startClusterProcess(SIZE);
  deps.stops.push(() => cluster.stop());
  const dir = await mkdtemp(join(tmpdir(), 'keyturn-bench-'));
  deps.stops.push(() => rm(dir, { recursive: true, force: true }));
  const kubeconfig = join(dir, 'kubeconfig');
  await writeFile(kubeconfig, cluster.kubeconfig, { mode: 0o600 });
  const floors: Round[] = [];
  const wholes: Round[] = [];
  // Round 0 is for the cluster: it writes an object as JSON once, when it is first asked for it.
  for (let n = 0; n <= ROUNDS; n++) {
    const floor = await round(deps, cluster, './floor-child.ts', [kubeconfig]);
    const whole = await round(deps, cluster, './whole-child.ts', [kubeconfig, JSON.stringify(LABELS)]);
    if (n === 0) continue;
    floors.push(floor);
    wholes.push(whole);
    deps.say(`diagnosis ${n}/${ROUNDS}: floor ${shown(floor)}, diagnosis ${shown(whole)}`);
  }
  return diagnosisFigures(floors, wholes);
}

async function round(
  { profileInto, stops }: BenchDeps,
  cluster: ClusterProcess,
  script: './floor-child.ts' | './whole-child.ts',
  args: readonly string[],
): Promise<Round> {
  const child = await startChild(script, args, profileInto);
  stops.push(() => child.stop());
  const atStart = await cluster.asked();
  const cold = await child.read();
  const before = await cluster.asked();
  const first = await child.read();
  const after = await cluster.asked();
  const later = await readings(child, LATER);
  await child.stop();
  const { connections } = differenceOf(after, atStart);
  return { cold, first, later, heard: { ...differenceOf(after, before), connections } };
}

async function readings(child: ReadingProcess, times: number): Promise<Round['later']> {
  const found: Round['later'][number][] = [];
  for (let n = 0; n < times; n++) found.push(await child.read());
  return found;
}

function differenceOf(after: Heard, before: Heard): Heard {
  return {
    requests: after.requests - before.requests,
    bytes: after.bytes - before.bytes,
    connections: after.connections - before.connections,
  };
}

function shown({ cold, first, later }: Round): string {
  return `cold ${Math.round(cold.wall)} ms, then ${Math.round(first.wall)} ms, later ${later.map(({ wall }) => Math.round(wall)).join(', ')} ms`;
}
