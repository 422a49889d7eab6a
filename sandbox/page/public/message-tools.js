import { useState } from 'preact/hooks';
import { EmojiPicker } from './emoji-picker.js';
import { Icon } from './icons.js';
import { html } from './render/html.js';

const Menu = ({ message, state, ctx, doing, at, edit, close }) => {
  const isOwn = message.user === ctx.me;
  const also = (work) => () => {
    close();
    work();
  };
  const pin = message.isPinned ? 'unpin' : 'pin';
  return html`<div class="tool-menu" role="menu">
    <button role="menuitem" onClick=${also(() => doing({ do: pin, ...at }))}>
      ${message.isPinned ? 'Unpin from this channel' : 'Pin to this channel'}
    </button>
    ${(state?.shortcuts ?? [])
      .filter(({ type }) => type === 'message')
      .map(
        ({
          name,
          callbackId,
        }) => html`<button role="menuitem" key=${callbackId} onClick=${also(() => doing({ do: 'shortcut', callbackId, ...at }))}>
          ${name} <small>${state.app.name}</small>
        </button>`,
      )}
    ${isOwn && html`<button role="menuitem" onClick=${also(edit)}>Edit message</button>`}
    ${isOwn && html`<button role="menuitem" class="is-danger" onClick=${also(() => doing({ do: 'delete', ...at }))}>Delete message</button>`}
  </div>`;
};

/** What can be done with a message; shown when it is pointed at or has the focus. */
export const MessageTools = ({ message, channel, state, ctx, doing, openThread, toggle, edit }) => {
  const [open, setOpen] = useState(undefined);
  const close = () => setOpen(undefined);
  const at = { channel: channel.id, ts: message.ts };
  const pick = (name) => {
    close();
    toggle(
      name,
      message.reactions.some((one) => one.name === name && one.users.includes(ctx.me)),
    );
  };
  const flip = (name) => () => setOpen(open === name ? undefined : name);
  const onKeyDown = (event) => {
    if (event.key !== 'Escape' || !open) return;
    event.preventDefault();
    close();
  };
  return html`<div class=${`tools${open ? ' is-open' : ''}`} onKeyDown=${onKeyDown}>
    <button aria-label="React" title="React" onClick=${flip('picker')}><${Icon} name="smile" /></button>
    ${openThread && html`<button aria-label="Reply in thread" title="Reply in thread" onClick=${() => openThread(message.threadTs ?? message.ts)}><${Icon} name="speech" /></button>`}
    <button aria-label="More actions" title="More actions" aria-expanded=${open === 'menu'} onClick=${flip('menu')}><${Icon} name="more" /></button>
    ${open && html`<button class="tool-shade" tabindex="-1" aria-label="Close" onClick=${close}></button>`}
    ${open === 'picker' && html`<${EmojiPicker} ctx=${ctx} pick=${pick} close=${close} />`}
    ${open === 'menu' && html`<${Menu} ...${{ message, state, ctx, doing, at, edit, close }} />`}
  </div>`;
};
