/** What came of a question. All of it is redacted and harmless. */
export type Answer = {
  /** `refused`: the question makes no sense there (no such kind, several fit). `failed`: the cluster did not answer. */
  readonly outcome: 'answered' | 'refused' | 'failed';
  /** One line that stands alone: `12 pods in shop, 3 not ready`, or the sentence why not. For the log and the push. */
  readonly summary: string;
  /** Monospaced, whole, at most 1 MiB; null when the summary says all. */
  readonly text: string | null;
  /** Of the text as a file: `pods-shop.txt`. */
  readonly fileName: string;
  /** Lines to type next. */
  readonly lookNext: readonly string[];
  /** Which end of the text is shown when it is long: the last lines of a log. */
  readonly keep: 'first' | 'last';
  /**
   * The lines that mean something, without ages and other things that change by themselves: what is watched has changed
   * when these have. Left out: the summary is all.
   */
  readonly essence?: readonly string[];
};
