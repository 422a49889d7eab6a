import { Icon } from './icons.js';
import { html } from './render/html.js';
import { isSafeUrl } from './render/leaves.js';
import { renderMrkdwn } from './render/render-mrkdwn.js';

const Bookmarks = ({ bookmarks, emoji }) =>
  bookmarks.length > 0 &&
  html`<nav class="bookmarks" aria-label="Bookmarks">
    ${bookmarks.map(({ id, title, link, emoji: face }) => {
      const words = `${emoji.get((face ?? '').replaceAll(':', '')) ?? ''} ${title}`;
      return isSafeUrl(link)
        ? html`<a key=${id} href=${link} target="_blank" rel="noreferrer noopener">${words}</a>`
        : html`<span key=${id}>${words}</span>`;
    })}
  </nav>`;

/** Name, topic, bookmarks, and the way to members and pins. */
export const ChannelHead = ({
  channel,
  name,
  ctx,
  openMenu,
  toggleDetails,
}) => html`<header class="channel-head">
  <div class="channel-title">
    <button class="menu-button" aria-label="Conversations" onClick=${openMenu}><${Icon} name="menu" /></button>
    <h1>${channel.kind === 'private' && html`<${Icon} name="lock" /> `}${name}</h1>
    <button class="details-button" aria-label="Members and pins" onClick=${toggleDetails}>
      <${Icon} name="person" /> ${channel.members.length}${channel.pins.length > 0 && html` · <${Icon} name="pin" /> ${channel.pins.length}`}
    </button>
  </div>
  ${channel.topic && html`<p class="topic" title=${channel.topic}>${renderMrkdwn(channel.topic, ctx)}</p>`}
  <${Bookmarks} bookmarks=${channel.bookmarks} emoji=${ctx.emoji} />
</header>`;
