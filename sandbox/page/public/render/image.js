import { html } from './html.js';
import { renderText } from './render-text.js';

const WEB = /^https?:/i;

/** A file of the workspace can't be shown by its id alone: then its description stands for it. */
const sourceOf = (image) => {
  const url = image.image_url ?? image.slack_file?.url;
  return typeof url === 'string' && WEB.test(url) ? url : undefined;
};

const picture = (image, style) => {
  const source = sourceOf(image);
  return source
    ? html`<img class=${style} src=${source} alt=${image.alt_text} loading="lazy" referrerpolicy="no-referrer" />`
    : html`<span class=${`${style} kit-no-image`} role="img" aria-label=${image.alt_text}>${image.alt_text}</span>`;
};

/** A small picture beside a section or in a context. */
export const SmallImage = ({ element }) => picture(element, 'kit-small-image');

/** An image block. */
export const renderImage = (block, ctx) =>
  html`<figure class="kit-image">
    ${block.title && html`<figcaption>${renderText(block.title, ctx)}</figcaption>`}
    ${picture(block, 'kit-large-image')}
  </figure>`;
