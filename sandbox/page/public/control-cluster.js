import { useState } from 'preact/hooks';
import { html } from './render/html.js';

/** What can go wrong with the API server, by the value of the choice. */
export const CLUSTER_FAULTS = {
  cut: 'is away',
  forbidden: 'forbids it (403)',
  slow: 'answers 3 s late',
  unauthorized: 'does not know the bot (401)',
  'not-found': 'has no such thing (404)',
  'expired-token': 'forgets the rest of a list (410)',
  'too-many-requests': 'asks for patience (429)',
  'server-error': 'fails (500)',
  unavailable: 'has a server behind it away (503)',
  hang: 'never answers',
  'wrong-certificate': 'has another’s certificate',
};

/** The kinds of which reading can be made to fail. */
const RESOURCES = ['', 'pods', 'nodes', 'events', 'deployments', 'replicasets', 'services', 'configmaps'];

const Faults = ({ faults, run }) => {
  const [kind, setKind] = useState('cut');
  const [resource, setResource] = useState('');
  const plan = (event) => {
    event.preventDefault();
    run({ do: 'cluster-fault', fault: { kind, ...(resource && { resource }) } });
  };
  return html`<form class="control-fault" onSubmit=${plan}>
      <label>
        <span>The API server</span>
        <select value=${kind} onChange=${({ currentTarget }) => setKind(currentTarget.value)}>
          ${Object.entries(CLUSTER_FAULTS).map(([value, words]) => html`<option key=${value} value=${value}>${words}</option>`)}
        </select>
      </label>
      <label>
        <span>For</span>
        <select value=${resource} onChange=${({ currentTarget }) => setResource(currentTarget.value)}>
          ${RESOURCES.map((one) => html`<option key=${one} value=${one}>${one || 'everything'}</option>`)}
        </select>
      </label>
      <button class="control-button">Do it</button>
    </form>
    ${
      faults.length > 0 &&
      html`<ul class="control-faults">
          ${faults.map(
            (fault, index) => html`<li key=${index}>
              <code>${fault.resource ?? 'everything'}</code>
              <span class="control-bad">${CLUSTER_FAULTS[fault.kind]}</span>
            </li>`,
          )}
        </ul>
        <button class="control-button" onClick=${() => run({ do: 'clear-cluster-faults' })}>Mend the cluster</button>`
    }`;
};

/** The story in the cluster, whether its alert fires, how the API server is asked, and what is wrong with it. */
export const ClusterSection = ({ cluster, underWay, run }) => {
  const { story, stories, firing, requests, ms, faults } = cluster;
  const [chosen, setChosen] = useState(story.name);
  const pace = ms === undefined ? '' : `, half of them within ${Math.max(1, Math.round(ms))} ms`;
  return html`<section>
    <h2>Cluster</h2>
    <div class="control-fault">
      <label>
        <span>Story</span>
        <select value=${chosen} onChange=${({ currentTarget }) => setChosen(currentTarget.value)}>
          ${stories.map(({ name, title }) => html`<option key=${name} value=${name}>${title}</option>`)}
        </select>
      </label>
      <div class="control-buttons">
        <button
          class="control-button"
          disabled=${underWay}
          onClick=${() => run({ do: 'play-story', story: chosen })}
        >
          Play it
        </button>
        ${
          firing > 0 &&
          html`<button class="control-button" disabled=${underWay} onClick=${() => run({ do: 'resolve-story' })}>
            Its alert is over
          </button>`
        }
      </div>
    </div>
    <p class="control-note">Now: ${story.title}. ${story.teller}</p>
    <div class="control-row">
      <div>
        <strong>API server</strong>
        <span class=${faults.length > 0 ? 'control-bad' : 'control-good'}>
          ${faults.length > 0 ? 'in trouble' : 'answers'}
        </span>
        <span class="control-pace">${requests} requests in a minute${pace}</span>
      </div>
    </div>
    <${Faults} faults=${faults} run=${run} />
  </section>`;
};
