import type { Inline, Line } from '../../../domain/document.ts';
import { httpUrl } from './http-url.ts';
import { plainLine } from './plain-text.ts';
import { isSlackId } from './slack-ids.ts';
import { slackDate } from './time-words.ts';

/** Slack's three characters of control in mrkdwn. Source: docs.slack.dev, "Escaping text". */
export function escapeMrkdwn(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Plain text escaped, and cut so that the escaped text has at most `max` characters. */
export function escapeWithin(text: string, max: number): string {
  const whole = escapeMrkdwn(text);
  if (whole.length <= max) return whole;
  let kept = '';
  for (const character of text) {
    const next = escapeMrkdwn(character);
    if (kept.length + next.length > max - 1) break;
    kept += next;
  }
  return `${kept}…`;
}

/**
 * What mrkdwn would take for formatting and can't be escaped: backticks, * _ ~ at the edge of a word, emoji codes, a
 * quote at the start.
 */
const FORMATTING = /`|(?<![\p{L}\p{N}])[*_~]|[*_~](?![\p{L}\p{N}])|:[a-z0-9_+'-]+:|^\s*>/u;

/**
 * A line as mrkdwn, for the few places of Block Kit that take nothing else, or null when it holds something that
 * mrkdwn would not show literally: then the caller shows the line in another way.
 */
export function mrkdwnLine(line: Line): string | null {
  let all = '';
  for (const inline of line) {
    const piece = mrkdwnInline(inline);
    if (piece === null) return null;
    all += piece;
  }
  return all;
}

function mrkdwnInline(inline: Inline): string | null {
  if (typeof inline === 'string') return words(inline);
  switch (inline.kind) {
    case 'bold':
      return marked('*', inline.text);
    case 'italic':
      return marked('_', inline.text);
    case 'strike':
      return marked('~', inline.text);
    case 'code':
      return inline.text.includes('`') || inline.text.trim() === ''
        ? null
        : `\`${escapeMrkdwn(plainLine(inline.text))}\``;
    case 'user':
      return isSlackId('user', inline.user) ? `<@${inline.user}>` : words(`@${inline.user}`);
    case 'usergroup':
      return isSlackId('usergroup', inline.group) ? `<!subteam^${inline.group}>` : words(`@${inline.group}`);
    case 'channel':
      return isSlackId('channel', inline.channel) ? `<#${inline.channel}>` : words(`#${inline.channel}`);
    case 'emoji':
      return isSlackId('emoji', inline.name) ? `:${inline.name}:` : null;
    case 'link': {
      const address = httpUrl(plainLine(inline.url));
      const label = words(inline.label);
      return address && label !== null ? `<${escapeMrkdwn(address)}|${label || address}>` : null;
    }
    case 'time': {
      const date = slackDate(inline.at, inline.style);
      return date ? `<!date^${date.timestamp}^${date.format}|${date.fallback}>` : 'unknown time';
    }
  }
}

function words(text: string): string | null {
  const shown = plainLine(text);
  return FORMATTING.test(shown) ? null : escapeMrkdwn(shown);
}

function marked(mark: string, text: string): string | null {
  const shown = words(text);
  if (shown === null || shown === '') return shown;
  return shown.trim() === shown ? `${mark}${shown}${mark}` : null;
}
