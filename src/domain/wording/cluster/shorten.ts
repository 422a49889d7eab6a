/**
 * A name of at most `width` characters: cut in the middle, because names of one workload begin alike and their ends
 * tell them apart. In: any text and a width of at least 3.
 */
export function shorten(name: string, width: number): string {
  if (name.length <= width) return name;
  const tail = Math.ceil((width - 1) / 2);
  return `${name.slice(0, width - 1 - tail)}…${name.slice(name.length - tail)}`;
}

/** Shortens names that belong together, no more than so that they still differ. */
export function shortenAll(names: readonly string[], width: number): readonly string[] {
  const different = new Set(names).size;
  const longest = Math.max(0, ...names.map(({ length }) => length));
  for (let tried = width; tried < longest; tried++) {
    const short = names.map((name) => shorten(name, tried));
    if (new Set(short).size === different) return short;
  }
  return names;
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
