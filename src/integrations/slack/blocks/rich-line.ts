import type { types } from '@slack/bolt';
import type { Inline, Line } from '../../../domain/document.ts';
import { httpUrl } from './http-url.ts';
import { plainLine } from './plain-text.ts';
import { isSlackId } from './slack-ids.ts';
import { slackDate } from './time-words.ts';

type Element = types.RichTextElement;

/**
 * A line as elements of a rich text. Rich text is the form of choice for words of unknown origin: its text elements
 * are shown literally, so nothing in them can mention, link or format, and nothing has to be changed in them that a
 * person may copy (a zero-width character in a pod's name would break the pasted command).
 */
export function richLine(line: Line): readonly Element[] {
  return line.flatMap(richInline);
}

function richInline(inline: Inline): readonly Element[] {
  if (typeof inline === 'string') return text(inline);
  switch (inline.kind) {
    case 'bold':
    case 'italic':
    case 'code':
    case 'strike':
      return text(inline.text, { [inline.kind]: true });
    case 'user':
      return isSlackId('user', inline.user)
        ? [{ type: 'user', user_id: inline.user }]
        : text(`@${inline.user}`);
    case 'usergroup':
      return isSlackId('usergroup', inline.group)
        ? [{ type: 'usergroup', usergroup_id: inline.group }]
        : text(`@${inline.group}`);
    case 'channel':
      return isSlackId('channel', inline.channel)
        ? [{ type: 'channel', channel_id: inline.channel }]
        : text(`#${inline.channel}`);
    case 'emoji':
      return isSlackId('emoji', inline.name)
        ? [{ type: 'emoji', name: inline.name }]
        : text(`:${inline.name}:`);
    case 'link':
      return link(inline.url, inline.label);
    case 'time': {
      const date = slackDate(inline.at, inline.style);
      return date ? [{ type: 'date', ...date }] : text('unknown time');
    }
  }
}

function text(words: string, style?: Record<string, true>): readonly Element[] {
  const shown = plainLine(words);
  if (shown === '') return [];
  return [style ? { type: 'text', text: shown, style } : { type: 'text', text: shown }];
}

function link(url: string, label: string): readonly Element[] {
  const address = httpUrl(plainLine(url));
  const words = plainLine(label);
  if (address) return [{ type: 'link', url: address, text: words || address }];
  return text(words && words !== url ? `${words} (${url})` : url);
}
