import type { Fields } from '../model.ts';

/** Checks the blocks of a message. */
export const checkMessageBlocks = (_blocks: Fields[]): void => {};
/** Checks the blocks of a view. */
export const checkView = (_view: Fields): void => {};
