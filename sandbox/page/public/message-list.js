import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { Message } from './message.js';
import { dayOf, followsOn } from './message-words.js';
import { html } from './render/html.js';

const NEAR_PX = 120;

/** Whoever comes first is told what there is to do. */
const beginningOf = (name, state) => {
  const [command] = state?.commands ?? [];
  const hint = command && ` Type ${command.command} here, or fire an alert from the panel beside this.`;
  return html`<strong>Nothing was said in ${name} yet.</strong>${hint}`;
};

/**
 * Messages from the oldest to the newest. It stays at the end for as long as one is there. `sought`: the message that a
 * link led to.
 */
export const MessageList = ({ messages, label, sought, ...shared }) => {
  const list = useRef(null);
  const atEnd = useRef(true);
  const inside = useRef(null);
  const shown = useRef(undefined);
  const stay = () => {
    if (atEnd.current && list.current) list.current.scrollTop = list.current.scrollHeight;
  };
  useLayoutEffect(stay, [messages]);
  useLayoutEffect(() => {
    if (sought === undefined || shown.current === sought) return;
    const message = list.current.querySelector(`[data-ts="${sought.ts}"]`);
    if (message === null) return;
    shown.current = sought;
    atEnd.current = false;
    message.scrollIntoView({ block: 'start' });
  }, [messages, sought]);
  // A picture arrives, a file is unfolded, a thread takes its place beside: the end moves, too.
  useEffect(() => {
    const sizes = new ResizeObserver(stay);
    sizes.observe(inside.current);
    sizes.observe(list.current);
    return () => sizes.disconnect();
  }, []);
  const onScroll = ({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
    atEnd.current = scrollHeight - scrollTop - clientHeight < NEAR_PX;
  };
  const { timeZone } = shared.ctx;
  return html`<div class="messages" role="log" aria-label=${label} tabindex="0" ref=${list} onScroll=${onScroll}>
    <div class="messages-inside" ref=${inside}>
    ${messages.length === 0 && html`<p class="beginning">${beginningOf(label, shared.state)}</p>`}
    ${messages.map((message, index) => {
      const before = messages[index - 1];
      const day = dayOf(message.ts, timeZone);
      const isNewDay = before === undefined || dayOf(before.ts, timeZone) !== day;
      return html`${isNewDay && html`<div class="day" key=${`day ${day}`}><span>${day}</span></div>`}
        <${Message} key=${message.ts} ...${shared} message=${message} isCompact=${!isNewDay && followsOn(message, before)} />`;
    })}
    </div>
  </div>`;
};
