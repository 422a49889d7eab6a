import { useState } from 'preact/hooks';
import { initialPick } from './picked.js';

/**
 * What is chosen in an element, and how to choose. In an input block the choice waits in the form; elsewhere it is sent
 * at once, after the element's question.
 *
 * @returns `{ picked, choose(picked) }`
 */
export const useChoice = (element, place, ctx) => {
  const [own, setOwn] = useState(undefined);
  const [asked, ask] = useState(undefined);
  const initial = initialPick(element);
  if (place.input) {
    const untouched = own === undefined ? initial : own;
    const known = ctx.values?.[place.blockId];
    const picked = known === undefined ? untouched : known;
    const choose = (next) => {
      setOwn(next);
      ctx.setValue?.(place.blockId, next);
      if (place.input.dispatch_action && !TYPED.has(element.type)) ctx.onPress?.(element, next, sent(place));
    };
    return { picked, choose };
  }
  const send = (next) => {
    setOwn(next);
    ctx.onPress?.(element, next, sent(place));
  };
  const askFirst = (next) => {
    ask(next);
    ctx.onAsk?.(element.confirm, (yes) => {
      ask(undefined);
      if (yes) send(next);
    });
  };
  return {
    picked: asked === undefined ? (own === undefined ? initial : own) : asked,
    choose: element.confirm ? askFirst : send,
  };
};

/** What is typed is told to the app when Enter is pressed, not at each letter. */
const TYPED = new Set(['plain_text_input', 'number_input', 'email_text_input', 'url_text_input']);

const sent = (place) => ({ blockId: place.blockId });

/** The attributes that every control has. */
export const controlOf = (element, place) => ({
  'data-action': element.action_id,
  'aria-label': place.input ? undefined : (element.placeholder?.text ?? element.action_id),
  'aria-labelledby': place.labelId,
  'aria-describedby': place.hintId,
  autofocus: element.focus_on_load === true,
});
