import { useEffect, useState } from 'preact/hooks';
import { ClusterSection } from './control-cluster.js';
import { ExchangeList } from './control-exchanges.js';
import { FaultForm } from './control-faults.js';
import { html } from './render/html.js';
import { ask, Refused } from './server.js';

const AGAIN_MS = 1000;

/** Has a control do something and gives the new state. */
const control = async (doing) => {
  const answer = await fetch('/api/control/act', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(doing),
  });
  const body = await answer.json();
  if (!answer.ok) throw new Refused(body.error);
  return body;
};

/** The state of the sandbox, asked for again and again while somebody looks; and how to do something about it. */
const useControls = () => {
  const [state, setState] = useState(undefined);
  const [trouble, setTrouble] = useState(undefined);
  const [underWay, setUnderWay] = useState(undefined);
  useEffect(() => {
    let timer;
    let isGone = false;
    const look = async () => {
      if (document.visibilityState === 'visible') {
        // While nobody answers, the page itself says so.
        const seen = await ask('/api/control/state', {}).catch(() => undefined);
        if (seen && !isGone) setState(seen);
      }
      if (!isGone) timer = setTimeout(look, AGAIN_MS);
    };
    void look();
    return () => {
      isGone = true;
      clearTimeout(timer);
    };
  }, []);
  const run = async (doing) => {
    setUnderWay(doing.do);
    setTrouble(undefined);
    try {
      setState(await control(doing));
    } catch (error) {
      setTrouble(error.message);
    } finally {
      setUnderWay(undefined);
    }
  };
  return { state, trouble, underWay, run };
};

const Alerts = ({ alerts, run }) => html`<section>
  <h2>Alerts</h2>
  ${alerts.groups.map(
    ({ name, title, firing }) => html`<div class="control-row" key=${name}>
      <div>
        <strong>${title}</strong>
        <span class=${firing > 0 ? 'control-bad' : 'control-quiet'}>
          ${firing > 0 ? `${firing} firing` : 'quiet'}
        </span>
      </div>
      <div class="control-buttons">
        <button class="control-button" onClick=${() => run({ do: 'fire', group: name })}>
          ${firing > 0 ? 'One more' : 'Fire'}
        </button>
        ${
          firing > 1 &&
          html`<button class="control-button" onClick=${() => run({ do: 'resolve-one', group: name })}>
            Resolve one
          </button>`
        }
        ${
          firing > 0 &&
          html`<button class="control-button" onClick=${() => run({ do: 'resolve-all', group: name })}>
            ${firing > 1 ? 'Resolve all' : 'Resolve'}
          </button>`
        }
      </div>
    </div>`,
  )}
  <p class="control-note">${alerts.description}</p>
</section>`;

const BOT_WORDS = { running: 'running', starting: 'starting ...', ended: 'not running' };

const Parts = ({ bot, slack, underWay, run }) => html`<section>
  <h2>Bot and Slack</h2>
  <div class="control-row">
    <div>
      <strong>${bot.name}</strong>
      <span class=${bot.state === 'running' ? 'control-good' : 'control-bad'}>${BOT_WORDS[bot.state]}</span>
    </div>
    <div class="control-buttons">
      ${
        bot.state === 'running' &&
        html`<button class="control-button" disabled=${underWay} onClick=${() => run({ do: 'kill-bot' })}>
          Kill
        </button>`
      }
      <button class="control-button" disabled=${underWay} onClick=${() => run({ do: 'restart-bot' })}>
        ${bot.state === 'ended' ? 'Start' : 'Restart'}
      </button>
    </div>
  </div>
  <div class="control-row">
    <div>
      <strong>Slack’s API</strong>
      <span class=${slack.isUp ? 'control-good' : 'control-bad'}>${slack.isUp ? 'answers' : 'down'}</span>
    </div>
    <div class="control-buttons">
      <button
        class="control-button"
        disabled=${underWay}
        onClick=${() => run({ do: slack.isUp ? 'slack-down' : 'slack-up' })}
      >
        ${slack.isUp ? 'Take it down' : 'Bring it back'}
      </button>
    </div>
  </div>
</section>`;

const Budgets = ({ budgets }) => html`<section>
  <details>
    <summary><h2>Calls left this minute</h2></summary>
    ${budgets.length === 0 && html`<p class="control-note">No call in the last minute.</p>`}
    <ul class="control-budgets">
      ${budgets.map(
        ({ method, left, of }) => html`<li key=${method}>
          <code>${method}</code>
          <meter min="0" max=${of} low=${of * 0.3} optimum=${of} value=${left} aria-label=${`${method}, calls left`} />
          <span>${left} of ${of}</span>
        </li>`,
      )}
    </ul>
  </details>
</section>`;

/** Alerts, faults, the bot's life, and what it and Slack say to each other. */
export const ControlPanel = () => {
  const { state, trouble, underWay, run } = useControls();
  return html`<div class="control-panel">
    <link rel="stylesheet" href="/control-panel.css" />
    <div role="alert">${trouble && html`<p class="control-trouble">${trouble}</p>`}</div>
    ${
      state &&
      html`<${Alerts} alerts=${state.alerts} run=${run} />
        <${Parts} bot=${state.bot} slack=${state.slack} underWay=${underWay} run=${run} />
        ${state.cluster && html`<${ClusterSection} cluster=${state.cluster} underWay=${underWay} run=${run} />`}
        <${FaultForm} faults=${state.faults} run=${run} />
        <${Budgets} budgets=${state.budgets} />
        <${ExchangeList} exchanges=${state.exchanges} />`
    }
    <p class="control-note"><a href="/blocks.html" target="_blank">Every block of Slack’s, with its limits</a></p>
  </div>`;
};
