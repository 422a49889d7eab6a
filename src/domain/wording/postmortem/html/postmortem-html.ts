import { oneLine } from '../../../one-line.ts';
import type { Postmortem } from '../../../postmortem/postmortem.ts';
import { broadLayout, narrowLayout } from '../drawing/drawn-layout.ts';
import { timelineSvg } from '../drawing/timeline-svg.ts';
import { postmortemSections } from '../postmortem-sections.ts';
import type { Section } from '../section.ts';
import { createZoneTimes } from '../zone-times.ts';
import { htmlBlock } from './html-block.ts';
import { htmlContents } from './html-contents.ts';
import { htmlText } from './html-text.ts';
import { pageStyle, pageStyleDigest } from './page-style.ts';

/** Nothing is loaded, run, embedded or sent; only the style that stands in the page counts. */
const POLICY = `default-src 'none'; style-src 'sha256-${pageStyleDigest}'; base-uri 'none'; form-action 'none'`;

/** A browser's tab and a file manager show no more. */
const TITLE = 120;

/**
 * The draft as one HTML file that needs nothing else: readable on a phone, printable, light and dark, the timeline drawn.
 * There is no script in it. Everything from outside is text in it and nothing else. The same postmortem gives the same
 * bytes.
 */
export function postmortemHtml(postmortem: Postmortem): string {
  const times = createZoneTimes(postmortem.zone);
  // The style shows one of the two: what is broad would be too small to read on a phone, or scroll there.
  const drawing = [broadLayout, narrowLayout]
    .map((layout) => timelineSvg(postmortem, times, layout))
    .join('\n');
  const { id, title } = postmortem.incident;
  const sections = postmortemSections(postmortem);
  const [opening = '', ...rest] = sections.map((section) => sectionHtml(section, drawing));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${htmlText(oneLine(`${id}: ${title}`, TITLE))}</title>
<style>${pageStyle}</style>
</head>
<body>
<main>
${[opening, htmlContents(sections), ...rest].join('\n')}
</main>
</body>
</html>
`;
}

function sectionHtml({ name, title, blocks, prompts }: Section, drawing: string): string {
  const level = name === 'title' ? 'h1' : 'h2';
  return [
    `<section id="${name}">`,
    `<${level}>${htmlText(title)}</${level}>`,
    ...blocks.map((block) => htmlBlock(block, drawing)),
    ...(prompts.length === 0 ? [] : [asked(prompts)]),
    '</section>',
  ].join('\n');
}

function asked(prompts: readonly string[]): string {
  return `<div class="ask">\n<p class="who">Only people know</p>\n${prompts.map((prompt) => `<p>${htmlText(prompt)}</p>`).join('\n')}\n</div>`;
}
