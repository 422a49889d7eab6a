import type { Section } from '../section.ts';
import { htmlText } from './html-text.ts';

/**
 * The ways into a page: its sections, and below one the headings in it that can be linked to, where there are several (the
 * days of the timeline). It can be folded without a script; the style unfolds it where there is room.
 */
export function htmlContents(sections: readonly Section[]): string {
  const items = sections
    .filter(({ name }) => name !== 'title')
    .map((section) => `<li><a href="#${section.name}">${htmlText(section.title)}</a>${within(section)}</li>`);
  return [
    '<nav aria-label="Contents">',
    '<details>',
    '<summary>Contents</summary>',
    `<ul>\n${items.join('\n')}\n</ul>`,
    '</details>',
    '</nav>',
  ].join('\n');
}

function within({ blocks }: Section): string {
  const links = blocks.flatMap((block) =>
    block.kind === 'heading' && block.anchor !== null
      ? [`<li><a href="#${htmlText(block.anchor)}">${htmlText(block.text)}</a></li>`]
      : [],
  );
  return links.length < 2 ? '' : `\n<ul>\n${links.join('\n')}\n</ul>\n`;
}
