import { lineEssence } from '../draft-marks.ts';

/** A line that is not blank. `gap`: how many blank lines stand before it. `essence`: by what it is compared. */
export type BodyLine = { readonly text: string; readonly essence: string; readonly gap: number };

/** A body without its blank lines, which are nobody's; `end`: how many stand behind the last line. */
export type Body = { readonly lines: readonly BodyLine[]; readonly end: number };

export function bodyOf(texts: readonly string[]): Body {
  const lines: BodyLine[] = [];
  let gap = 0;
  for (const text of texts) {
    const essence = lineEssence(text);
    if (essence === '') gap++;
    else {
      lines.push({ text, essence, gap });
      gap = 0;
    }
  }
  return { lines, end: gap };
}

/** The body as lines again, the blank ones as well. */
export function textsOf({ lines, end }: Body): readonly string[] {
  return [...lines.flatMap(({ text, gap }) => [...blanks(gap), text]), ...blanks(end)];
}

function blanks(count: number): readonly string[] {
  return new Array<string>(count).fill('');
}
