/** Armoured text (PEM, PGP, wrapped base64) whose end has not come yet. */
export type Armour = {
  /** What stood before it on its first line, digits as one: a log's time stamp stands before each of its lines. */
  readonly lead: string;
  /** True right behind a line of it: only then a short run of letters is taken for its last line. */
  readonly near: boolean;
  /** True before the first line of its body, where headers may stand. */
  readonly atHead: boolean;
  /** The length of the longest line of the key that is being read; a shorter one may be the last. 0 before. */
  readonly width: number;
  /** Lines of something else that it still outlives: parallel logs are mixed line by line. */
  readonly patience: number;
};

/** What the lines before a line say about it. */
export type Surroundings = {
  readonly armour: Armour | null;
  /** The indentation of a name whose value is the block of deeper lines below it. */
  readonly block: number | null;
  /** What the next line holds by itself: `value: x` after `name: DB_PASSWORD`, `- x` after `- --password`, a deeper line after `password:`. */
  readonly next: 'value' | 'item' | 'scalar' | null;
  /** True within an entry of a .netrc file. */
  readonly netrc: boolean;
};

/** Before the first line. */
export const OUTSIDE: Surroundings = { armour: null, block: null, next: null, netrc: false };
