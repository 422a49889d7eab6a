import { type Figure, figure, type Goal } from '../figure.ts';
import { median } from '../percentile.ts';
import type { Reading } from './reading-child.ts';

/** What the cluster was asked meanwhile, as it counts itself. */
export type Heard = { readonly requests: number; readonly bytes: number; readonly connections: number };

/**
 * One process: its very first reading, which is the bot's rehearsal, its first diagnosis, those that followed, and what
 * the cluster heard of the first diagnosis; connections are counted from the start on.
 */
export type Round = {
  readonly cold: Reading;
  readonly first: Reading;
  readonly later: readonly Reading[];
  readonly heard: Heard;
};

const MEBIBYTE = 1_024 * 1_024;

/** MiB above what the process held before its first reading. */
const MOST_MEMORY = 400;

/** The connections that the door to one cluster has. */
const POOL = 8;

/**
 * The round in the middle by its ratio to the floor of the same round: both were measured within a second, and a machine
 * that is busy with other things slows down both. Rounds that were disturbed in one half only are at the ends. Throws when one of them did not read what
 * the others read: that would be fast, and no diagnosis.
 */
export function diagnosisFigures(floors: readonly Round[], wholes: readonly Round[]): readonly Figure[] {
  const objects = new Set([...floors, ...wholes].flatMap(readingsOf).map(({ said }) => said.objects));
  if (objects.size !== 1) {
    throw new Error(`not everybody read the same: ${[...objects].join(', ')} objects`);
  }
  if (wholes.some(({ first }) => !first.said.findings)) throw new Error('a diagnosis found nothing');
  const beside = (name: string, unit: string, of: (round: Round) => number, goal?: Goal) =>
    figure({ name, unit, ...middleOf(floors.map(of), wholes.map(of)), ...(goal ? { goal } : {}) });
  const last = ({ first, later }: Round): Reading => later.at(-1) ?? first;
  const time: Goal = { of: 'ratio', is: '<=', limit: 1.3 };
  return [
    beside('diagnosis.time', 'ms', ({ first }) => first.wall, time),
    beside('diagnosis.time.later', 'ms', ({ later }) => median(later.map(({ wall }) => wall)), time),
    beside('diagnosis.time.cold', 'ms', ({ cold }) => cold.wall),
    beside('diagnosis.cpu', 'ms', ({ first }) => first.cpu),
    beside('diagnosis.cpu.later', 'ms', ({ later }) => median(later.map(({ cpu }) => cpu))),
    beside('diagnosis.cpu.cold', 'ms', ({ cold }) => cold.cpu),
    figure({
      name: 'diagnosis.checks',
      unit: 'ms',
      value: median(wholes.map(({ first }) => first.said.checks ?? Number.NaN)),
    }),
    // Who the cluster is, is asked once in five minutes: its version and its own name. The rehearsal has asked.
    beside('diagnosis.requests', 'requests', ({ heard }) => heard.requests, {
      of: 'ratio',
      is: '<=',
      limit: 1.1,
    }),
    beside('diagnosis.bytes', 'MB', ({ heard }) => heard.bytes / 1_000_000, {
      of: 'ratio',
      is: '<=',
      limit: 1.1,
    }),
    figure({
      name: 'diagnosis.connections',
      unit: 'TLS connections',
      value: Math.max(...wholes.map(({ heard }) => heard.connections)),
      goal: { of: 'value', is: '<=', limit: POOL },
    }),
    beside('diagnosis.memory', 'MiB above idle', ({ first }) => aboveIdle(first), {
      of: 'value',
      is: '<=',
      limit: MOST_MEMORY,
    }),
    beside('diagnosis.memory.later', 'MiB above idle', (round) => aboveIdle(last(round))),
  ];
}

function middleOf(floors: readonly number[], wholes: readonly number[]): { value: number; floor: number } {
  const rounds = wholes.map((value, n) => ({ value, floor: floors[n] ?? Number.NaN }));
  const ratios = rounds.map(({ value, floor }) => value / floor);
  return rounds[ratios.indexOf(median(ratios))] ?? { value: Number.NaN, floor: Number.NaN };
}

function readingsOf({ cold, first, later }: Round): readonly Reading[] {
  return [cold, first, ...later];
}

function aboveIdle({ peak, idle }: Reading): number {
  return (peak - idle) / MEBIBYTE;
}
