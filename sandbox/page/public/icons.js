import { html } from './render/html.js';

/** Drawn, not emoji: they look the same on a machine without an emoji font. Each fits into 16 by 16. */
const PATHS = {
  lock: 'M4 7.5h8V14H4zM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5',
  person: 'M8 8a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2.5 14c.5-3 2.700-4 5.500-4s5 1 5.500 4',
  pin: 'M6 2h4v4l2.500 3h-9L6 6zM8 9v5',
  eye: 'M1.500 8S4 3.500 8 3.500 14.500 8 14.500 8 12 12.500 8 12.500 1.500 8 1.500 8zM8 10a2 2 0 1 0 0-4 2 2 0 0 0 0 4z',
  plus: 'M8 3v10M3 8h10',
  smile: 'M8 14.500a6.500 6.500 0 1 0 0-13 6.500 6.500 0 0 0 0 13zM5.500 9.500c1 2 4 2 5 0M6 6v.5M10 6v.5',
  speech: 'M2 3h12v8H7l-3 3v-3H2z',
  more: 'M3.500 8h.01M8 8h.01M12.500 8h.01',
  send: 'M2.500 8 14 2.500 11 14 8 9zM8 9l3-3',
  menu: 'M2 4h12M2 8h12M2 12h12',
  bolt: 'M9 1.500 3 9h4l-.5 5.500L13 7H9z',
  sliders:
    'M2 4.500h7M13 4.500h1M2 11.500h1M7 11.500h7M11 6.500a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM5 13.500a2 2 0 1 0 0-4 2 2 0 0 0 0 4z',
  cross: 'M3.500 3.500l9 9M12.500 3.500l-9 9',
  warning: 'M8 2 15 14H1zM8 6.500v3.500M8 12v.01',
  people:
    'M6 8a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5zM1.500 13c.5-2.500 2-3.500 4.500-3.500s4 1 4.500 3.500M10.500 8a2 2 0 0 0 0-4.500M12 9.500c1.500.5 2.300 1.700 2.500 3.500',
};

/** A small picture beside or instead of words; who can't see it is told by the words or a label. */
export const Icon = ({ name }) => html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
  <path d=${PATHS[name]} />
</svg>`;
