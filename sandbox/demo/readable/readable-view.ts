import type { Fields } from '../../slack/model.ts';
import type { Names } from './names.ts';
import { readableBlocks } from './readable-blocks.ts';

/** A modal: its title, what is in it, and its buttons. */
export function readableView(content: Fields, names: Names, now: number): string {
  const word = (value: unknown): string | undefined =>
    (value as Fields | undefined)?.text as string | undefined;
  const buttons = [word(content.close) ?? 'Cancel', word(content.submit)].filter((one) => one !== undefined);
  return [
    `Form: ${word(content.title) ?? ''}`,
    ...readableBlocks((content.blocks as Fields[] | undefined) ?? [], names, now),
    buttons.map((button) => `[${button}]`).join(' '),
  ].join('\n');
}
