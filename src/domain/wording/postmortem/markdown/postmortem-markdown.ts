import type { Postmortem } from '../../../postmortem/postmortem.ts';
import { byteLength } from '../../../query/cut-bytes.ts';
import { markedPart } from '../draft-marks.ts';
import { postmortemSections } from '../postmortem-sections.ts';
import type { Section } from '../section.ts';
import { createZoneTimes } from '../zone-times.ts';
import { markdownBlock } from './markdown-block.ts';
import { markdownText } from './markdown-text.ts';
import { mermaidTimeline } from './mermaid.ts';

/**
 * The draft as Markdown that GitHub shows: a part between marks for every section, and one for people after those in
 * which something is asked. Everything from outside is text in it and nothing else. The same postmortem gives the same
 * bytes; `mergeDraft` brings a later one together with what people wrote.
 */
export function postmortemMarkdown(postmortem: Postmortem): string {
  const drawing = mermaidTimeline(postmortem, createZoneTimes(postmortem.zone));
  const [title, ...sections] = postmortemSections(postmortem);
  const rest = sections.flatMap((section) => sectionParts(section, drawing)).join('\n\n');
  if (title === undefined) return rest;
  const head = byteLength(rest) > MOST_SHOWN ? withWarning(title) : title;
  return `${[...sectionParts(head, drawing), rest].join('\n\n')}\n`;
}

/** At the head, where who opens the file and sees signs instead of a page begins to read. */
function withWarning(section: Section): Section {
  return { ...section, blocks: [{ kind: 'text', text: [TOO_LONG] }, ...section.blocks] };
}

function sectionParts(section: Section, drawing: string): readonly string[] {
  const sign = section.name === 'title' ? '#' : '##';
  const body = [
    `${sign} ${markdownText(section.title).trim()}`,
    ...section.blocks.map((block) => markdownBlock(block, drawing)),
  ];
  const generated = markedPart('section', section.name, `\n${body.join('\n\n')}\n`);
  if (section.prompts.length === 0) return [generated];
  const questions = section.prompts.map((prompt) => `- ${markdownText(prompt)}`);
  const asked = section.name === 'title' ? ASKED_FIRST : ASKED;
  return [generated, markedPart('people', section.name, `\n${[asked, '', ...questions].join('\n')}\n`)];
}

/** Bytes. Nobody promises a number; pages of one or two megabytes have been shown as plain text. */
const MOST_SHOWN = 1_500_000;

const TOO_LONG =
  'This file is long, so GitHub may show it as plain text: the HTML draft can be read whatever its length is.';

/** Said once, at the first of them: what people need to know to write between the marks. */
const ASKED_FIRST =
  '_Only people know. Write below the questions, or in their place: it stays when the draft is made again._';

const ASKED = '_Only people know:_';
