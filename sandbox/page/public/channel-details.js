import { Avatar } from './avatar.js';
import { Icon } from './icons.js';
import { html } from './render/html.js';
import { renderMrkdwn } from './render/render-mrkdwn.js';
import { TopicForm } from './topic-form.js';

const FIRST_LINE = 90;

/** The beginning of a message, with a sign that there is more. */
const beginningOf = (text) => {
  const [line] = text.split('\n');
  return line.length > FIRST_LINE ? `${line.slice(0, FIRST_LINE)}…` : line;
};

const Pins = ({ channel, ctx, close }) => {
  const show = (ts) => {
    close();
    document.getElementById(`m${ts}`)?.scrollIntoView({ block: 'center' });
  };
  return html`<h2>Pinned</h2>
    ${channel.pins.length === 0 && html`<p>Nothing is pinned.</p>`}
    ${channel.pins.map(({ ts, by }) => {
      const text = channel.messages.find((message) => message.ts === ts)?.text ?? 'A message';
      return html`<button class="pin" key=${ts} onClick=${() => show(ts)}>
        <${Icon} name="pin" /> ${beginningOf(text)} <small>by ${ctx.people[by]?.name ?? by}</small>
      </button>`;
    })}`;
};

const Members = ({ channel, ctx, doing }) => {
  const outside = Object.values(ctx.people).filter(
    ({ id, deleted }) => !deleted && id !== 'USLACKBOT' && !channel.members.includes(id),
  );
  const invite = (event) => doing({ do: 'invite', channel: channel.id, name: event.currentTarget.value });
  return html`<h2>Members</h2>
    <ul class="members">
      ${channel.members.map(
        (id) =>
          html`<li key=${id}><${Avatar} person=${ctx.people[id]} small=${true} />${ctx.people[id]?.name ?? id}</li>`,
      )}
    </ul>
    ${
      channel.kind !== 'im' &&
      channel.isMember &&
      outside.length > 0 &&
      html`<label>Add somebody <select value="" onChange=${invite}>
        <option value="">...</option>
        ${outside.map(({ id, name }) => html`<option key=${id} value=${name}>${name}</option>`)}
      </select></label>`
    }`;
};

/** Topic, purpose, pins and members of a conversation, and leaving or archiving it. */
export const ChannelDetails = ({
  channel,
  ctx,
  doing,
  close,
}) => html`<aside class="details" aria-label="Channel details">
  <button class="close" aria-label="Close" onClick=${close}><${Icon} name="cross" /></button>
  ${channel.kind !== 'im' && html`<${TopicForm} ...${{ channel, ctx, doing }} />`}
  ${channel.purpose && html`<h2>Purpose</h2><p>${renderMrkdwn(channel.purpose, ctx)}</p>`}
  <${Pins} ...${{ channel, ctx, close }} />
  <${Members} ...${{ channel, ctx, doing }} />
  ${
    channel.kind !== 'im' &&
    channel.isMember &&
    !channel.isArchived &&
    html`<p class="details-acts">
      <button onClick=${() => doing({ do: 'leave', channel: channel.id })}>Leave channel</button>
      <button class="is-danger" onClick=${() => doing({ do: 'archive', channel: channel.id })}>Archive channel</button>
    </p>`
  }
</aside>`;
