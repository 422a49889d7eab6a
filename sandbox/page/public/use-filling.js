import { useState } from 'preact/hooks';
import { targetOf } from './message.js';

const dispatches = (view, blockId) =>
  view.blocks.some(
    (block) => block.block_id === blockId && (block.type !== 'input' || block.dispatch_action === true),
  );

const elementOf = (view, blockId) => view.blocks.find((block) => block.block_id === blockId)?.element;

/** What is filled in, what was wrong with it, and everything that a modal or the app's home can do. */
export const useFilling = ({ view, doing }) => {
  const [values, setValues] = useState({});
  const [trouble, setTrouble] = useState({ errors: {}, sentence: undefined });
  const [isBusy, setBusy] = useState(false);
  const at = { view: view.type === 'home' ? 'home' : view.id };
  const guarded = async (work) => {
    setBusy(true);
    const result = await work();
    setBusy(false);
    return result;
  };
  const setValue = (blockId, picked) => {
    setValues((now) => ({ ...now, [blockId]: picked }));
    setTrouble(({ errors: { [blockId]: mended, ...errors } }) => ({ errors, sentence: undefined }));
  };
  // The app is sent the state of every input with a click, so Slack has to know them by then.
  const tellValues = async () => {
    for (const [blockId, picked] of Object.entries(values)) {
      const element = elementOf(view, blockId);
      if (element && !dispatches(view, blockId))
        await doing({ do: 'selectInView', ...at, target: targetOf(element, { blockId }), picked });
    }
  };
  const onPress = (element, picked, place) =>
    guarded(async () => {
      await tellValues();
      const target = targetOf(element, place);
      return element.type === 'button'
        ? doing({ do: 'pressInView', ...at, target })
        : doing({ do: 'selectInView', ...at, target, picked: picked ?? null });
    });
  const onSubmit = () =>
    guarded(async () => {
      setTrouble({ errors: {}, sentence: undefined });
      const done = await doing({ do: 'submit', ...at, values });
      if (!done) return;
      const isPerField = done.outcome === 'errors' || done.outcome === 'incomplete';
      setTrouble({ errors: done.errors ?? {}, sentence: isPerField ? undefined : done.shown });
    });
  const onSuggest = async (element, query, place) =>
    (await doing({ do: 'suggest', ...at, target: targetOf(element, place), query })) ?? { options: [] };
  const onClose = () => doing({ do: 'closeView', ...at });
  const { errors, sentence } = trouble;
  return { sentence, ctx: { values, errors, busy: isBusy, setValue, onPress, onSubmit, onSuggest, onClose } };
};
