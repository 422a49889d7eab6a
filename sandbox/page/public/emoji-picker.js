import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { html } from './render/html.js';

const USUAL = [
  '+1',
  'eyes',
  'white_check_mark',
  'pushpin',
  'rotating_light',
  'fire',
  'pray',
  'tada',
  'thinking_face',
  'rocket',
  'x',
  'heart',
];
const MOST_FOUND = 24;

/** Finds an emoji by its name. `pick` is told the name. */
export const EmojiPicker = ({ ctx, pick, close }) => {
  const [wanted, setWanted] = useState('');
  const box = useRef(null);
  useLayoutEffect(() => box.current?.focus(), []);
  const plain = wanted.trim().toLowerCase().replace(/^:|:$/g, '').replaceAll(' ', '_');
  const found = plain
    ? [...ctx.emoji.keys()]
        .filter((name) => name.includes(plain))
        .sort((a, b) => a.length - b.length)
        .slice(0, MOST_FOUND)
    : USUAL;
  const onKeyDown = (event) => {
    if (event.key === 'Escape') {
      event.preventDefault();
      close();
    }
    if (event.key === 'Enter' && event.target === box.current && found[0]) pick(found[0]);
  };
  return html`<div class="picker" role="dialog" aria-label="Pick an emoji" onKeyDown=${onKeyDown}>
    <input
      ref=${box}
      value=${wanted}
      placeholder="Find an emoji"
      aria-label="Find an emoji"
      onInput=${(event) => setWanted(event.currentTarget.value)}
    />
    <div class="picker-faces">
      ${found.map(
        (
          name,
        ) => html`<button key=${name} title=${`:${name}:`} aria-label=${name} onClick=${() => pick(name)}>
          ${ctx.emoji.get(name) ?? name}
        </button>`,
      )}
    </div>
  </div>`;
};
