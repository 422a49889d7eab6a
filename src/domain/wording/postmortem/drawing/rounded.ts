/** One digit after the point is finer than any screen, and the same on every machine. */
export function rounded(number: number): string {
  return String(Math.round(number * 10) / 10);
}
