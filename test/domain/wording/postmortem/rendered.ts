import { marked } from 'marked';

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: '\u00a0' };

/** Markdown as HTML, by another program than ours, with the rules of GitHub. */
export function htmlOf(markdown: string): string {
  return marked.parse(markdown, { gfm: true, async: false });
}

/** What a reader sees of HTML: no tags, no comments, no signs without width, blanks as one. */
export function seen(html: string): string {
  return decoded(html.replace(/<!--[\s\S]*?-->/g, '').replace(/<[^>]*>/g, ''))
    .replaceAll('\u200b', '')
    .replace(/\s+/g, ' ')
    .trim();
}

function decoded(text: string): string {
  return text.replace(/&(?:#(\d+)|(\w+));/g, (all, code: string, name: string) =>
    code === undefined ? (named[name] ?? all) : String.fromCodePoint(Number(code)),
  );
}

/** The tags of HTML in their order, with the names of their attributes: what it is apart from its texts. */
export function skeleton(html: string): readonly string[] {
  return tagsOf(html).map(({ name, isEnd, attributes }) =>
    [`${isEnd ? '/' : ''}${name}`, ...attributes.map(([key]) => key)].join(' '),
  );
}

export type Tag = {
  readonly name: string;
  readonly isEnd: boolean;
  readonly attributes: readonly (readonly [string, string])[];
};

/** Every tag, by the rules of a browser as far as our pages need them. A `<` that begins no tag is an error. */
export function tagsOf(html: string): readonly Tag[] {
  const tags: Tag[] = [];
  const text = html.replace(/<style>[\s\S]*?<\/style>/g, '<style></style>').replace(/<!--[\s\S]*?-->/g, '');
  for (const [all, end, name, rest] of text.matchAll(/<(\/?)([a-z][a-z0-9]*)?((?:[^>"]|"[^"]*")*)>?/gi)) {
    if (all.toLowerCase() === '<!doctype html>') continue;
    if (name === undefined || !all.endsWith('>'))
      throw new Error(`a sign that is no tag: ${all.slice(0, 80)}`);
    const attributes = [...(rest ?? '').matchAll(/([\w:-]+)(?:="([^"]*)")?/g)].map(
      ([, key, value]) => [key ?? '', value ?? ''] as const,
    );
    tags.push({ name: name.toLowerCase(), isEnd: end === '/', attributes });
  }
  return tags;
}
