import { useEffect, useState } from 'preact/hooks';
import { html } from './render/html.js';
import { ask } from './server.js';

const clock = (at) => new Date(at).toLocaleTimeString('en-GB');

const duration = (ms) => (ms === undefined ? '' : `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`);

const Whole = ({ id }) => {
  const [whole, setWhole] = useState(undefined);
  useEffect(() => {
    ask('/api/control/exchange', { id }).then(setWhole, ({ message }) => setWhole({ gone: message }));
  }, [id]);
  if (!whole) return html`<p class="control-note">Looking it up ...</p>`;
  if (whole.gone) return html`<p class="control-note">${whole.gone}</p>`;
  return html`<div class="control-whole">
    <h3>Sent</h3>
    <pre tabindex="0">${JSON.stringify(whole.request, null, 2)}</pre>
    <h3>Answered</h3>
    <pre tabindex="0">${JSON.stringify(whole.answer, null, 2) ?? 'nothing'}</pre>
  </div>`;
};

const Line = ({ line }) => {
  const [isOpen, setOpen] = useState(false);
  const { id, from, to, what, at, ms, outcome, isOk, fault, left } = line;
  const direction = from === 'bot' ? (to === 'cluster' ? 'to the cluster' : 'to Slack') : 'to the bot';
  return html`<li class=${isOk ? '' : 'is-bad'}>
    <button class="control-line" aria-expanded=${isOpen} onClick=${() => setOpen(!isOpen)}>
      <span class="control-way" role="img" aria-label=${direction} title=${direction}>
        ${from === 'bot' ? (to === 'cluster' ? '⎈' : '→') : '←'}
      </span>
      <code>${what}</code>
      <span class="control-outcome">${outcome}${fault ? ', on demand' : ''}</span>
      <span class="control-figures">
        <span>${clock(at)}</span>
        <span>${duration(ms)}</span>
        <span>${typeof left === 'number' ? `${left} left` : ''}</span>
      </span>
    </button>
    ${isOpen && html`<${Whole} id=${id} />`}
  </li>`;
};

/** The last requests between bot, Slack and cluster, the newest first; each opens to what was sent and answered. */
export const ExchangeList = ({ exchanges }) => {
  const [isFailuresOnly, setFailuresOnly] = useState(false);
  const [held, setHeld] = useState(undefined);
  const shown = (held ?? exchanges).filter(({ isOk }) => !isFailuresOnly || !isOk);
  return html`<section>
    <h2>Between bot, Slack and cluster</h2>
    <div class="control-buttons">
      <label class="control-check">
        <input
          type="checkbox"
          checked=${isFailuresOnly}
          onChange=${({ currentTarget }) => setFailuresOnly(currentTarget.checked)}
        />
        <span>Failures only</span>
      </label>
      <label class="control-check">
        <input
          type="checkbox"
          checked=${held !== undefined}
          onChange=${({ currentTarget }) => setHeld(currentTarget.checked ? exchanges : undefined)}
        />
        <span>Hold still</span>
      </label>
    </div>
    ${shown.length === 0 && html`<p class="control-note">${isFailuresOnly ? 'Nothing failed.' : 'Nothing yet.'}</p>`}
    <ol class="control-exchanges">
      ${shown.map((line) => html`<${Line} key=${line.id} line=${line} />`)}
    </ol>
  </section>`;
};
