import { html } from './render/html.js';

/** A person's or the app's picture: the initial on a colour of their own. */
export const Avatar = ({ person, small = false }) => {
  const name = person?.name ?? '?';
  const hue = [...name].reduce((sum, sign) => (sum * 31 + sign.charCodeAt(0)) % 360, 7);
  const size = small ? ' is-small' : '';
  if (person?.isBot) return html`<span class=${`avatar is-app${size}`} aria-hidden="true">⚷</span>`;
  return html`<span class=${`avatar${size}`} style=${`--hue: ${hue}`} aria-hidden="true">
    ${(person?.realName ?? name).slice(0, 1)}
  </span>`;
};
