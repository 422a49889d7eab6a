type Suggestible = {
  readonly commands: readonly { command: string; description: string; usageHint: string }[];
  readonly people: readonly { id: string; name: string; realName: string; deleted: boolean }[];
  readonly groups: readonly { handle: string }[];
  readonly channels: readonly { name: string }[];
};

export const suggest: (
  before: string,
  state: Suggestible | undefined,
) => { word: string; options: { insert: string; name: string; about: string }[] };
