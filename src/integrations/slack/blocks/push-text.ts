import type { Inline, Line } from '../../../domain/document.ts';
import { escapeMrkdwn } from './mrkdwn-line.ts';
import { plainLine } from './plain-text.ts';
import { isSlackId } from './slack-ids.ts';
import { utcWords } from './time-words.ts';

/** A locked phone shows far less; screen readers get all of it. */
const MOST = 3000;

/**
 * The `text` of a message: what a push shows, and screen readers read. Mentions are mentions, times are in UTC (a push
 * knows no zone), links are words. Never empty, never longer than 3,000 characters.
 */
export function pushText(line: Line): string {
  let all = '';
  for (const inline of line) {
    const room = MOST - all.length;
    const { words, mention } = pushInline(inline);
    if (mention) {
      if (words.length <= room) all += words;
      continue;
    }
    for (const character of plainLine(words)) {
      const escaped = escapeMrkdwn(character);
      if (all.length + escaped.length > MOST - 1) return `${all}…`;
      all += escaped;
    }
  }
  return all.trim() === '' ? 'Keyturn' : all;
}

function pushInline(inline: Inline): { readonly words: string; readonly mention?: true } {
  if (typeof inline === 'string') return { words: inline };
  switch (inline.kind) {
    case 'user':
      return isSlackId('user', inline.user)
        ? { words: `<@${inline.user}>`, mention: true }
        : { words: `@${inline.user}` };
    case 'usergroup':
      return isSlackId('usergroup', inline.group)
        ? { words: `<!subteam^${inline.group}>`, mention: true }
        : { words: `@${inline.group}` };
    case 'channel':
      return isSlackId('channel', inline.channel)
        ? { words: `<#${inline.channel}>`, mention: true }
        : { words: `#${inline.channel}` };
    case 'emoji':
      return { words: '' };
    case 'link':
      return { words: inline.label || inline.url };
    case 'time':
      return { words: utcWords(inline.at, inline.style) };
    default:
      return { words: inline.text };
  }
}
