import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { html } from './render/html.js';

const MOST = 9;

/** Finds a conversation by a part of its name. */
export const Switcher = ({ state, ctx, openChannel, close }) => {
  const [wanted, setWanted] = useState('');
  const [chosen, setChosen] = useState(0);
  const box = useRef(null);
  // At once: what is typed before the next frame belongs here, too.
  useLayoutEffect(() => box.current?.focus(), []);
  const all = [
    ...(state?.channels ?? []).map(({ id, name, unread }) => ({ id, name: `#${name}`, unread })),
    ...(state?.directs ?? []).map((direct) => ({
      id: direct.id,
      name: ctx.people[direct.with]?.name ?? direct.with,
      unread: direct.unread,
    })),
  ];
  const found = all
    .filter(({ name }) => name.toLowerCase().includes(wanted.trim().toLowerCase()))
    .sort((a, b) => Math.sign(b.unread) - Math.sign(a.unread))
    .slice(0, MOST);
  const onKeyDown = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && found.length > 0) {
      event.preventDefault();
      setChosen((chosen + step + found.length) % found.length);
    }
    if (event.key === 'Enter' && found[chosen]) openChannel(found[chosen].id);
  };
  return html`<div class="veil" onMouseDown=${(event) => event.target === event.currentTarget && close()}>
    <div class="switcher" role="dialog" aria-label="Find a conversation" onKeyDown=${onKeyDown}>
      <input
        ref=${box}
        value=${wanted}
        placeholder="Find a conversation"
        aria-label="Find a conversation"
        onInput=${(event) => {
          setWanted(event.currentTarget.value);
          setChosen(0);
        }}
      />
      ${found.map(
        (
          { id, name, unread },
          index,
        ) => html`<button key=${id} class=${index === chosen ? 'is-chosen' : ''} onClick=${() => openChannel(id)}>
          ${name} ${unread > 0 && html`<span class="badge">${unread}</span>`}
        </button>`,
      )}
      ${found.length === 0 && html`<p>Nothing has this name.</p>`}
    </div>
  </div>`;
};
