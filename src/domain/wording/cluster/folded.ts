/** A text from the cluster as part of one line: with a line break in it, it could forge a line of its own. */
export function folded(text: string): string {
  return text.replace(/[^\S\r\n]*[\r\n\v\f\u0085\u2028\u2029]+\s*/g, ' ');
}
