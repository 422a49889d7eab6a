import type { Figure } from './figure.ts';

/** What a bench may use: where to say what it is doing, where to leave profiles, how to undo what it starts. */
export type BenchDeps = {
  say(line: string): void;
  /** A folder for CPU profiles of the measured processes, or null. */
  readonly profileInto: string | null;
  /** What was started is added here, so that an interrupted bench ends it, too. */
  readonly stops: (() => Promise<void>)[];
};

/** One bench: what it answers, and how it is measured. */
export type Bench = {
  readonly name: string;
  readonly asks: string;
  measure(deps: BenchDeps): Promise<readonly Figure[]>;
};
