const TOKEN = /<([^<>\n]+)>/y;
const CODE = /`([^`\n]+)`/y;
const EMOJI = /:([a-z0-9_+'-]+):(?::skin-tone-([2-6]):)?/y;
const MARKS = { '*': 'bold', _: 'italic', '~': 'strike' };

const literal = (text) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

const isWord = (character) => character !== undefined && /[\p{L}\p{N}]/u.test(character);

const matchAt = (pattern, text, at) => {
  pattern.lastIndex = at;
  return pattern.exec(text);
};

/** What stands between `<` and `>`: a mention, a channel, a date, an address. */
const token = (inside) => {
  const bar = inside.indexOf('|');
  const target = bar < 0 ? inside : inside.slice(0, bar);
  const label = bar < 0 ? undefined : literal(inside.slice(bar + 1));
  if (target.startsWith('@')) return { kind: 'user', id: target.slice(1), label };
  if (target.startsWith('#')) return { kind: 'channel', id: target.slice(1), label };
  if (target.startsWith('!subteam^')) return { kind: 'group', id: target.slice(9), label };
  if (target.startsWith('!date^')) {
    const [timestamp, format = '', url] = target.slice(6).split('^');
    return { kind: 'date', timestamp: Number(timestamp), format, url, fallback: label ?? '' };
  }
  if (target.startsWith('!')) return { kind: 'broadcast', range: target.slice(1) };
  return { kind: 'link', url: literal(target), label };
};

/** Where `*words*` ends: on the same line, after a character that is no blank, and not inside a word. */
const closing = (text, mark, from) => {
  for (let at = text.indexOf(mark, from + 1); at > 0; at = text.indexOf(mark, at + 1)) {
    const inside = text.slice(from + 1, at);
    const holds = inside.trim() !== '' && !/\s$/.test(inside) && !isWord(text[at + 1]);
    if (holds && text[at + 1] !== mark && text[at - 1] !== mark) return at;
  }
  return -1;
};

const opens = (text, at) => !isWord(text[at - 1]) && text[at + 1] !== undefined && !/\s/.test(text[at + 1]);

const nextPiece = (text, at, formatted) => {
  const found = matchAt(TOKEN, text, at);
  if (found) return { node: token(found[1]), end: at + found[0].length };
  if (!formatted) return undefined;
  const code = isWord(text[at - 1]) ? null : matchAt(CODE, text, at);
  if (code) return { node: { kind: 'code', inside: parseLine(code[1], false) }, end: at + code[0].length };
  const emoji = matchAt(EMOJI, text, at);
  if (emoji) return { node: { kind: 'emoji', name: emoji[1], tone: emoji[2] }, end: at + emoji[0].length };
  const kind = MARKS[text[at]];
  const end = kind && opens(text, at) ? closing(text, text[at], at) : -1;
  if (end > 0) return { node: { kind, inside: parseLine(text.slice(at + 1, end)) }, end: end + 1 };
  return undefined;
};

/** One line as a tree of what it means. */
const parseLine = (text, formatted = true) => {
  const nodes = [];
  let plain = '';
  for (let at = 0; at < text.length; ) {
    const piece = nextPiece(text, at, formatted);
    if (!piece) {
      plain += text[at++];
      continue;
    }
    if (plain) nodes.push({ kind: 'text', text: literal(plain) });
    plain = '';
    nodes.push(piece.node);
    at = piece.end;
  }
  if (plain) nodes.push({ kind: 'text', text: literal(plain) });
  return nodes;
};

const QUOTE = /^\s*(?:&gt;|>) ?/;
const QUOTE_REST = /^\s*(?:&gt;|>){3} ?/;

/** Lines as paragraphs and quotes: a quote goes on while lines begin with `>`, and to the end after `>>>`. */
const parseLines = (text) => {
  const parts = [];
  let rest = false;
  for (const line of text.split('\n')) {
    if (QUOTE_REST.test(line)) rest = true;
    const quoted = rest || QUOTE.test(line);
    const kind = quoted ? 'quote' : 'lines';
    const words = line.replace(QUOTE_REST.test(line) ? QUOTE_REST : rest ? /^/ : QUOTE, '');
    const last = parts.at(-1);
    if (last?.kind === kind) last.lines.push(parseLine(words));
    else parts.push({ kind, lines: [parseLine(words)] });
  }
  return parts;
};

/**
 * Slack's mrkdwn as a tree. Source: docs.slack.dev, "Formatting message text".
 *
 * @param {string} text as the app sent it, with `&`, `<` and `>` escaped
 * @returns parts in order: `lines` and `quote` with lines of nodes, `preformatted` with nodes
 */
export const parseMrkdwn = (text) =>
  text.split(/```/).flatMap((piece, index, all) => {
    const closed = index % 2 === 1 && index < all.length - 1;
    if (closed) return [{ kind: 'preformatted', inside: parseLine(piece.replace(/^\n|\n$/g, ''), false) }];
    const open = index % 2 === 1 ? `\`\`\`${piece}` : piece;
    const trimmed = index > 0 && index % 2 === 0 ? open.replace(/^\n/, '') : open;
    const words = index < all.length - 2 ? trimmed.replace(/\n$/, '') : trimmed;
    return words === '' ? [] : parseLines(words);
  });
