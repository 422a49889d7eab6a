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
  return [generated, markedPart('people', section.name, `\n${[ASKED, '', ...questions].join('\n')}\n`)];
}

const ASKED = '_Only people know; what you write here stays when the draft is made again:_';
