export type MessageLine = {
  readonly ts: string;
  readonly user: string;
  readonly subtype?: string;
  readonly isOnlyForYou?: boolean;
  readonly isPinned?: boolean;
};

export type Names = {
  readonly people: Readonly<Record<string, { readonly name: string }>>;
  readonly channels: Readonly<Record<string, string>>;
  readonly groups: Readonly<Record<string, string>>;
};

export const isNotice: (message: MessageLine) => boolean;
export const clockOf: (ts: string, timeZone: string) => string;
export const dayOf: (ts: string, timeZone: string) => string;
export const followsOn: (message: MessageLine, before: MessageLine | undefined) => boolean;
export const asTyped: (text: string, names: Names) => string;
