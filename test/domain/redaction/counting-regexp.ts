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
  // What the part that was read last can begin with, where one character decides.
  let first: One | null = null;
  // True when that part looks without taking anything.
  let assertion = false;

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
    const starts: (One | null)[] = [];
    const all: Node[] = [];
    do {
      if (all.length > 0) at++;
      all.push(sequence());
      starts.push(first);
    } while (source[at] === '|');
    if (all.length === 1) {
      first = starts[0] ?? null;
      return all[0]!;
    }
    first = starts.every((test) => test) ? (code) => starts.some((test) => test?.(code)) : null;
    // The same steps in less time: alternatives that fail at their first character are counted together.
    const byCode: Node[][] = [];
    const viableAt = (code: number): Node[] => {
      const known = byCode[code] ?? all.filter((_, n) => starts[n]?.(code) ?? true);
      byCode[code] = known;
      return known;
    };
    return (i, next) => {
      counter.steps += all.length;
      const viable = i < text.length ? viableAt(text.charCodeAt(i)) : all;
      for (const alternative of viable) {
        const end = alternative(i, next);
        if (end >= 0) return end;
      }
      return -1;
    };
  };

  const sequence = (): Node => {
    const all: Node[] = [];
    let begins: One | null = null;
    let asserted = 0;
    while (at < source.length && source[at] !== '|' && source[at] !== ')') {
      all.push(quantified());
      if (all.length === asserted + 1) begins = first;
      if (assertion) asserted++;
    }
    first = begins;
    return all.reduceRight<Node>(
      (rest, node) => (i, next) => node(i, (j) => rest(j, next)),
      (i, next) => next(i),
    );
  };

  const quantified = (): Node => {
    const [node, test] = atom();
    const found = /^(?:[*+?]|\{(\d+)(?:(,)(\d*))?\})\??/.exec(source.slice(at));
    assertion &&= !found;
    first = test ?? (found ? null : first);
    if (!found) return node;
    if (/^(?:[*?]|\{0)/.test(found[0])) first = null;
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
    first = null;
    const lead = /^\((?:\?(?::|=|!|<=|<!))?/.exec(source.slice(at))![0];
    at += lead.length;
    const inner = alternatives();
    assertion = false;
    at++;
    if (lead === '(' || lead === '(?:') return inner;
    first = null;
    assertion = true;
    const wanted = lead.endsWith('=');
    // Lookbehind is only used for one character.
    const shift = lead.includes('<') ? 1 : 0;
    return (i, next) => ((i - shift >= 0 && inner(i - shift, (j) => j) >= 0) === wanted ? next(i) : -1);
  };

  const atom = (): [Node, One | null] => {
    first = null;
    assertion = false;
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
  const begins = first as One | null;
  const canBegin: (boolean | undefined)[] = [];
  const mayBegin = (i: number): boolean => {
    if (!begins || i >= text.length) return true;
    const code = text.charCodeAt(i);
    const known = canBegin[code] ?? begins(code);
    canBegin[code] = known;
    return known;
  };
  if (at < source.length) throw new Error(`not all of ${source} was understood`);
  const anchored = /^\^(?!.*\|)|^\^\(\?:[^()]*\)/.test(source) || pattern.sticky;
  return (input, from) => {
    text = input;
    for (let start = from; start <= text.length; start++) {
      counter.steps++;
      const end = mayBegin(start) ? whole(start, (i) => i) : -1;
      if (end >= 0) return [start, end];
      if (anchored) return null;
    }
    return null;
  };
}
