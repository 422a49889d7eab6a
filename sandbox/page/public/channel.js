import { useState } from 'preact/hooks';
import { AppAbout, AppHome, AppTabs, appPages } from './app-pages.js';
import { ChannelDetails } from './channel-details.js';
import { ChannelHead } from './channel-head.js';
import { Composer } from './composer.js';
import { MessageList } from './message-list.js';
import { html } from './render/html.js';
import { createSend } from './send.js';

/** What Slack itself says to one person: it looks like a message and is gone with the page. */
export const useNotices = () => {
  const [notices, setNotices] = useState([]);
  const notice = (text) =>
    setNotices((now) => [
      ...now,
      {
        ts: String(Date.now() / 1000),
        user: 'USLACKBOT',
        isOnlyForYou: true,
        text,
        reactions: [],
        files: [],
        replies: { count: 0, users: [] },
      },
    ]);
  return [notices, notice];
};

/** Messages and notices in the order in which they came. */
export const inOrder = (messages) => [...messages].sort((a, b) => Number(a.ts) - Number(b.ts));

const Foot = ({ channel, name, doing, ...rest }) => {
  if (channel.isArchived) {
    return html`<div class="foot">This channel is archived. <button onClick=${() => doing({ do: 'unarchive', channel: channel.id })}>Unarchive</button></div>`;
  }
  if (!channel.isMember) {
    return html`<div class="foot">You are looking at <strong>${name}</strong>. <button class="is-main" onClick=${() => doing({ do: 'join', channel: channel.id })}>Join channel</button></div>`;
  }
  return html`<${Composer} ...${rest} doing=${doing} label=${`Message ${name}`} />`;
};

const APP_PAGES = { Home: AppHome, About: AppAbout };

/** The open conversation. */
export const Channel = (props) => {
  const { as, state, ctx, channel, doing, openThread, openMenu, sought } = props;
  const [notices, notice] = useNotices();
  const [areDetailsOpen, setDetailsOpen] = useState(false);
  const [page, setPage] = useState('Messages');
  if (!channel) return html`<p class="starting">Opening ...</p>`;
  if (channel.failed) {
    return html`<div class="starting"><p>${channel.failed}</p><button onClick=${openMenu}>Show the conversations</button></div>`;
  }
  const other = ctx.people[channel.members.find((id) => id !== ctx.me)]?.name;
  const name = channel.kind === 'im' ? (other ?? 'you') : `#${channel.name}`;
  const messages = channel.messages.filter(
    ({ threadTs, ts, broadcast, isOnlyForYou }) =>
      threadTs === undefined || threadTs === ts || broadcast || (isOnlyForYou && !threadTs),
  );
  const send = createSend({ doing, channel, notice });
  const upload = async (file) => (await doing({ do: 'upload', channel: channel.id, ...file })) !== undefined;
  const shared = { as, state, ctx, channel, doing, openThread };
  const isWithApp = channel.kind === 'im' && channel.members.includes(state?.app.botUserId);
  const AppPage = isWithApp ? APP_PAGES[page] : undefined;
  return html`<section class="channel" aria-label=${name}>
    <${ChannelHead} ...${props} name=${name} toggleDetails=${() => setDetailsOpen(!areDetailsOpen)} />
    ${areDetailsOpen && html`<${ChannelDetails} ...${shared} close=${() => setDetailsOpen(false)} />`}
    ${isWithApp && html`<${AppTabs} pages=${appPages(state)} open=${page} choose=${setPage} />`}
    ${
      AppPage
        ? html`<${AppPage} ...${shared} />`
        : html`<${MessageList} ...${shared} label=${name} sought=${sought} messages=${inOrder([...messages, ...notices])} />
            <${Foot} ...${{ channel, name, doing, state, send, upload }} draftKey=${`${as}/${channel.id}`} />`
    }
  </section>`;
};
