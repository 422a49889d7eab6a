/** What stands between the marks of a section, without them. Throws when there is no such section. */
export function sectionOf(markdown: string, name: string): string {
  const found = new RegExp(
    `<!-- keyturn:section ${name} begin [^>]*-->\\n([\\s\\S]*?)\\n<!-- keyturn:section ${name} end -->`,
  ).exec(markdown)?.[1];
  if (found === undefined) throw new Error(`The draft has no section ${name}.`);
  return found;
}

/** The parts of a section below its headings, each with its heading as the first line. */
export function partsOf(section: string): readonly string[] {
  return section.split(/^### /m).slice(1);
}

/** Markdown's own signs taken out of a text, as a reader sees it. */
export function asRead(markdown: string): string {
  return markdown
    .replaceAll('&#8203;', '')
    .replaceAll('&gt;', '>')
    .replaceAll('&lt;', '<')
    .replaceAll('&amp;', '&')
    .replace(/\\([\\`*_{}[\]()#+.!|~:-])/g, '$1');
}
