/**
 * A backtracking matcher that counts its steps: how much work a pattern makes of a text, without a clock. It knows the
 * syntax that the redaction uses, and refuses any other.
 */
export type Counter = { steps: number };

type Next = (at: number) => number;
type Node = (at: number, next: Next) => number;
type One = (code: number) => boolean;

/** Compiles a pattern; the result gives the bounds of the first match at or after `from`, counting every step. */
export function countingRegExp(
  pattern: RegExp,
  counter: Counter,
): (text: string, from: number) => [number, number] | null {
  let text = '';
  const source = pattern.source;
  const flags = pattern.flags.replace(/[gy]/g, '');
  let at = 0;

  const one = (test: One): Node => {
    return (i, next) => {
      counter.steps++;
      return i < text.length && test(text.charCodeAt(i)) ? next(i + 1) : -1;
    };
  };
  const classTest = (piece: string): One => {
    const known: (boolean | undefined)[] = [];
    const native = new RegExp(`^${piece}$`, flags);
    return (code) => {
      known[code] ??= native.test(String.fromCharCode(code));
      return known[code];
    };
  };

  const alternatives = (): Node => {
    const all = [sequence()];
    while (source[at] === '|') {
      at++;
      all.push(sequence());
    }
    if (all.length === 1) return all[0]!;
    return (i, next) => {
      for (const alternative of all) {
        const end = alternative(i, next);
        if (end >= 0) return end;
      }
      return -1;
    };
  };

  const sequence = (): Node => {
    const all: Node[] = [];
    while (at < source.length && source[at] !== '|' && source[at] !== ')') all.push(quantified());
    return all.reduceRight<Node>(
      (rest, node) => (i, next) => node(i, (j) => rest(j, next)),
      (i, next) => next(i),
    );
  };

  const quantified = (): Node => {
    const [node, test] = atom();
    const found = /^(?:[*+?]|\{(\d+)(?:(,)(\d*))?\})\??/.exec(source.slice(at));
    if (!found) return node;
    at += found[0].length;
    const sign = found[0][0];
    const least = sign === '+' ? 1 : sign === '{' ? Number(found[1]) : 0;
    const most =
      sign === '?' ? 1 : sign === '{' ? (found[2] ? Number(found[3] || Infinity) : least) : Infinity;
    const lazy = found[0].length > 1 && found[0].endsWith('?');
    return test ? loopOfOne(test, least, most, lazy) : loopOfMany(node, least, most, lazy);
  };

  // A class repeated: without recursion, so that a megabyte of it fits the stack.
  const loopOfOne = (test: One, least: number, most: number, lazy: boolean): Node => {
    const holds = (i: number) => {
      counter.steps++;
      return i < text.length && test(text.charCodeAt(i));
    };
    return (from, next) => {
      let i = from;
      while (i - from < least) if (!holds(i++)) return -1;
      if (lazy) {
        for (;;) {
          const end = next(i);
          if (end >= 0) return end;
          if (i - from >= most || !holds(i)) return -1;
          i++;
        }
      }
      while (i - from < most && holds(i)) i++;
      for (; i - from >= least; i--) {
        counter.steps++;
        const end = next(i);
        if (end >= 0) return end;
      }
      return -1;
    };
  };

  const loopOfMany = (node: Node, least: number, most: number, lazy: boolean): Node => {
    const again = (count: number, i: number, next: Next): number => {
      counter.steps++;
      const more = () =>
        count < most ? node(i, (j) => (j === i && count >= least ? -1 : again(count + 1, j, next))) : -1;
      if (count < least) return more();
      if (lazy) {
        const end = next(i);
        return end >= 0 ? end : more();
      }
      const end = more();
      return end >= 0 ? end : next(i);
    };
    return (i, next) => again(0, i, next);
  };

  const group = (): Node => {
    const lead = /^\((?:\?(?::|=|!|<=|<!))?/.exec(source.slice(at))![0];
    at += lead.length;
    const inner = alternatives();
    at++;
    if (lead === '(' || lead === '(?:') return inner;
    const wanted = lead.endsWith('=');
    // Lookbehind is only used for one character.
    const shift = lead.includes('<') ? 1 : 0;
    return (i, next) => ((i - shift >= 0 && inner(i - shift, (j) => j) >= 0) === wanted ? next(i) : -1);
  };

  const atom = (): [Node, One | null] => {
    const rest = source.slice(at);
    if (rest.startsWith('(')) return [group(), null];
    if (rest.startsWith('^')) return [anchor((i) => i === 0), null];
    if (rest.startsWith('$')) return [anchor((i) => i === text.length), null];
    if (rest.startsWith('\\b')) return [anchor((i) => isWord(i - 1) !== isWord(i), 2), null];
    const piece =
      /^(?:\[(?:\\u[0-9a-fA-F]{4}|\\.|[^\]\\])*\]|\\u[0-9a-fA-F]{4}|\\p\{\w+\}|\\[^0-9bBkpPuxc]|[^\\[\](){}*+?|^$])/.exec(
        rest,
      )?.[0];
    if (piece === undefined)
      throw new Error(`no such syntax in the counting matcher: ${rest.slice(0, 20)} of ${source}`);
    at += piece.length;
    const test = classTest(piece);
    return [one(test), test];
  };
  const anchor = (holds: (i: number) => boolean, length = 1): Node => {
    at += length;
    return (i, next) => {
      counter.steps++;
      return holds(i) ? next(i) : -1;
    };
  };
  const isWord = (i: number) => i >= 0 && i < text.length && /\w/.test(text.charAt(i));

  const whole = alternatives();
  if (at < source.length) throw new Error(`not all of ${source} was understood`);
  const anchored = /^\^(?!.*\|)|^\^\(\?:[^()]*\)/.test(source) || pattern.sticky;
  return (input, from) => {
    text = input;
    for (let start = from; start <= text.length; start++) {
      counter.steps++;
      const end = whole(start, (i) => i);
      if (end >= 0) return [start, end];
      if (anchored) return null;
    }
    return null;
  };
}
