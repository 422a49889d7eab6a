import { Button } from './button.js';
import { html } from './html.js';

/** What can be used inside a block, by type: components with `element`, `place` and `ctx`. */
export const ELEMENTS = {
  button: Button,
};

/**
 * One element of a block.
 *
 * @param element as it stands in the block
 * @param place where it stands: `{ blockId, inputBlock? }`
 */
export const renderElement = (element, place, ctx) => {
  const component = element ? ELEMENTS[element.type] : undefined;
  if (!component) return undefined;
  const key = element.action_id ?? element.type;
  return html`<${component} key=${key} element=${element} place=${place} ctx=${ctx} />`;
};
