import type { Instant } from '../../instant.ts';

/** A piece of a sentence. Plain strings are text from anywhere: whoever renders makes them harmless. */
export type Span =
  | string
  | { readonly kind: 'bold' | 'code'; readonly text: string }
  /** Only http and https become a link; of another address the label alone is shown. */
  | { readonly kind: 'link'; readonly label: string; readonly url: string };

export type Rich = readonly Span[];

/** One line of the timeline as it is read: times of the team and in UTC (null: the same), who, what, and the link to the message. */
export type SectionEntry = {
  readonly id: string;
  readonly at: Instant;
  readonly clock: string;
  readonly utc: string | null;
  readonly by: string;
  readonly text: Rich;
  /** What was written, when it is more than a line. */
  readonly quote: string | null;
  readonly permalink: string | null;
};

/** What a section is made of, free of any markup. */
export type Block =
  | { readonly kind: 'text'; readonly text: Rich }
  /** `anchor`: by which a link within the document finds it; null: nothing links to it. */
  | { readonly kind: 'heading'; readonly text: string; readonly anchor: string | null }
  | { readonly kind: 'list'; readonly items: readonly Rich[] }
  | { readonly kind: 'table'; readonly head: readonly string[]; readonly rows: readonly (readonly Rich[])[] }
  | { readonly kind: 'code'; readonly language: 'text' | 'diff'; readonly text: string }
  | { readonly kind: 'entries'; readonly entries: readonly SectionEntry[] }
  /** Where the timeline is drawn, in whatever way the format has. */
  | { readonly kind: 'drawing' };

/** Where a section stands in the document, and by which name its marks call it. The names are part of the format. */
export type SectionName =
  | 'title'
  | 'summary'
  | 'impact'
  | 'times'
  | 'detection'
  | 'timeline'
  | 'response'
  | 'root-cause'
  | 'went-well'
  | 'went-badly'
  | 'got-lucky'
  | 'action-items'
  | 'lessons'
  | 'participants'
  | 'evidence'
  | 'verification';

export type Section = {
  readonly name: SectionName;
  readonly title: string;
  readonly blocks: readonly Block[];
  /** What only people know, as questions; none: there is nothing to ask. */
  readonly prompts: readonly string[];
};
