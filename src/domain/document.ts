import type { UserId } from './actor.ts';
import type { Instant } from './instant.ts';

/**
 * What a person reads, free of any vendor's markup. Plain strings are text that must be shown as it is:
 * the output layer escapes them, so no alert label or note can ping a channel or forge a link.
 */
export type Inline =
  | string
  | { readonly kind: 'bold' | 'italic' | 'code' | 'strike'; readonly text: string }
  | { readonly kind: 'user'; readonly user: UserId }
  | { readonly kind: 'usergroup'; readonly group: string }
  | { readonly kind: 'channel'; readonly channel: string }
  | { readonly kind: 'emoji'; readonly name: string }
  | { readonly kind: 'link'; readonly url: string; readonly label: string }
  /** Shown in the reader's own time zone. */
  | { readonly kind: 'time'; readonly at: Instant; readonly style: 'time' | 'date-time' };

export type Line = readonly Inline[];

/** A button carries an id and nothing else: `action` names the deed, `value` the incident or proposal. */
export type Button = {
  readonly action: string;
  readonly value: string;
  readonly label: string;
  readonly style?: 'primary' | 'danger';
  readonly confirm?: {
    readonly title: string;
    readonly text: string;
    readonly yes: string;
    readonly no: string;
  };
};

export type Part =
  | { readonly kind: 'header'; readonly text: string }
  | { readonly kind: 'text'; readonly lines: readonly Line[] }
  | { readonly kind: 'fields'; readonly fields: readonly { readonly label: string; readonly value: Line }[] }
  | { readonly kind: 'quote'; readonly text: string }
  /**
   * Monospaced. What does not fit, or is more than `most` lines, is cut with a count, and the whole becomes a file of
   * this name. Shown are the first lines, or the last ones.
   */
  | {
      readonly kind: 'preformatted';
      readonly text: string;
      readonly fileName: string;
      readonly most?: number;
      readonly keep?: 'first' | 'last';
    }
  /** A text that is only a file in the message's thread; `label` says in the message what it is. */
  | { readonly kind: 'file'; readonly label: string; readonly text: string; readonly fileName: string }
  | { readonly kind: 'context'; readonly lines: readonly Line[] }
  | { readonly kind: 'buttons'; readonly buttons: readonly Button[] }
  | { readonly kind: 'divider' };

/** `push` is what a locked phone shows: it stands alone, without the parts. */
export type Document = { readonly push: Line; readonly parts: readonly Part[] };
