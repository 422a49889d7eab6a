import { useEffect } from 'preact/hooks';
import { Icon } from './icons.js';
import { html } from './render/html.js';
import { renderView } from './render/render-view.js';
import { useFilling } from './use-filling.js';

/** Which pages the conversation with the app has: its home only if it declares one or has shown one. */
export const appPages = (state) => [
  ...(state?.app.hasHome || state?.home ? ['Home'] : []),
  'Messages',
  'About',
];

/** The tabs over the conversation with the app. */
export const AppTabs = ({
  pages,
  open,
  choose,
}) => html`<div class="tabs" role="tablist" aria-label="Pages of the app">
  ${pages.map(
    (name) =>
      html`<button role="tab" key=${name} aria-selected=${name === open} onClick=${() => choose(name)}>${name}</button>`,
  )}
</div>`;

const HomeView = ({ view, ctx, doing }) => {
  const { sentence, ctx: filling } = useFilling({ view, doing });
  return html`${renderView(view, { ...ctx, ...filling })}
    ${sentence && html`<p class="failed" role="alert"><${Icon} name="warning" /> ${sentence}</p>`}`;
};

/** The app's home, as it was published for this person. The app is told that somebody came. */
export const AppHome = ({ state, ctx, doing }) => {
  useEffect(() => {
    void doing({ do: 'openHome' });
  }, []);
  return html`<div class="app-page" role="tabpanel" aria-label="Home">
    ${
      state.home
        ? html`<${HomeView} key=${state.home.id} view=${state.home} ...${{ ctx, doing }} />`
        : html`<p>${state.app.name} has not shown anything here yet.</p>`
    }
  </div>`;
};

/** What the app says of itself, and what can be typed and picked. */
export const AppAbout = ({ state }) => html`<div class="app-page" role="tabpanel" aria-label="About">
  <h2>${state.app.name}</h2>
  <p>${state.app.description}</p>
  <h3>Slash commands</h3>
  <dl>
    ${state.commands.map(
      ({ command, usageHint, description }) =>
        html`<div key=${command}><dt><code>${command} ${usageHint}</code></dt><dd>${description}</dd></div>`,
    )}
  </dl>
  <h3>Shortcuts</h3>
  <dl>
    ${state.shortcuts.map(
      ({ name, type, callbackId }) =>
        html`<div key=${callbackId}><dt>${name}</dt><dd>${type === 'global' ? 'Anywhere, from the box in which one types' : 'On a message, from its menu'}</dd></div>`,
    )}
  </dl>
</div>`;
