import { useState } from 'preact/hooks';
import { html } from './render/html.js';

/** The methods whose calls can be made to fail. */
export const METHODS = [
  '*',
  'chat.postMessage',
  'chat.update',
  'chat.postEphemeral',
  'views.open',
  'views.update',
  'conversations.create',
  'conversations.invite',
  'conversations.open',
  'conversations.history',
  'conversations.setTopic',
  'pins.add',
  'bookmarks.add',
  'reactions.add',
  'users.info',
  'files.completeUploadExternal',
];

/** What can go wrong, by the value of the choice. */
export const FAULTS = {
  429: { words: '429, retry after 5 s', fault: { kind: '429', retryAfter: 5 } },
  '5xx': { words: '503', fault: { kind: '5xx' } },
  'lost-reply': { words: 'done, but the reply is lost', fault: { kind: 'lost-reply' } },
  reset: { words: 'connection cut, nothing done', fault: { kind: 'reset' } },
  delay: { words: 'answers 5 s late', fault: { kind: 'delay', ms: 5000 } },
  error: { words: 'fatal_error', fault: { kind: 'error', error: 'fatal_error' } },
};

const TIMES = { 1: 'once', 3: '3 times', 10: '10 times', '': 'until cleared' };

const options = (words) =>
  Object.entries(words).map(([value, text]) => html`<option key=${value} value=${value}>${text}</option>`);

/** Plans what goes wrong with the bot's next calls, and shows what is still to come. */
export const FaultForm = ({ faults, run }) => {
  const [method, setMethod] = useState('chat.postMessage');
  const [kind, setKind] = useState('429');
  const [times, setTimes] = useState('1');
  const plan = (event) => {
    event.preventDefault();
    run({ do: 'fault', method, fault: FAULTS[kind].fault, ...(times && { times: Number(times) }) });
  };
  return html`<section>
    <h2>Make Slack fail</h2>
    <form class="control-fault" onSubmit=${plan}>
      <label>
        <span>Method</span>
        <select value=${method} onChange=${({ currentTarget }) => setMethod(currentTarget.value)}>
          ${METHODS.map(
            (one) => html`<option key=${one} value=${one}>${one === '*' ? 'every method' : one}</option>`,
          )}
        </select>
      </label>
      <label>
        <span>Answer</span>
        <select value=${kind} onChange=${({ currentTarget }) => setKind(currentTarget.value)}>
          ${options(Object.fromEntries(Object.entries(FAULTS).map(([value, { words }]) => [value, words])))}
        </select>
      </label>
      <label>
        <span>How often</span>
        <select value=${times} onChange=${({ currentTarget }) => setTimes(currentTarget.value)}>
          ${['1', '3', '10', ''].map((value) => html`<option key=${value} value=${value}>${TIMES[value]}</option>`)}
        </select>
      </label>
      <button class="control-button">Plan it</button>
    </form>
    ${
      faults.length > 0 &&
      html`<ul class="control-faults">
          ${faults.map(({ method: of, fault, left }, index) => {
            const often = left === null ? 'until cleared' : `${left} to come`;
            return html`<li key=${index}>
              <code>${of === '*' ? 'every method' : of}</code>
              <span>${FAULTS[fault.kind]?.words ?? fault.kind}</span>
              <span class="control-bad">${often}</span>
            </li>`;
          })}
        </ul>
        <button class="control-button" onClick=${() => run({ do: 'clear-faults' })}>Clear all</button>`
    }
  </section>`;
};
