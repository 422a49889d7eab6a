import { useState } from 'preact/hooks';
import { html } from './render/html.js';
import { renderMrkdwn } from './render/render-mrkdwn.js';

/** The channel's topic in full, and the way to change it. */
export const TopicForm = ({ channel, ctx, doing }) => {
  const [typed, setTyped] = useState(undefined);
  const save = async (event) => {
    event.preventDefault();
    const done = await doing({ do: 'setTopic', channel: channel.id, text: typed.trim() });
    if (done !== undefined) setTyped(undefined);
  };
  const mayChange = channel.isMember && !channel.isArchived;
  if (typed === undefined) {
    return html`<h2>Topic</h2>
      <div>${channel.topic ? renderMrkdwn(channel.topic, ctx) : 'None is set.'}</div>
      ${mayChange && html`<p class="details-acts"><button onClick=${() => setTyped(channel.topic)}>Edit topic</button></p>`}`;
  }
  return html`<h2>Topic</h2>
    <form onSubmit=${save}>
      <textarea rows="3" aria-label="Topic" value=${typed} onInput=${(event) => setTyped(event.currentTarget.value)}></textarea>
      <p class="details-acts">
        <button type="button" onClick=${() => setTyped(undefined)}>Cancel</button>
        <button class="is-main">Save</button>
      </p>
    </form>`;
};
