import htm from 'htm';
import { h } from 'preact';

/** Markup as Preact nodes: what is put in as `${text}` stays text, whatever characters it has. */
export const html = htm.bind(h);
