import type { Inline, Line, Part } from '../document.ts';

/** A chat's section holds about 3,000 characters with its markup; this leaves room for what surrounds the lines. */
const SECTION = 2_600;

/** What a line break costs when it is rendered. */
const BREAK = 30;

/** About how many characters a line becomes when it is rendered, its markup included; rather more than less. */
export function lineSize(line: Line): number {
  return JSON.stringify(line).length + BREAK + line.reduce((sum, inline) => sum + markup(inline), 0);
}

/** What rendering adds to an inline: times carry a format and a fallback, the others their kind and style. */
function markup(inline: Inline): number {
  return typeof inline !== 'string' && inline.kind === 'time' ? 68 : 26;
}

/** Lines as text parts, each so small that none of its lines has to be left out. */
export function inParts(lines: readonly Line[]): readonly Part[] {
  const parts: Line[][] = [];
  let size = 0;
  for (const line of lines) {
    const last = parts.at(-1);
    size += lineSize(line);
    if (last && size <= SECTION) {
      last.push(line);
    } else {
      parts.push([line]);
      size = lineSize(line);
    }
  }
  return parts.map((part) => ({ kind: 'text', lines: part }));
}
