/**
 * How large the drawing is and where names stand, in its own units, which are the reader's pixels where it is not made
 * smaller. `beside`: names stand left of the bars; `above`: each over its bar, so that a narrow screen is all bars.
 */
export type DrawnLayout = {
  readonly name: 'broad' | 'narrow';
  readonly width: number;
  readonly left: number;
  readonly right: number;
  readonly labels: 'beside' | 'above';
  readonly bar: number;
  readonly columns: number;
  /** At most so many ticks stand side by side without touching each other. */
  readonly ticks: number;
  /** About as many characters of a name as fit. */
  readonly label: number;
};

/** Names over the five times stand in two heights above the ticks. */
export const TOP = 56;

/** How wide a character is at most, on average, in the page's font. */
export const CHARACTER = 7;

/** What a line of text takes. */
export const LINE = 16;

/** For a desktop, and for a sheet of A4 in portrait, where it becomes two thirds. */
export const broadLayout: DrawnLayout = {
  name: 'broad',
  width: 960,
  left: 190,
  right: 16,
  labels: 'beside',
  bar: 22,
  columns: 52,
  ticks: 8,
  label: 26,
};

/** For a phone: as wide as the page is there, so that nothing is made smaller and nothing scrolls sideways. */
export const narrowLayout: DrawnLayout = {
  name: 'narrow',
  width: 344,
  left: 2,
  right: 2,
  labels: 'above',
  bar: 20,
  columns: 44,
  ticks: 4,
  label: 44,
};
