import { OUTSIDE } from './surroundings.ts';
import { takeLine } from './take-line.ts';

/** Redacts a text that comes in pieces, cut anywhere. */
export type Redactor = {
  /** Takes the next piece; gives what is certain by now, always whole lines, the line break before its line. */
  push(piece: string): string;
  /** Gives what is left: the text is over. */
  end(): string;
};

/**
 * A redactor for one text. What it gives, put together, is what `redact` makes of the whole, however the text was cut.
 * It holds back one line: who reads without end has to bound the length of a line.
 */
export function createRedactor(): Redactor {
  let around = OUTSIDE;
  let waiting: string[] = [];
  let began = false;

  const take = (line: string, last: boolean): string => {
    const taken = takeLine(line, around, last);
    around = taken.around;
    if (taken.text === null) return '';
    const said = began ? `\n${taken.text}` : taken.text;
    began = true;
    return said;
  };

  return {
    push(piece) {
      const lines = piece.split('\n');
      const last = lines.pop() ?? '';
      if (lines.length === 0) {
        waiting.push(last);
        return '';
      }
      lines[0] = waiting.join('') + (lines[0] ?? '');
      waiting = [last];
      return lines.map((line) => take(line, false)).join('');
    },
    end: () => take(waiting.join(''), true),
  };
}
