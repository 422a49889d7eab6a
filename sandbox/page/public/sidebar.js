import { Avatar } from './avatar.js';
import { Icon } from './icons.js';
import { html } from './render/html.js';

const ICONS = { public: '#', private: html`<${Icon} name="lock" />`, mpim: html`<${Icon} name="people" />` };

const Line = ({ line, icon, name, isOpen, open }) => {
  const classes = [
    'line',
    isOpen && 'is-open',
    line.unread > 0 && 'is-unread',
    line.isMember === false && 'is-outside',
  ];
  return html`<button
    class=${classes.filter(Boolean).join(' ')}
    aria-current=${isOpen ? 'page' : undefined}
    data-conversation=${name}
    onClick=${open}
  >
    <span class="line-icon" aria-hidden="true">${icon}</span>
    <span class="line-name">${name}</span>
    ${
      line.unread > 0 &&
      html`<span class=${`badge${line.isForYou ? ' is-for-you' : ''}`} aria-label=${`${line.unread} unread`}>${line.unread}</span>`
    }
  </button>`;
};

const PersonSwitch = ({ as, people, go }) => html`<nav class="persons" aria-label="Be somebody else">
  ${people
    .filter(({ isBot, deleted }) => !isBot && !deleted)
    .map(
      (person) => html`<button
        key=${person.id}
        class="person"
        aria-pressed=${person.name === as}
        title=${`Be ${person.realName}`}
        onClick=${() => go({ as: person.name, thread: undefined })}
      >
        <${Avatar} person=${person} small=${true} /><span>${person.name}</span>
      </button>`,
    )}
</nav>`;

const Channels = ({ title, lines, open, openChannel, beside }) =>
  (lines.length > 0 || beside) &&
  html`<h2>${title} ${beside}</h2>
    ${lines.map(
      (line) => html`<${Line}
        key=${line.id}
        line=${line}
        icon=${ICONS[line.kind]}
        name=${line.name}
        isOpen=${line.id === open}
        open=${() => openChannel(line.id)}
      />`,
    )}`;

/** Who looks, and every conversation this person finds. */
export const Sidebar = ({ as, people, state, ctx, doing, open, go, openChannel, createChannel }) => {
  const channels = state?.channels ?? [];
  const directs = state?.directs ?? [];
  const others = people.filter(
    ({ id, deleted, name }) =>
      !deleted && id !== state?.me && name !== 'slackbot' && !directs.some((direct) => direct.with === id),
  );
  const openDirect = async (name) => {
    const id = await doing({ do: 'openDirect', name });
    if (id) openChannel(id);
  };
  return html`<aside class="sidebar" aria-label="Conversations">
    <header><strong>${state?.team ?? 'Sandbox'}</strong><span>sandbox Slack</span></header>
    <${PersonSwitch} as=${as} people=${people} go=${go} />
    <nav class="lines" aria-label="Channels and direct messages">
      <${Channels}
        title="Channels"
        lines=${channels.filter(({ isMember, isArchived }) => isMember && !isArchived)}
        beside=${html`<button aria-label="Create a channel" title="Create a channel" onClick=${createChannel}><${Icon} name="plus" /></button>`}
        ...${{ open, openChannel }}
      />
      <h2>Direct messages</h2>
      ${directs.map((line) => {
        const person = ctx.people[line.with];
        return html`<${Line}
          key=${line.id}
          line=${line}
          icon=${html`<${Avatar} person=${person} small=${true} />`}
          name=${person?.name ?? line.with}
          isOpen=${line.id === open}
          open=${() => openChannel(line.id)}
        />`;
      })}
      ${others.map(
        (person) => html`<${Line}
          key=${person.id}
          line=${{ unread: 0, isMember: false }}
          icon=${html`<${Avatar} person=${person} small=${true} />`}
          name=${person.name}
          open=${() => openDirect(person.name)}
        />`,
      )}
      <${Channels} title="More channels" lines=${channels.filter(({ isMember, isArchived }) => !isMember && !isArchived)} ...${{ open, openChannel }} />
      <${Channels} title="Archived" lines=${channels.filter(({ isArchived }) => isArchived)} ...${{ open, openChannel }} />
    </nav>
    <footer>Ctrl-K finds a channel</footer>
  </aside>`;
};
