/** A part of a page's bytes that goes, and what comes in its place, which is no longer. */
export type PageCut = { readonly begin: number; readonly end: number; readonly instead: string };
