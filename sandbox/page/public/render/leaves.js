import { dateWords } from './date-words.js';
import { skinTone } from './emoji-table.js';
import { html } from './html.js';

const SAFE = new Set(['http:', 'https:', 'mailto:', 'tel:']);

/** Only addresses that open something harmless are links: `javascript:` is a word like any other. */
export const isSafeUrl = (url) => {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  return parsed !== undefined && SAFE.has(parsed.protocol);
};

export const renderLink = (url, words) =>
  isSafeUrl(url)
    ? html`<a class="kit-link" href=${url} target="_blank" rel="noreferrer noopener">${words}</a>`
    : html`<span class="kit-dead-link">${words}</span>`;

export const renderUser = (id, ctx, label) => {
  const name = ctx.people?.[id]?.name ?? label ?? id;
  const own = ctx.me !== undefined && ctx.me === id;
  return html`<span class=${own ? 'kit-mention kit-mention-own' : 'kit-mention'} data-user=${id}>@${name}</span>`;
};

export const renderGroup = (id, ctx, label) => {
  const handle = String(ctx.groups?.[id] ?? label ?? id).replace(/^@/, '');
  return html`<span class="kit-mention" data-group=${id}>@${handle}</span>`;
};

export const renderBroadcast = (range) => html`<span class="kit-mention kit-mention-own">@${range}</span>`;

export const renderChannel = (id, ctx, label) => {
  const name = ctx.channels?.[id] ?? label;
  if (name === undefined) return html`<span class="kit-private-channel">private channel</span>`;
  const open = () => ctx.onOpenChannel?.(id);
  return html`<button type="button" class="kit-channel" data-channel=${id} onClick=${open}>#${name}</button>`;
};

export const renderEmoji = (name, ctx, tone) => {
  const character = ctx.emoji?.get(name);
  if (character === undefined) return `:${name}:`;
  const toned = character + (tone ? skinTone(Number(tone)) : '');
  return html`<span class="kit-emoji" role="img" title=${`:${name}:`} aria-label=${name}>${toned}</span>`;
};

/** A moment in the zone of whoever looks. */
export const renderDate = ({ timestamp, format, url, fallback }, ctx) => {
  const viewer = { timeZone: ctx.timeZone ?? 'UTC', now: ctx.now ?? Date.now() };
  const words = dateWords(timestamp, format, viewer);
  if (words === undefined) return fallback ?? '';
  const time = html`<time class="kit-date" datetime=${new Date(timestamp * 1000).toISOString()} title=${fallback}>
    ${words}
  </time>`;
  return url ? renderLink(url, time) : time;
};
