import { type Names, readableDate } from './names.ts';

/** Text in Slack's mrkdwn as a person reads it: mentions by name, links by their label, dates as dates. */
export function readableMrkdwn(text: string, names: Names, now: number): string {
  return text
    .replace(/<([^<>\n]+)>/g, (_whole, inside: string) => readableTag(inside, names, now))
    .replace(/(?<![\p{L}\p{N}*])\*([^*\n]+)\*(?![\p{L}\p{N}*])/gu, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

function readableTag(inside: string, names: Names, now: number): string {
  const [target = '', label] = inside.split('|');
  if (target.startsWith('@')) return `@${names.user(target.slice(1))}`;
  if (target.startsWith('#')) return `#${names.channel(target.slice(1))}`;
  if (target.startsWith('!subteam^')) return `@${names.userGroup(target.slice('!subteam^'.length))}`;
  if (target.startsWith('!date^')) {
    const [, seconds = '', format = ''] = target.split('^');
    return readableDate(Number(seconds), format, now);
  }
  if (target.startsWith('!')) return `@${target.slice(1)}`;
  return label || target;
}
