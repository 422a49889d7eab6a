/**
 * The smallest of the values that at least `share` (0 to 1) of all are not above: the nearest-rank percentile, which
 * is always a value that was measured. Throws RangeError when nothing was measured.
 */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const found = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (found === undefined) throw new RangeError('there is no percentile of nothing');
  return found;
}

/** The middle value: of rounds that were disturbed now and then, the one to believe. */
export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}
