import { type Counter, countingRegExp } from './counting-regexp.ts';

type Exec = (this: RegExp, text: string) => RegExpExecArray | null;

/**
 * Counts the work that a function does on text: every pattern it runs is run a second time by a matcher that counts
 * its steps (and must find the same), and every search for a literal counts the characters it passes.
 */
export function countWork(run: () => void): number {
  const counter: Counter = { steps: 0 };
  const compiled = new Map<RegExp | string, ReturnType<typeof countingRegExp>>();
  const prototype = RegExp.prototype as { exec: Exec };
  const native = prototype.exec;
  const indexOf = String.prototype.indexOf;
  let counting = true;

  prototype.exec = function (text) {
    if (!counting) return native.call(this, text);
    counting = false;
    try {
      const key = `${this.source}/${this.flags}`;
      const matcher = compiled.get(key) ?? countingRegExp(this, counter);
      compiled.set(key, matcher);
      const from = this.global || this.sticky ? this.lastIndex : 0;
      const bounds = from > text.length ? null : matcher(text, from);
      const found = native.call(this, text);
      const seen = found ? [found.index, found.index + found[0].length] : null;
      if (String(seen) !== String(bounds))
        throw new Error(`${key} matched ${seen}, the counting matcher ${bounds}`);
      return found;
    } finally {
      counting = true;
    }
  };
  String.prototype.indexOf = function (wanted, from = 0) {
    const at = indexOf.call(this, wanted, from);
    if (counting) counter.steps += (at < 0 ? this.length : at) - from;
    return at;
  };
  try {
    run();
  } finally {
    prototype.exec = native;
    String.prototype.indexOf = indexOf;
  }
  return counter.steps;
}
