import type { Postmortem } from '../../../postmortem/postmortem.ts';
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
  const parts = postmortemSections(postmortem).flatMap((section) => sectionParts(section, drawing));
  return `${parts.join('\n\n')}\n`;
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

/** Said once, at the first of them: what people need to know to write between the marks. */
const ASKED_FIRST =
  '_Only people know. Write below the questions, or in their place: it stays when the draft is made again._';

const ASKED = '_Only people know:_';
