/** One thing that somebody saw: when (ISO 8601), in which room, from whom, who could see it, and what it said. */
export type Entry = {
  readonly t: string;
  readonly where: string;
  readonly who: string;
  readonly to: string;
  readonly text: string;
};

/** The same before it is known when. */
export type Seen = Omit<Entry, 't'>;

/** Where the demo's story goes: its scenes' headings, and what people saw. */
export type Audience = { scene(title: string): void; entry(entry: Entry): void };

/** Tells several at once. */
export const everyAudience = (...all: readonly Audience[]): Audience => ({
  scene(title) {
    for (const one of all) one.scene(title);
  },
  entry(entry) {
    for (const one of all) one.entry(entry);
  },
});
