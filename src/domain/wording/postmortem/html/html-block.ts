import type { Block, Rich, SectionEntry } from '../section.ts';
import { htmlLink, htmlRich, htmlText } from './html-text.ts';

/** A block as HTML. `drawing`: what stands where the timeline is drawn. Only code scrolls sideways, by keys as well: on
 * a narrow screen the style makes a list of a table, in which each cell says its column's name. */
export function htmlBlock(block: Block, drawing: string): string {
  switch (block.kind) {
    case 'text':
      return `<p>${htmlRich(block.text)}</p>`;
    case 'heading':
      return `<h3${anchorOf(block)}>${htmlText(block.text)}</h3>`;
    case 'list':
      return `<ul>\n${block.items.map((item) => `<li>${htmlRich(item)}</li>`).join('\n')}\n</ul>`;
    case 'table':
      return tableHtml(block);
    case 'code':
      return `<pre tabindex="0"><code>${
        block.language === 'diff' ? diffHtml(block.text) : htmlText(block.text)
      }</code></pre>`;
    case 'entries':
      return `<ol class="entries">\n${block.entries.map(entryHtml).join('\n')}\n</ol>`;
    default:
      return `<figure>${drawing}</figure>`;
  }
}

function anchorOf({ anchor }: Extract<Block, { kind: 'heading' }>): string {
  return anchor === null ? '' : ` id="${htmlText(anchor)}"`;
}

function tableHtml({ head, rows }: Extract<Block, { kind: 'table' }>): string {
  const titles = head.map((title) => `<th scope="col">${htmlText(title)}</th>`).join('');
  const cellHtml = (cell: Rich, index: number): string =>
    `<td data-name="${htmlText(head[index] ?? '')}">${htmlRich(cell)}</td>`;
  const body = rows.map((cells) => `<tr>${cells.map(cellHtml).join('')}</tr>`);
  return `<table>\n<thead><tr>${titles}</tr></thead>\n<tbody>\n${body.join('\n')}\n</tbody>\n</table>`;
}

/** What went and what came by colour, beside the signs that say it without. */
function diffHtml(text: string): string {
  const words: Readonly<Record<string, string>> = { '-': 'del', '+': 'ins' };
  return text
    .split('\n')
    .map((row) => {
      const word = words[row.charAt(0)];
      return word === undefined ? htmlText(row) : `<${word}>${htmlText(row)}</${word}>`;
    })
    .join('\n');
}

function entryHtml({ clock, utc, by, text, quote, permalink }: SectionEntry): string {
  const link = permalink === null ? '' : ` ${htmlLink('message', permalink)}`;
  const beside = utc === null ? '' : ` <span class="utc">${htmlText(utc)}</span>`;
  const written = quote === null ? '' : `<blockquote>${htmlText(quote)}</blockquote>`;
  return `<li><span class="clock">${htmlText(clock)}</span>${beside} <strong>${htmlText(by)}</strong>: ${htmlRich(text)}${link}${written}</li>`;
}
