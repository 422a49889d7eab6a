/**
 * The most lines that two texts have in common in one order, as pairs of places: the textbook's table of the longest
 * common subsequence. Its time and memory are the product of both lengths, so it is for short texts. Of several answers
 * it takes the one with the earliest lines.
 */
export function longestCommon(
  lines: readonly string[],
  others: readonly string[],
): readonly (readonly [number, number])[] {
  const width = others.length + 1;
  // At [line, other]: how many lines are common from there on.
  const common = new Uint32Array((lines.length + 1) * width);
  const commonFrom = (line: number, other: number): number => common[line * width + other] ?? 0;
  for (let line = lines.length - 1; line >= 0; line--)
    for (let other = others.length - 1; other >= 0; other--)
      common[line * width + other] =
        lines[line] === others[other]
          ? commonFrom(line + 1, other + 1) + 1
          : Math.max(commonFrom(line + 1, other), commonFrom(line, other + 1));
  const pairs: (readonly [number, number])[] = [];
  let [line, other] = [0, 0];
  while (line < lines.length && other < others.length) {
    if (lines[line] === others[other]) pairs.push([line++, other++]);
    else if (commonFrom(line + 1, other) >= commonFrom(line, other + 1)) line++;
    else other++;
  }
  return pairs;
}
