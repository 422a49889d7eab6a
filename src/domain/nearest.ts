/**
 * The candidate that was most likely meant by `word`, or null when none is near: one that begins with it, else the one
 * with the fewest typing errors (a letter added, dropped, changed, or two swapped), at most a third of the word.
 */
export function nearest(word: string, candidates: readonly string[]): string | null {
  const typed = word.toLowerCase();
  if (typed === '') return null;
  const begun = candidates.find((candidate) => candidate.toLowerCase().startsWith(typed));
  if (begun !== undefined) return begun;
  const allowed = Math.max(1, Math.floor(typed.length / 3));
  let best: { readonly candidate: string; readonly errors: number } | null = null;
  for (const candidate of candidates) {
    // A long word can't be near a short one; this also bounds the work for whatever somebody pastes.
    if (Math.abs(candidate.length - typed.length) > allowed) continue;
    const errors = typingErrors(typed, candidate.toLowerCase());
    if (errors <= allowed && (best === null || errors < best.errors)) best = { candidate, errors };
  }
  return best?.candidate ?? null;
}

/** Optimal string alignment distance: insertions, deletions, changes, and swaps of neighbours. */
function typingErrors(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min(at(last, j) + 1, at(row, j - 1) + 1, at(last, j - 1) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, at(beforeLast, j - 2) + 1);
      }
      row.push(cost);
    }
    beforeLast = last;
    last = row;
  }
  return at(last, b.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}
