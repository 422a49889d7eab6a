import { useState } from 'preact/hooks';
import { manyOf } from './picked.js';

const isSame = (some, others) => some.length === others.length && some.every((one) => others.includes(one));

/**
 * Several choices while they are being made. In a form they wait for its button anyway; in a message Slack tells the
 * app once, when the menu is closed, and not at all when nothing became different.
 *
 * @returns `{ chosen, change(values), close() }`
 */
export const useDraft = ({ picked, choose }, place) => {
  const [draft, setDraft] = useState(undefined);
  const before = manyOf(picked);
  if (place.input) return { chosen: before, change: choose, close() {} };
  const close = () => {
    setDraft(undefined);
    if (draft && !isSame(draft, before)) choose(draft);
  };
  return { chosen: draft ?? before, change: setDraft, close };
};

/** Handlers for what holds the whole menu: it closes when the focus goes elsewhere. */
export const closesWhenLeft = (close) => ({
  // A click on its paper keeps the focus inside.
  tabindex: '-1',
  onFocusOut: (event) => {
    if (!event.currentTarget.contains(event.relatedTarget)) close();
  },
});
