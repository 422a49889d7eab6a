import { html } from './html.js';
import { renderText } from './render-text.js';

const WEB = /^https?:/i;

/** A file of the workspace can't be shown by its id alone. */
const addressOf = (image) => {
  const url = image.image_url ?? image.slack_file?.url;
  return typeof url === 'string' && WEB.test(url) ? url : undefined;
};

/**
 * Slack fetches a picture for whoever looks. This page asks nobody but the sandbox, so the picture's description stands
 * for it, and leads to it.
 */
const picture = (image) => {
  const address = addressOf(image);
  const title = address ? `A picture of ${new URL(address).host}, not fetched` : undefined;
  const description = html`<span class="kit-no-image" role="img" aria-label=${image.alt_text} title=${title}>${image.alt_text}</span>`;
  return address
    ? html`<a href=${address} target="_blank" rel="noreferrer noopener">${description}</a>`
    : description;
};

/** A small picture beside a section or in a context. */
export const SmallImage = ({ element }) => picture(element);

/** An image block. */
export const renderImage = (block, ctx) =>
  html`<figure class="kit-image">
    ${block.title && html`<figcaption>${renderText(block.title, ctx)}</figcaption>`}
    ${picture(block)}
  </figure>`;
