import { useState } from 'preact/hooks';
import { Icon } from './icons.js';
import { html } from './render/html.js';
import { closesWhenLeft } from './render/use-draft.js';

/** What the app offers from anywhere: its global shortcuts and, to be typed on, its slash commands. */
export const ShortcutMenu = ({ state, doing, typeOn }) => {
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  const also = (work) => () => {
    close();
    work();
  };
  const onKeyDown = (event) => {
    if (event.key !== 'Escape' || !isOpen) return;
    event.preventDefault();
    close();
  };
  const shortcuts = (state?.shortcuts ?? []).filter(({ type }) => type === 'global');
  const item = (key, work, words, about) =>
    html`<button role="menuitem" key=${key} onClick=${also(work)}>${words} <small>${about}</small></button>`;
  return html`<div class="shortcuts" ...${closesWhenLeft(close)} onKeyDown=${onKeyDown}>
    <button
      title="Shortcuts"
      aria-label="Shortcuts"
      aria-haspopup="menu"
      aria-expanded=${isOpen}
      onClick=${() => setOpen(!isOpen)}
    >
      <${Icon} name="bolt" />
    </button>
    ${
      isOpen &&
      html`<div class="shortcut-menu" role="menu">
        ${shortcuts.map(({ name, callbackId }) =>
          item(callbackId, () => doing({ do: 'shortcut', callbackId }), name, state.app.name),
        )}
        ${(state?.commands ?? []).map(({ command, description }) =>
          item(command, () => typeOn(`${command} `), command, description),
        )}
        ${shortcuts.length === 0 && html`<p>${state?.app.name} has shortcuts for messages only: in a message’s menu.</p>`}
      </div>`
    }
  </div>`;
};
