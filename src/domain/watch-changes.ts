/** How many lines a person reads in a message that says what changed. */
const MOST = 8;

/**
 * What changed between two looks, as lines: what is gone with `-`, what is new with `+`. Lines that only moved are no
 * change. Empty: nothing changed.
 */
export function watchChanges(before: readonly string[], after: readonly string[]): readonly string[] {
  const gone = without(before, after).map((line) => `- ${line}`);
  const come = without(after, before).map((line) => `+ ${line}`);
  const all = [...gone, ...come];
  return all.length <= MOST ? all : [...all.slice(0, MOST - 1), `… and ${all.length - MOST + 1} more lines`];
}

/** The lines of one list that the other does not have, each as often as it has more of them. */
function without(lines: readonly string[], others: readonly string[]): readonly string[] {
  const left = new Map<string, number>();
  for (const line of others) left.set(line, (left.get(line) ?? 0) + 1);
  return lines.filter((line) => {
    const count = left.get(line) ?? 0;
    left.set(line, count - 1);
    return count <= 0;
  });
}
