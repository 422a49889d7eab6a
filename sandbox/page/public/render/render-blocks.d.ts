import type { VNode } from 'preact';

/** What somebody picks or types: an option's value, an id, a date, a text, or several of them. */
export type Picked = string | readonly string[] | null;

/** Where an element stands. */
export type Place = { readonly blockId: string };

/** What the page tells the renderer, and what it is told of. All of it may be missing: then less is shown. */
export type RenderContext = {
  readonly people?: Readonly<Record<string, { readonly name: string; readonly tz?: string }>>;
  readonly channels?: Readonly<Record<string, string>>;
  readonly groups?: Readonly<Record<string, string>>;
  /** What a menu of conversations offers: the viewer's channels, and their conversations with people and apps. */
  readonly conversations?: readonly {
    readonly id: string;
    readonly kind: 'public' | 'private' | 'im' | 'mpim';
    readonly label: string;
    readonly isBot?: boolean;
  }[];
  /** Characters by emoji name; see emoji-table.js. */
  readonly emoji?: ReadonlyMap<string, string>;
  /** The id of who looks: mentions of them stand out. */
  readonly me?: string;
  /** IANA name of the viewer's zone; UTC when missing. */
  readonly timeZone?: string;
  /** Milliseconds since 1970, for "today" and "yesterday". */
  readonly now?: number;
  /** A click or a choice, after the confirm dialog. A button sends its value, everything else what was picked. */
  readonly onPress?: (element: Record<string, unknown>, picked: Picked | undefined, place: Place) => void;
  /** Asks an element's question before it is used, and tells the answer. Without it such elements do nothing. */
  readonly onAsk?: (confirm: Record<string, unknown>, answer: (yes: boolean) => void) => void;
  readonly onOpenChannel?: (channelId: string) => void;
  /** Of a modal: what is in its input blocks by block_id, as `submit` takes it. Untouched ones are missing. */
  readonly values?: Readonly<Record<string, Picked>>;
  readonly setValue?: (blockId: string, picked: Picked) => void;
  /** Of a modal: what is wrong, by block_id. */
  readonly errors?: Readonly<Record<string, string>>;
  /** Asks the app for the options of an external select. */
  readonly onSuggest?: (
    element: Record<string, unknown>,
    query: string,
    place: Place,
  ) => Promise<{ options: readonly { text: string; value: string }[]; failed?: string | undefined }>;
  /** Sends the modal; closes it. */
  readonly onSubmit?: (view: Record<string, unknown>) => void;
  readonly onClose?: (view: Record<string, unknown>) => void;
  /** A view is on its way to the app: it can't be sent twice. */
  readonly busy?: boolean;
};

export const renderBlocks: (
  blocks: readonly Record<string, unknown>[] | undefined,
  ctx: RenderContext,
) => VNode[];
