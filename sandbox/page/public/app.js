import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { Channel } from './channel.js';
import { ControlSide } from './control-side.js';
import { useEmoji } from './emoji-faces.js';
import { ModalStack } from './modal-stack.js';
import { NewChannel } from './new-channel.js';
import { messageBehind } from './permalink.js';
import { useQuestion } from './render/confirm-dialog.js';
import { html } from './render/html.js';
import { readRoute, writeRoute } from './route.js';
import { act } from './server.js';
import { Sidebar } from './sidebar.js';
import { Switcher } from './switcher.js';
import { Thread } from './thread.js';
import { useWorkspace } from './use-workspace.js';

const FIRST = 'ana';
const TOAST_MS = 6000;
/** What says beside itself that the app did not take it. */
const SAID_THERE = ['press', 'select'];

/** The sentence at the foot of the page: what Slack would say to this person. */
const useToast = () => {
  const [toast, setToast] = useState(undefined);
  const timer = useRef(undefined);
  const tell = (sentence) => {
    clearTimeout(timer.current);
    setToast(sentence);
    timer.current = setTimeout(() => setToast(undefined), TOAST_MS);
  };
  return [toast, tell];
};

/** What a menu of conversations offers to this person. */
const conversationsOf = (state, people) => [
  ...(state?.channels ?? [])
    .filter(({ isArchived }) => !isArchived)
    .map(({ id, kind, name }) => ({ id, kind, label: kind === 'mpim' ? name : `#${name}` })),
  ...(state?.directs ?? []).map(({ id, with: other }) => ({
    id,
    kind: 'im',
    label: people[other]?.name ?? other,
    isBot: people[other]?.isBot === true,
  })),
];

/** What rendered blocks need to know of this workspace and person. */
const renderContext = (state, emoji, openChannel, onAsk) => {
  const people = Object.fromEntries((state?.people ?? []).map((one) => [one.id, one]));
  return {
    me: state?.me,
    people,
    channels: Object.fromEntries((state?.channels ?? []).map(({ id, name }) => [id, name])),
    groups: Object.fromEntries((state?.groups ?? []).map(({ id, handle }) => [id, handle])),
    conversations: conversationsOf(state, people),
    timeZone: people[state?.me]?.tz ?? 'UTC',
    emoji,
    onOpenChannel: openChannel,
    onAsk,
  };
};

const useKeys = ({ openSwitcher, close }) => {
  useEffect(() => {
    const pressed = (event) => {
      if (event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        openSwitcher();
      }
      if (event.key === 'Escape' && !event.defaultPrevented) close();
    };
    addEventListener('keydown', pressed);
    return () => removeEventListener('keydown', pressed);
  });
};

/** Marks the open conversation as read when its end is on the screen. */
const useReading = (doing, channel) => {
  const last = channel?.isMember ? channel.messages?.at(-1)?.ts : undefined;
  const id = channel?.id;
  useEffect(() => {
    const read = () => {
      if (id && last && document.visibilityState === 'visible') doing({ do: 'read', channel: id, ts: last });
    };
    read();
    document.addEventListener('visibilitychange', read);
    return () => document.removeEventListener('visibilitychange', read);
  }, [id, last, doing]);
};

/** A link to a message of this workspace leads there on the page, as it does in Slack; all others go out. */
const useLinks = (ctx, go) => {
  const [sought, seek] = useState(undefined);
  const follow = (event) => {
    const found = messageBehind(event.target.closest?.('a[href]')?.href ?? '');
    if (!found || !ctx.conversations.some(({ id }) => id === found.channel)) return;
    event.preventDefault();
    seek(found);
    go({ channel: found.channel, thread: found.thread });
  };
  return { sought, follow };
};

/** Does things as this person; what is refused is told at the foot of the page. */
const useDoing = (as, tell) =>
  useMemo(
    () => async (doing) => {
      try {
        const result = await act(as, doing);
        if (result?.acked === false && result.shown && !SAID_THERE.includes(doing.do)) tell(result.shown);
        return result;
      } catch (error) {
        tell(error.message);
        return undefined;
      }
    },
    [as],
  );

/** The whole page. */
export const App = () => {
  const [route, setRoute] = useState({ as: FIRST, ...dropEmpty(readRoute()) });
  // What lies over the page: the switcher, or the form for a new channel.
  const [asking, setAsking] = useState(undefined);
  const [isMenuOpen, setMenuOpen] = useState(false);
  const [toast, tell] = useToast();
  const emoji = useEmoji();
  const { state, people, channel, isConnected } = useWorkspace(route.as, route.channel);
  const doing = useDoing(route.as, tell);
  useReading(doing, channel);
  const go = (next) => {
    setRoute((now) => ({ ...now, ...next }));
    setMenuOpen(false);
    setAsking(undefined);
  };
  const openChannel = (id) => go({ channel: id, thread: undefined });
  useEffect(() => writeRoute(route), [route]);
  useEffect(() => {
    const changed = () =>
      setRoute((now) => ({ ...now, channel: undefined, thread: undefined, ...dropEmpty(readRoute()) }));
    addEventListener('hashchange', changed);
    return () => removeEventListener('hashchange', changed);
  }, []);
  useEffect(() => {
    const start = state?.channels?.find(({ name }) => name === 'incidents') ?? state?.channels?.[0];
    if (!route.channel && start) go({ channel: start.id });
  }, [state, route.channel]);
  useKeys({
    openSwitcher: () => setAsking('switcher'),
    close: () => {
      if (asking) setAsking(undefined);
      else if (isMenuOpen) setMenuOpen(false);
      else if (!state?.views?.length) go({ thread: undefined });
    },
  });
  const [onAsk, drawQuestion] = useQuestion();
  const ctx = renderContext(state, emoji, openChannel, onAsk);
  const { sought, follow } = useLinks(ctx, go);
  const shared = { as: route.as, state, ctx, doing, tell };
  return html`<div class=${`page${isMenuOpen ? ' menu-open' : ''}${route.thread ? ' thread-open' : ''}`} onClick=${follow}>
    <${Sidebar} ...${shared} people=${people} open=${route.channel} go=${go} openChannel=${openChannel} createChannel=${() => setAsking('channel')} />
    <main class="middle">
      ${!isConnected && html`<p class="banner" role="status">The sandbox does not answer. Waiting for it ...</p>`}
      <${Channel}
        key=${`${route.as}/${route.channel}`}
        ...${shared}
        channel=${channel}
        sought=${sought?.channel === route.channel ? sought : undefined}
        openMenu=${() => setMenuOpen(!isMenuOpen)}
        openThread=${(ts) => go({ thread: ts })}
      />
    </main>
    ${
      route.thread &&
      channel?.messages &&
      html`<${Thread}
        key=${`${route.as}/${route.thread}`}
        ...${shared}
        channel=${channel}
        ts=${route.thread}
        close=${() => go({ thread: undefined })}
      />`
    }
    <${ControlSide} />
    ${isMenuOpen && html`<button class="shade" aria-label="Close the menu" onClick=${() => setMenuOpen(false)}></button>`}
    <${ModalStack} ...${shared} />
    ${drawQuestion(ctx)}
    ${asking === 'switcher' && html`<${Switcher} ...${shared} openChannel=${openChannel} close=${() => setAsking(undefined)} />`}
    ${asking === 'channel' && html`<${NewChannel} ...${shared} openChannel=${openChannel} close=${() => setAsking(undefined)} />`}
    <div class="toasts" role="status" aria-live="polite">${toast && html`<p class="toast">${toast}</p>`}</div>
  </div>`;
};

const dropEmpty = (fields) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
