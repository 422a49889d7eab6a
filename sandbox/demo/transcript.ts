import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Audience, Entry } from './entry.ts';

/**
 * Writes `transcript.jsonl` (one entry a line) and `transcript.md` into this folder, line by line as it happens, so
 * that a demo which fails leaves what was seen until then.
 */
export function createTranscript(dir: string): Audience {
  const jsonl = join(dir, 'transcript.jsonl');
  const markdown = join(dir, 'transcript.md');
  mkdirSync(dir, { recursive: true });
  writeFileSync(jsonl, '');
  writeFileSync(markdown, '# An incident, as everybody saw it\n');
  return {
    scene: (title) => appendFileSync(markdown, `\n## ${title}\n`),
    entry(entry) {
      appendFileSync(jsonl, `${JSON.stringify(entry)}\n`);
      appendFileSync(markdown, entryAsMarkdown(entry));
    },
  };
}

/** An entry as a paragraph: who and where in bold, the text as it was, which is nobody's Markdown. */
function entryAsMarkdown({ t, where, who, to, text }: Entry): string {
  // A fence that is longer than any in the text can't be closed by it.
  const fence = '`'.repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length + 1)));
  return `\n**${where}** · ${who} to ${to} · ${t.slice(11, 19)} UTC\n\n${fence}text\n${text}\n${fence}\n`;
}
