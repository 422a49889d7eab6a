import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { html } from './render/html.js';

/** As Slack's form does it while one types. */
const asName = (typed) => typed.toLowerCase().replaceAll(/\s/g, '-');

/** The form for a new channel, public or private. */
export const NewChannel = ({ doing, openChannel, close }) => {
  const [name, setName] = useState('');
  const [isPrivate, setPrivate] = useState(false);
  const box = useRef(null);
  useLayoutEffect(() => box.current?.focus(), []);
  const create = async (event) => {
    event.preventDefault();
    const id = await doing({ do: 'createChannel', name, isPrivate });
    if (!id) return;
    close();
    openChannel(id);
  };
  const onKeyDown = (event) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    close();
  };
  return html`<div class="veil" onMouseDown=${(event) => event.target === event.currentTarget && close()}>
    <form class="asking" role="dialog" aria-modal="true" aria-label="Create a channel" onSubmit=${create} onKeyDown=${onKeyDown}>
      <h2>Create a channel</h2>
      <label>
        Name
        <input ref=${box} value=${name} placeholder="plan-budget" onInput=${(event) => setName(asName(event.currentTarget.value))} />
      </label>
      <label class="tick">
        <input type="checkbox" checked=${isPrivate} onChange=${(event) => setPrivate(event.currentTarget.checked)} />
        Private: found only by who is invited
      </label>
      <p><button type="button" onClick=${close}>Cancel</button> <button class="is-main">Create</button></p>
    </form>
  </div>`;
};
