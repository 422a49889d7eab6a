import { useState } from 'preact/hooks';
import { Avatar } from './avatar.js';
import { EditBox } from './edit-box.js';
import { FileView } from './file-view.js';
import { Icon } from './icons.js';
import { MessageTools } from './message-tools.js';
import { clockOf, isNotice } from './message-words.js';
import { Reactions } from './reactions.js';
import { html } from './render/html.js';
import { renderBlocks } from './render/render-blocks.js';
import { renderMrkdwn } from './render/render-mrkdwn.js';

/** What was clicked, named so that the same button in another block is another one. */
export const targetOf = (element, place) => `${place.blockId}/${element.action_id}`;

const Attachment = ({
  attachment,
  ctx,
}) => html`<div class="attachment" style=${attachment.color ? `--color: ${/^[0-9a-f]{6}$/i.test(attachment.color) ? `#${attachment.color}` : 'var(--line)'}` : ''}>
  ${attachment.title && html`<strong>${attachment.title}</strong>`}
  ${attachment.blocks ? renderBlocks(attachment.blocks, ctx) : renderMrkdwn(attachment.text ?? attachment.fallback ?? '', ctx)}
</div>`;

/** An update with blocks shows no mark (docs.slack.dev, chat.update, on `blocks`). */
const Words = ({ message, ctx }) => html`<div class="words">
  ${message.blocks?.length ? renderBlocks(message.blocks, ctx) : message.text && renderMrkdwn(message.text, ctx)}
  ${message.isEdited && !message.blocks?.length && html`<span class="edited"> (edited)</span>`}
</div>`;

/** Clicks and choices in a message, and what Slack shows when the app does not take them. */
const useUsing = ({ message, channel, ctx, doing }) => {
  const [failed, setFailed] = useState(undefined);
  const [isBusy, setBusy] = useState(false);
  const at = { channel: channel.id, ts: message.ts };
  const use = async (element, picked, place) => {
    setFailed(undefined);
    // A link's click is told to the app, too, but nobody waits for that.
    setBusy(true);
    const target = targetOf(element, place);
    const acted =
      element.type === 'button'
        ? await doing({ do: 'press', ...at, target, value: element.value })
        : await doing({ do: 'select', ...at, target, picked: picked ?? null });
    setBusy(false);
    if (acted?.acked === false) setFailed(acted.shown);
  };
  const onSuggest = async (element, query, place) =>
    (await doing({ do: 'suggest', ...at, target: targetOf(element, place), query })) ?? { options: [] };
  return { failed, isBusy, ctx: { ...ctx, onPress: use, onSuggest } };
};

const Head = ({ message, ctx }) => {
  const person = ctx.people[message.user];
  return html`<div class="head">
    <strong>${person?.isBot ? person.name : (person?.realName ?? message.user)}</strong>
    ${message.isApp && html`<span class="app-mark">APP</span>`}
    <time class="clock" datetime=${new Date(Number(message.ts) * 1000).toISOString()}>${clockOf(message.ts, ctx.timeZone)}</time>
    ${message.isPinned && html`<span class="pin-mark"><${Icon} name="pin" /> pinned</span>`}
  </div>`;
};

const RepliesLine = ({ message, ctx, openThread }) =>
  openThread &&
  message.replies.count > 0 &&
  html`<button class="replies" onClick=${() => openThread(message.ts)}>
    ${message.replies.users.slice(0, 4).map((id) => html`<${Avatar} person=${ctx.people[id]} small=${true} />`)}
    <span>${message.replies.count === 1 ? '1 reply' : `${message.replies.count} replies`}</span>
  </button>`;

const Notice = ({ message, ctx }) => html`<div class="notice" id=${`m${message.ts}`} data-ts=${message.ts}>
  ${renderMrkdwn(message.text, ctx)}
</div>`;

/** One message with all that belongs to it. Without `openThread` it stands in a thread already. */
export const Message = (props) => {
  const { message, channel, as, ctx, doing, openThread, isCompact } = props;
  const [isEditing, setEditing] = useState(false);
  const { failed, isBusy, ctx: using } = useUsing(props);
  if (isNotice(message)) return html`<${Notice} message=${message} ctx=${ctx} />`;
  if (message.isDeleted) {
    return html`<div class="message is-deleted" data-ts=${message.ts}>
      <span class="gutter"><${Icon} name="cross" /></span><div class="body"><em>This message was deleted.</em><${RepliesLine} ...${{ message, ctx, openThread }} /></div>
    </div>`;
  }
  const at = { channel: channel.id, ts: message.ts };
  const toggle = (name, isOwn) => doing({ do: isOwn ? 'unreact' : 'react', ...at, name });
  const classes = [
    'message',
    isCompact && 'is-compact',
    message.isOnlyForYou && 'is-only-for-you',
    isBusy && 'is-busy',
  ];
  return html`<article class=${classes.filter(Boolean).join(' ')} id=${`m${message.ts}`} data-ts=${message.ts}>
    <div class="gutter">
      ${isCompact ? html`<time>${clockOf(message.ts, ctx.timeZone)}</time>` : html`<${Avatar} person=${ctx.people[message.user]} />`}
    </div>
    <div class="body">
      ${message.isOnlyForYou && html`<p class="only-you"><${Icon} name="eye" /> Only visible to you</p>`}
      ${!isCompact && html`<${Head} message=${message} ctx=${ctx} />`}
      ${message.broadcast && openThread && html`<p class="also">replied to <button onClick=${() => openThread(message.threadTs)}>a thread</button></p>`}
      ${
        isEditing
          ? html`<${EditBox} text=${message.text} ctx=${ctx} save=${(text) => doing({ do: 'edit', ...at, text })} close=${() => setEditing(false)} />`
          : html`<${Words} message=${message} ctx=${using} />`
      }
      ${message.attachments?.map((one, index) => html`<${Attachment} key=${index} attachment=${one} ctx=${using} />`)}
      ${message.files.map((file) => html`<${FileView} key=${file.id} file=${file} as=${as} />`)}
      ${failed && html`<p class="failed" role="alert"><${Icon} name="warning" /> ${failed}</p>`}
      <${Reactions} message=${message} ctx=${ctx} toggle=${toggle} />
      <${RepliesLine} ...${{ message, ctx, openThread }} />
    </div>
    ${!message.isOnlyForYou && channel.isMember && !isEditing && html`<${MessageTools} ...${props} toggle=${toggle} edit=${() => setEditing(true)} />`}
  </article>`;
};
