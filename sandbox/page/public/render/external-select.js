import { useState } from 'preact/hooks';
import { html } from './html.js';
import { manyOf } from './picked.js';
import { controlOf, useChoice } from './use-choice.js';
import { closesWhenLeft, useDraft } from './use-draft.js';

const ENOUGH = 3;

const labelsOf = (element) => {
  const initial = [element.initial_option ?? [], element.initial_options ?? []].flat();
  return Object.fromEntries(initial.map((option) => [option.value, String(option.text?.text ?? '')]));
};

/** A menu whose options the app is asked for while somebody types. */
export const ExternalSelect = ({ element, place, ctx }) => {
  const { picked, choose } = useChoice(element, place, ctx);
  const [found, setFound] = useState({ options: [] });
  const [labels, setLabels] = useState(() => labelsOf(element));
  const isMulti = element.type.startsWith('multi_');
  const draft = useDraft({ picked, choose }, place);
  const chosen = isMulti ? draft.chosen : manyOf(picked);
  const isFull = chosen.length >= (element.max_selected_items ?? Number.POSITIVE_INFINITY);
  const search = async (query) => {
    if (query.length < (element.min_query_length ?? ENOUGH)) return setFound({ options: [] });
    const answer = await ctx.onSuggest?.(element, query, { blockId: place.blockId });
    setFound(answer ?? { options: [] });
  };
  const take = (option) => {
    setLabels({ ...labels, [option.value]: option.text });
    if (!isMulti) choose(option.value);
    else if (!isFull) draft.change([...new Set([...chosen, option.value])]);
    setFound({ options: [] });
  };
  const drop = (value) => (isMulti ? draft.change(chosen.filter((one) => one !== value)) : choose(null));
  return html`<div class="kit-external" ...${isMulti ? closesWhenLeft(draft.close) : {}}>
    ${chosen.map(
      (value) => html`<span class="kit-chip">
        ${labels[value] ?? value}
        <button type="button" aria-label=${`Remove ${labels[value] ?? value}`} onClick=${() => drop(value)}>×</button>
      </span>`,
    )}
    <input
      type="search"
      class="kit-field-box"
      ...${controlOf(element, place)}
      placeholder=${element.placeholder?.text ?? 'Type to search'}
      onInput=${(event) => search(event.currentTarget.value)}
    />
    <div class="kit-found" role="group" aria-live="polite">
      ${found.options.map(
        (option) =>
          html`<button type="button" class="kit-option" onClick=${() => take(option)}>${option.text}</button>`,
      )}
      ${found.failed && html`<p class="kit-error">Nothing was found: ${found.failed}</p>`}
    </div>
  </div>`;
};
