const NOTICE =
  /^(channel|group)_(join|leave|topic|purpose|name|archive|unarchive|convert_to_private)$|^pinned_item$/;
const TOGETHER_S = 300;

/** Whether Slack itself says it: joins, topics, pins. */
export const isNotice = ({ subtype }) => NOTICE.test(subtype ?? '');

/** The time of day of a message in the viewer's zone. */
export const clockOf = (ts, timeZone) =>
  new Date(Number(ts) * 1000).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', timeZone });

/** The day of a message in the viewer's zone. */
export const dayOf = (ts, timeZone) =>
  new Date(Number(ts) * 1000).toLocaleDateString('en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone,
  });

/** Whether a message stands under the one before it without a head of its own. */
export const followsOn = (message, before) =>
  before !== undefined &&
  !isNotice(before) &&
  before.user === message.user &&
  Boolean(before.isOnlyForYou) === Boolean(message.isOnlyForYou) &&
  !message.isPinned &&
  Number(message.ts) - Number(before.ts) < TOGETHER_S;

const SIGNS = { '&lt;': '<', '&gt;': '>', '&amp;': '&' };

/** What somebody typed, from what Slack made of it: as it stands in the box when they edit it. */
export const asTyped = (text, ctx) =>
  text
    .replace(/<@(\w+)(\|[^>]*)?>/g, (whole, id) => (ctx.people[id] ? `@${ctx.people[id].name}` : whole))
    .replace(/<#(\w+)(\|[^>]*)?>/g, (whole, id) => (ctx.channels[id] ? `#${ctx.channels[id]}` : whole))
    .replace(/<!subteam\^(\w+)(\|[^>]*)?>/g, (whole, id) => (ctx.groups[id] ? `@${ctx.groups[id]}` : whole))
    .replace(/<!(here|channel|everyone)>/g, '@$1')
    .replace(/<(https?:[^|>]+)>/g, '$1')
    .replace(/&(lt|gt|amp);/g, (sign) => SIGNS[sign]);
