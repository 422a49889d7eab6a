/**
 * A name of at most `width` characters: cut in the middle, because names of one workload begin alike and their ends
 * tell them apart. In: any text and a width of at least 3.
 */
export function shorten(name: string, width: number): string {
  if (name.length <= width) return name;
  const tail = Math.ceil((width - 1) / 2);
  return `${name.slice(0, width - 1 - tail)}…${name.slice(name.length - tail)}`;
}

/** A name without its domain is read as a whole up to this length: a cut in its middle takes just what is looked for. */
const WHOLE = 20;

/**
 * Shortens names that belong together, no more than so that they still differ. A domain that all of them end with
 * (`.eu-west-1.compute.internal`) tells nothing and goes first; what is then short enough is not cut, and so may be a
 * little longer than `width`.
 */
export function shortenAll(names: readonly string[], width: number): readonly string[] {
  const longest = Math.max(0, ...names.map(({ length }) => length));
  if (longest <= width) return names;
  const domain = commonDomain(names);
  const bare = domain === '' ? names : names.map((name) => name.slice(0, -domain.length));
  if (domain !== '' && bare.every(({ length }) => length <= WHOLE)) return bare;
  const different = new Set(names).size;
  for (let tried = width; tried < longest; tried++) {
    const short = bare.map((name) => shorten(name, tried));
    if (new Set(short).size === different) return short;
  }
  return names;
}

/** The longest end of all names that begins with a dot, empty when there is none. That of an address is no domain. */
function commonDomain(names: readonly string[]): string {
  const [first = '', ...others] = new Set(names);
  if (isAddress(first)) return '';
  for (let dot = first.indexOf('.', 1); dot > 0; dot = first.indexOf('.', dot + 1)) {
    const end = first.slice(dot);
    if (others.every((name) => name.endsWith(end) && name.length > end.length)) return end;
  }
  return '';
}

function isAddress(name: string): boolean {
  return /^[\d.]+$/.test(name);
}

/**
 * What tells pods of one workload apart in front of their log lines: the part behind the last dash, or the whole name
 * where that says too little or is not unique.
 */
export function shortPodNames(names: readonly string[]): ReadonlyMap<string, string> {
  const ends = names.map((name) => name.slice(name.lastIndexOf('-') + 1));
  const telling = new Set(ends).size === new Set(names).size && ends.every((end) => end.length >= 3);
  return new Map(names.map((name, index) => [name, telling ? (ends[index] ?? name) : name]));
}
