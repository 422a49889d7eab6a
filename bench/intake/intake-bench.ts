import { fileURLToPath } from 'node:url';
import { freePort } from '../../sandbox/process/free-port.ts';
import type { Bench, BenchDeps } from '../bench.ts';
import { firingBody } from '../bodies.ts';
import { type Figure, figure, type Goal } from '../figure.ts';
import { median } from '../percentile.ts';
import { openStage, type StagedBot } from '../stage.ts';
import { startNode } from '../start-node.ts';
import { untilDrained } from '../until-drained.ts';
import { flood } from './flood.ts';
import { type Round, roundOf } from './round.ts';

const CONNECTIONS = 50;
const DELIVERIES = 2_000;
const ROUNDS = 11;

/** Nobody is interested in how fast programs are that have just been started. */
const WARM_UP_ROUNDS = 3;

/** The last delivery of a round is drained by then, or the drain does not keep up at all. */
const DRAIN_PATIENCE_MS = 30_000;

const FLOOR_SERVER = fileURLToPath(new URL('./floor-server.ts', import.meta.url));

export const intakeBench: Bench = {
  name: 'intake',
  asks: 'how many deliveries a second are stored and answered, against one bare Redis write',
  measure: measureIntake,
};

type Target = { readonly url: string; readonly headers: Readonly<Record<string, string>> };

const kinds = ['floor', 'whole', 'alone', 'heartbeat'] as const;
type Rounds = Readonly<Record<(typeof kinds)[number], readonly Round[]>>;

async function measureIntake(deps: BenchDeps): Promise<readonly Figure[]> {
  const targets = await openTargets(deps);
  const rounds: Record<(typeof kinds)[number], Round[]> = { floor: [], whole: [], alone: [], heartbeat: [] };
  const drained: number[] = [];
  for (let n = 1 - WARM_UP_ROUNDS; n <= ROUNDS; n++) {
    const bodies = Array.from({ length: DELIVERIES }, (_, i) => firingBody(`team-${n}-${i}`));
    const floor = await measured(targets.floor, bodies);
    const began = performance.now();
    const whole = await measured(targets.whole, bodies);
    // What is drained meanwhile is part of the figure; what is drained afterwards would disturb the next one.
    await untilDrained(targets.inbox, DRAIN_PATIENCE_MS);
    const perSecondDrained = bodies.length / ((performance.now() - began) / 1_000);
    const heartbeat = await measured(targets.whole, bodies);
    const alone = await measured(targets.alone, bodies);
    if (n < 1) continue;
    const now = { floor, whole, alone, heartbeat };
    for (const kind of kinds) rounds[kind].push(now[kind]);
    drained.push(perSecondDrained);
    deps.say(`intake ${n}/${ROUNDS}: ${kinds.map((kind) => `${kind} ${shown(now[kind])}`).join(', ')}`);
  }
  return intakeFigures(rounds, drained);
}

async function openTargets(deps: BenchDeps) {
  const stage = await openStage(deps);
  const port = await freePort();
  const args = [String(port), stage.redisUrl, 'bench-floor'];
  const spec = { name: 'The floor', script: FLOOR_SERVER, args, port, path: '/', settings: null };
  const floor = await startNode({ ...spec, profileInto: deps.profileInto });
  deps.stops.push(() => floor.stop());
  const whole = await stage.startBot('{bench-whole}');
  stage.slack.setRequestUrl(whole.url);
  const alone = await stage.startBot('{bench-intake}', 'intake');
  return {
    floor: { url: floor.url, headers: { 'content-type': 'application/json' } },
    whole: targetOf(whole),
    alone: targetOf(alone),
    inbox: whole.store.deliveries,
  };
}

function targetOf({ webhook, settings }: StagedBot): Target {
  return { url: webhook, headers: settings.senderHeaders };
}

async function measured({ url, headers }: Target, bodies: readonly string[]): Promise<Round> {
  return roundOf(await flood({ url, headers, bodies, connections: CONNECTIONS }));
}

/** The middle of all rounds, each kind beside the floor. */
export function intakeFigures(rounds: Rounds, drained: readonly number[]): readonly Figure[] {
  const middle = (kind: keyof Rounds, what: keyof Round) => median(rounds[kind].map((round) => round[what]));
  const beside = (name: string, kind: keyof Rounds, what: keyof Round, goal?: Goal) =>
    figure({
      name,
      unit: what === 'perSecond' ? 'deliveries/s' : 'ms',
      value: middle(kind, what),
      floor: middle('floor', what),
      ...(goal ? { goal } : {}),
    });
  return [
    beside('intake', 'whole', 'perSecond', { of: 'ratio', is: '>=', limit: 0.6 }),
    beside('intake.p99', 'whole', 'p99', { of: 'ratio', is: '<=', limit: 3 }),
    beside('intake.p50', 'whole', 'p50'),
    beside('intake.heartbeats', 'heartbeat', 'perSecond'),
    beside('intake.heartbeats.p99', 'heartbeat', 'p99'),
    beside('intake.alone', 'alone', 'perSecond'),
    beside('intake.alone.p99', 'alone', 'p99'),
    figure({ name: 'intake.drain', unit: 'deliveries/s', value: median(drained) }),
  ];
}

function shown({ perSecond, p99 }: Round): string {
  return `${Math.round(perSecond)}/s (p99 ${p99.toFixed(1)} ms)`;
}
