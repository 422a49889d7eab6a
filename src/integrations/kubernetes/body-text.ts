import type { Sink } from './exchange.ts';

/** How the bytes of an answer become the text that is parsed. */
export type BodyText = {
  /** Called for each attempt at it. */
  readonly open: Sink;
  /** The text of the attempt that was opened last. */
  whole(): string;
};
