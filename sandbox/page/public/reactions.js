import { html } from './render/html.js';

/** Under a message: who reacted with what; a click joins in or takes it back. */
export const Reactions = ({ message, ctx, toggle }) =>
  message.reactions.length > 0 &&
  html`<div class="reactions">
    ${message.reactions.map(({ name, users }) => {
      const isOwn = users.includes(ctx.me);
      const names = users.map((id) => ctx.people[id]?.name ?? id).join(', ');
      return html`<button
        key=${name}
        class="reaction"
        aria-pressed=${isOwn}
        aria-label=${`${name}, ${users.length}`}
        title=${`${names} reacted with :${name}:`}
        onClick=${() => toggle(name, isOwn)}
      >
        <span>${ctx.emoji.get(name) ?? `:${name}:`}</span><span>${users.length}</span>
      </button>`;
    })}
  </div>`;
