export const emojiTable: (shortcodes: Readonly<Record<string, string | string[]>>) => Map<string, string>;
export const skinTone: (number: number) => string;
export const loadEmoji: () => Promise<Map<string, string>>;
