import type { Inline, Line } from '../document.ts';
import { utcText } from '../utc-text.ts';

/** How people and channels are called. In: Slack's ids. Out: names; the id itself where there is none. */
export type Naming = {
  readonly person: (user: string) => string;
  readonly channel: (channel: string) => string;
};

/** A line without markup, for where markup is made later: names instead of mentions, moments in UTC. */
export function plainLine(line: Line, naming: Naming): string {
  return line.map((inline) => plainInline(inline, naming)).join('');
}

function plainInline(inline: Inline, naming: Naming): string {
  if (typeof inline === 'string') return inline;
  switch (inline.kind) {
    case 'user':
      return naming.person(inline.user);
    case 'usergroup':
      return `the group ${inline.group}`;
    case 'channel':
      return `#${naming.channel(inline.channel)}`;
    case 'emoji':
      return `:${inline.name}:`;
    case 'link':
      return `${inline.label} (${inline.url})`;
    case 'time':
      return momentText(inline.at);
    default:
      return inline.text;
  }
}

/** `2026-03-14 03:07:05 UTC`: a moment within a sentence. What is no moment is said to be none. */
export function momentText(at: number): string {
  if (!Number.isFinite(at)) return 'an unknown time';
  return `${utcText(at).replace('T', ' ').replace('Z', '')} UTC`;
}
