import type { Document, Inline, Line, Part } from '../../src/domain/document.ts';

/** A document as text: what the parts say, buttons in square brackets. */
export function plainText(document: Document): string {
  return document.parts.flatMap(partText).join('\n');
}

function partText(part: Part): string[] {
  switch (part.kind) {
    case 'header':
    case 'quote':
    case 'preformatted':
      return [part.text];
    case 'text':
    case 'context':
      return part.lines.map(lineText);
    case 'fields':
      return part.fields.map(({ label, value }) => `${label}: ${lineText(value)}`);
    case 'buttons':
      return [part.buttons.map(({ label }) => `[${label}]`).join(' ')];
    case 'file':
      return [`${part.label} in ${part.fileName}: ${part.text}`];
    case 'divider':
      return ['---'];
  }
}

export function lineText(line: Line): string {
  return line.map(inlineText).join('');
}

function inlineText(inline: Inline): string {
  if (typeof inline === 'string') return inline;
  switch (inline.kind) {
    case 'user':
      return `@${inline.user}`;
    case 'usergroup':
      return `@${inline.group}`;
    case 'channel':
      return `#${inline.channel}`;
    case 'emoji':
      return `:${inline.name}:`;
    case 'link':
      return `${inline.label} (${inline.url})`;
    case 'time': {
      const iso = new Date(inline.at).toISOString();
      return inline.style === 'time' ? iso.slice(11, 16) : iso.slice(0, 16).replace('T', ' ');
    }
    default:
      return inline.text;
  }
}
