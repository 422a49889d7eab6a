import type { Block, Section } from '../../../../src/domain/wording/postmortem/section.ts';

/** One section by its name. Throws when it is not there. */
export const section = (sections: readonly Section[], name: string): Section => {
  const found = sections.find((one) => one.name === name);
  if (!found) throw new Error(`no section ${name}`);
  return found;
};

/** All that a block says, one text for each of its lines. */
export const lines = (block: Block): readonly string[] => {
  const words = (rich: readonly (string | { text?: string; label?: string })[]): string =>
    rich.map((span) => (typeof span === 'string' ? span : (span.text ?? span.label ?? ''))).join('');
  switch (block.kind) {
    case 'text':
      return [words(block.text)];
    case 'list':
      return block.items.map(words);
    case 'table':
      return block.rows.map((row) => row.map(words).join(' | '));
    case 'entries':
      return block.entries.map(
        ({ clock, utc, by, text }) => `${clock}${utc === null ? '' : ` (${utc})`} ${by}: ${words(text)}`,
      );
    case 'drawing':
      return [];
    default:
      return block.text.split('\n');
  }
};

/** All that a section says, one text for each of its lines. */
export const told = (sections: readonly Section[], name: string): readonly string[] =>
  section(sections, name).blocks.flatMap(lines);
