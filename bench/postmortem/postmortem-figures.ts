import { type Figure, figure, type Goal } from '../figure.ts';
import { median } from '../percentile.ts';
import { type LeastReads, sumOf } from './least-reads.ts';
import { limitFloor } from './limit-floor.ts';
import type { MeasuredExport } from './measured-export.ts';

/** One draft, and the processor time of its floor. */
type Measured = MeasuredExport & { readonly floor: number };

/** MiB. */
const MOST_MEMORY = 300;

/** So soon Slack wants a click to be answered. */
const ACKNOWLEDGED_MS = 3_000;

const none: Goal = { of: 'value', is: '<=', limit: 0 };
const atMost = (limit: number): Goal => ({ of: 'ratio', is: '<=', limit });

/** `first`: of what nobody had heard; `second`: of which all but the last page was known. */
export function postmortemFigures(found: {
  readonly first: Measured;
  readonly second: Measured;
  /** MiB: before the first, at most until its end, at most until the end of the second. */
  readonly memory: { readonly idle: number; readonly peak: number; readonly later: number };
  /** Milliseconds until the channels of other alerts were usable. */
  readonly alerts: { readonly calm: readonly number[]; readonly busy: readonly number[] };
  /** Milliseconds of the longest wait for any answer of the bot while the first was written. */
  readonly slowestAnswer: number;
}): readonly Figure[] {
  const { first, second, memory, alerts } = found;
  const calm = median(alerts.calm);
  const limited = [...first.calls, ...second.calls].filter(({ status }) => status === 429).length;
  return [
    reads('postmortem.calls', first),
    reads('postmortem.calls.later', second),
    figure({ name: 'postmortem.rate-limited', unit: 'Slack calls', value: limited, goal: none }),
    figure({
      name: 'postmortem.time',
      unit: 's',
      value: first.wall / 1_000,
      floor: limitFloor(first.least) / 1_000,
      goal: atMost(1.1),
    }),
    figure({ name: 'postmortem.time.later', unit: 's', value: second.wall / 1_000 }),
    figure({ name: 'postmortem.cpu', unit: 'ms', value: first.cpu, floor: first.floor }),
    figure({ name: 'postmortem.cpu.later', unit: 'ms', value: second.cpu, floor: second.floor }),
    figure({
      name: 'postmortem.memory',
      unit: 'MiB',
      value: memory.peak,
      floor: memory.idle,
      goal: { of: 'value', is: '<=', limit: MOST_MEMORY },
    }),
    figure({ name: 'postmortem.memory.above', unit: 'MiB above idle', value: memory.peak - memory.idle }),
    figure({ name: 'postmortem.memory.later', unit: 'MiB', value: memory.later, floor: memory.idle }),
    figure({
      name: 'postmortem.beside',
      unit: 'ms',
      value: median(alerts.busy),
      floor: calm,
      goal: atMost(1.5),
    }),
    figure({ name: 'postmortem.beside.worst', unit: 'ms', value: Math.max(...alerts.busy), floor: calm }),
    figure({
      name: 'postmortem.answer.worst',
      unit: 'ms',
      value: found.slowestAnswer,
      goal: { of: 'value', is: '<=', limit: ACKNOWLEDGED_MS },
    }),
  ];
}

function reads(
  name: string,
  { reads, least }: { readonly reads: MeasuredExport['reads']; readonly least: LeastReads },
): Figure {
  return figure({ name, unit: 'reading calls', value: reads.length, floor: sumOf(least), goal: atMost(1) });
}
