import type { Audience } from './entry.ts';
import { wrapText } from './wrap-text.ts';

export type TerminalOptions = {
  readonly write: (text: string) => void;
  /** Columns; a narrow window wraps, a wide one is not filled to its edge. */
  readonly width: number;
  readonly isColourful: boolean;
};

const WIDEST = 100;
const INDENT = '    ';
const styles = { bold: 1, dim: 2, cyan: 36, magenta: 35 } as const;

/** Prints what happens as it happens. */
export function createTerminal({ write, width, isColourful }: TerminalOptions): Audience & {
  /** One line about the demo itself. */
  note(text: string): void;
} {
  const columns = Math.min(width, WIDEST);
  const paint = (style: keyof typeof styles, text: string): string =>
    isColourful ? `\u001b[${styles[style]}m${text}\u001b[0m` : text;
  const wrapped = (text: string): string =>
    wrapText(text, columns - INDENT.length)
      .map((line) => `${INDENT}${line}\n`)
      .join('');

  return {
    note: (text) => write(`${paint('dim', wrapText(text, columns).join('\n'))}\n`),
    scene: (title) => write(`\n${paint('bold', `== ${title}`)}\n`),
    entry({ t, where, who, to, text }) {
      const head = `${paint('cyan', where)}  ${paint('magenta', who)} to ${to}`;
      write(`\n${paint('dim', clockTime(t))}  ${head}\n${wrapped(text)}`);
    },
  };
}

function clockTime(iso: string): string {
  return new Date(iso).toLocaleTimeString('en-GB');
}
