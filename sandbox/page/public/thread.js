import { useState } from 'preact/hooks';
import { inOrder, useNotices } from './channel.js';
import { Composer } from './composer.js';
import { Icon } from './icons.js';
import { MessageList } from './message-list.js';
import { html } from './render/html.js';
import { createSend } from './send.js';

/** A thread beside the conversation. */
export const Thread = ({ as, state, ctx, channel, doing, ts, close }) => {
  const [notices, notice] = useNotices();
  const [alsoInChannel, setAlso] = useState(false);
  const messages = channel.messages.filter((message) => message.ts === ts || message.threadTs === ts);
  const say = (act) => doing(act.do === 'say' && alsoInChannel ? { ...act, broadcast: true } : act);
  const send = createSend({ doing: say, channel, thread: ts, notice });
  const upload = async (file) =>
    (await doing({ do: 'upload', channel: channel.id, thread: ts, ...file })) !== undefined;
  const canWrite = channel.isMember && !channel.isArchived;
  return html`<aside class="thread" aria-label="Thread">
    <header class="channel-head">
      <div class="channel-title">
        <h1>Thread <small class="beside-title">#${channel.name}</small></h1>
        <button class="close" aria-label="Close the thread" onClick=${close}><${Icon} name="cross" /></button>
      </div>
    </header>
    <${MessageList} ...${{ as, state, ctx, channel, doing }} label="Thread" messages=${inOrder([...messages, ...notices])} />
    ${
      canWrite &&
      html`<${Composer} draftKey=${`${as}/${channel.id}/${ts}`} label="Reply ..." ...${{ state, send, upload }} />
        <label class="also-box">
          <input type="checkbox" checked=${alsoInChannel} onChange=${(event) => setAlso(event.currentTarget.checked)} />
          Also send to #${channel.name}
        </label>`
    }
  </aside>`;
};
