import { useLayoutEffect, useRef } from 'preact/hooks';
import { asTyped } from './message-words.js';
import { html } from './render/html.js';

/** The box in which an own message is changed: Enter saves, Esc leaves it as it was. */
export const EditBox = ({ text, ctx, save, close }) => {
  const box = useRef(null);
  // At once, not after the next frame: whoever types quickly would lose what they typed.
  useLayoutEffect(() => {
    box.current.value = asTyped(text, ctx);
    box.current.focus();
  }, []);
  const done = async () => {
    const typed = box.current.value.trim();
    if (typed === '' || typed === asTyped(text, ctx)) close();
    else if ((await save(typed)) !== undefined) close();
  };
  const onKeyDown = (event) => {
    if (event.key === 'Escape') {
      event.preventDefault();
      close();
    }
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      void done();
    }
  };
  return html`<div class="edit">
    <textarea ref=${box} rows="2" aria-label="Edit the message" onKeyDown=${onKeyDown}></textarea>
    <div><button onClick=${close}>Cancel</button> <button class="is-main" onClick=${done}>Save</button></div>
  </div>`;
};
